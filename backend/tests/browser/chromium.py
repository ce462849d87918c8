"""Chromium, and pages that notice what goes wrong behind a person's back: errors in the console, requests without an answer."""

import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Literal

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Request, Response, sync_playwright

Size = Literal["phone", "desk"]

NAMES = ("chromium", "chromium-browser", "google-chrome")
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--lang=zh-CN",
)
PHONE_SIZE = 390, 844
DESK_SIZE = 1440, 900
STEP_MS = 10_000
"""How long a step may take before the story fails."""


def path() -> str | None:
    """Where Chromium is, if it is installed."""
    return next(filter(None, map(shutil.which, NAMES)), None)


@contextmanager
def running() -> Iterator[Browser]:
    """A Chromium of one's own. Without one the test is skipped; in CI, which must have it, that is a failure."""
    found = path()
    if found is None:
        missing = "没有 Chromium，浏览器测试没有运行；安装：apt-get install chromium fonts-noto-cjk"
        if os.environ.get("CI") == "true":
            pytest.fail(missing)
        pytest.skip(missing)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=[*QUIET])
        yield browser
        browser.close()


def open_context(browser: Browser, size: Size) -> BrowserContext:
    """A person's browser with nothing in it yet: a phone of 390x844 or a desk of 1440x900."""
    is_phone = size == "phone"
    width, height = PHONE_SIZE if is_phone else DESK_SIZE
    context = browser.new_context(
        viewport={"width": width, "height": height},
        has_touch=is_phone,
        is_mobile=is_phone,
        locale="zh-CN",
        timezone_id="Asia/Shanghai",
        reduced_motion="reduce",
    )
    context.set_default_timeout(STEP_MS)
    return context


class Watch:
    """Collects what went wrong on the pages of a context."""

    def __init__(self, context: BrowserContext, forgiven: Sequence[int] = ()) -> None:
        self.troubles: list[str] = []
        self.waiting: set[Request] = set()
        """Requests without an answer so far."""
        self.asked = 0
        """How many requests there were."""
        self._forgiven = set(forgiven)
        context.on("page", self._follow)

    def forget(self) -> None:
        """Of a page that was closed, nothing comes any more."""
        self.troubles.clear()
        self.waiting.clear()

    def _follow(self, page: Page) -> None:
        page.on("console", lambda message: self._note_console(message.type, message.text))
        page.on("pageerror", lambda error: self.troubles.append(f"页面出错：{error}"))
        page.on("response", self._note_answer)
        page.on("request", self._note_request)
        page.on("requestfinished", self._note_end)
        page.on("requestfailed", self._note_failure)

    def _note_console(self, kind: str, text: str) -> None:
        if kind == "error" and not text.startswith(
            "Failed to load resource"
        ):  # said better by the answer itself
            self.troubles.append(f"控制台：{text}")

    def _note_answer(self, answer: Response) -> None:
        if answer.status >= 400 and answer.status not in self._forgiven:
            self.troubles.append(f"{answer.status} {answer.request.method} {answer.url}")

    def _note_request(self, request: Request) -> None:
        self.asked += 1
        self.waiting.add(request)

    def _note_end(self, request: Request) -> None:
        self.waiting.discard(request)

    def _note_failure(self, request: Request) -> None:
        self.waiting.discard(request)
        if request.failure != "net::ERR_ABORTED":  # the page was left before its pictures had come
            self.troubles.append(f"{request.failure} {request.url}")
