"""Opening a screen as the right person, in its state, and waiting until it stands still."""

import functools
import http.server
import json
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

from playwright.sync_api import Browser, BrowserContext, Locator, Page, Route
from playwright.sync_api import Error as Moved

from tests.browser import chromium
from tests.browser.chromium import Watch
from tests.browser.scene import Scene
from tests.browser.screens import Screen

ROOT = Path(__file__).parents[3]
BUNDLE = ROOT / "apps/mini/dist/build/mp-weixin"
RUNTIME = ROOT / "mp-runtime/dist/cli.js"
HUSH_MS = 120
"""A screen stands still when no part of it has changed for so long."""
PATIENCE = 20
STANDS_STILL = """
hush => new Promise(done => {
  const settled = () => { watcher.disconnect(); clearTimeout(latest); done() }
  let waiting = setTimeout(settled, hush)
  const latest = setTimeout(settled, 10 * hush)
  const watcher = new MutationObserver(() => { clearTimeout(waiting); waiting = setTimeout(settled, hush) })
  watcher.observe(document, { subtree: true, childList: true, characterData: true })
})
"""


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""


@contextmanager
def mini_program(folder: Path) -> Iterator[str]:
    """The WeChat bundle, compiled into the folder and served; its address. Raises CalledProcessError when it breaks a limit."""
    subprocess.run(["node", RUNTIME, "bundle", BUNDLE, folder], check=True, capture_output=True)
    serve = functools.partial(_Quiet, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), serve) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def address(screen: Screen, scene: Scene, mini_url: str) -> str:
    """Where the screen is."""
    site = scene.site
    ids = {name: quote(value) for name, value in (scene.ids | {"here": site.api_url}).items()}
    path = screen.path.format(**ids)
    return {
        "h5": f"{site.api_url}/#/{path}",
        "mini": f"{mini_url}/?path={quote(path, safe='')}",
        "merchant": f"{site.api_url}/console/merchant/#/{path}",
        "ops": f"{site.api_url}/console/ops/#/{path}",
        "simulator": f"{site.simulator_url}/{path}",
    }[screen.surface]


def session_script(screen: Screen, scene: Scene, mini_url: str) -> str:
    """What has to be in the browser before the page starts: the person's session, and for a mini program the phone."""
    kept = scene.storage.get(screen.person, {})
    if screen.surface == "mini":
        kept = {f"mp:{name}": json.dumps({"data": json.loads(text)["data"]}) for name, text in kept.items()}
        kept["mp:lilong.api_origin"] = json.dumps({"data": scene.site.api_url})
    home = mini_url if screen.surface == "mini" else scene.site.api_url
    return (
        f"if (location.origin === {json.dumps(home)}) {{"
        f" window.__mpConfig = {json.dumps({'simulator': scene.site.simulator_url})};"
        f" for (const [name, text] of Object.entries({json.dumps(kept)})) localStorage.setItem(name, text) }}"
    )


class Camera:
    """Opens screens. A person keeps the browser from screen to screen, unless the screen breaks its network."""

    def __init__(self, browser: Browser, scene: Scene, mini_url: str) -> None:
        self._browser = browser
        self._scene = scene
        self._mini_url = mini_url
        self._kept: dict[tuple[str, str], tuple[BrowserContext, Watch]] = {}
        self._unanswered: list[Route] = []

    @contextmanager
    def open(self, screen: Screen) -> Iterator[tuple[Page, Watch]]:
        """The screen, standing still, and what went wrong on the way."""
        context, watch = self._context(screen)
        page = context.new_page()
        page.goto(address(screen, self._scene, self._mini_url))
        self._bring_to_state(page, watch, screen)
        yield page, watch
        while self._unanswered:
            self._unanswered.pop().abort()
        page.close()
        watch.forget()
        if screen.trouble:
            context.close()

    def _context(self, screen: Screen) -> tuple[BrowserContext, Watch]:
        if screen.trouble:
            context, watch = self._new_context(screen)
            self._trouble_before(context, screen)
            return context, watch
        key = screen.surface, screen.person
        if key not in self._kept:
            self._kept[key] = self._new_context(screen)
        return self._kept[key]

    def _new_context(self, screen: Screen) -> tuple[BrowserContext, Watch]:
        context = chromium.open_context(self._browser, screen.size)
        context.add_init_script(session_script(screen, self._scene, self._mini_url))
        return context, Watch(context, forgiven=(404, 503))

    def _trouble_before(self, context: BrowserContext, screen: Screen) -> None:
        if screen.trouble == "failing":
            context.route("**/api/v1/**", _refuse)
        if screen.trouble == "slow":
            context.route("**/api/v1/**", self._leave_unanswered)

    def _leave_unanswered(self, route: Route) -> None:
        self._unanswered.append(route)

    @staticmethod
    def _bring_to_state(page: Page, watch: Watch, screen: Screen) -> None:
        if screen.trouble == "slow":
            page.evaluate(STANDS_STILL, HUSH_MS)
            return
        stand_still(page, watch)
        for tap in screen.taps:
            front(page, tap).first.click()
            stand_still(page, watch)
        if screen.trouble == "offline":
            page.context.set_offline(True)
        if screen.is_scrolled:
            page.mouse.wheel(0, chromium.PHONE_SIZE[1] - 100)
        stand_still(page, watch)


def _refuse(route: Route) -> None:
    problem = {"code": "unavailable", "message": "服务正在维护，请稍后再试", "request_id": "7f3a9c21"}
    route.fulfill(status=503, content_type="application/problem+json", body=json.dumps(problem))


def front(page: Page, words: str) -> Locator:
    """A visible part of the page: by a selector after 'css=', else by its words."""
    if words.startswith("css="):
        return page.locator(f"{words} >> visible=true")
    return page.get_by_text(words).locator("visible=true")


def stand_still(page: Page, watch: Watch) -> None:
    """Wait until nothing is asked for and nothing changes. One that polls is given up after a while."""
    for _ in range(PATIENCE):
        try:
            page.evaluate(STANDS_STILL, HUSH_MS)
        except Moved:  # the page was left meanwhile, for the cashier
            page.wait_for_load_state("networkidle")
        if not watch.waiting:
            return
