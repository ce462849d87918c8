"""Photograph every screen into docs/gallery: on a platform of its own with the demo, or on the one that is named.

`python scripts/gallery.py [--api URL --simulator URL] [--only PART_OF_A_NAME] [--into FOLDER]`
"""

import argparse
import io
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from PIL import Image

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT / "backend"), str(ROOT)]

from tests.browser import chromium, demo, scene, screens  # noqa: E402 -- the tests' own list of screens
from tests.browser.camera import Camera, mini_program  # noqa: E402
from tests.browser.scene import Site  # noqa: E402
from tests.browser.screens import Screen  # noqa: E402

MOST_BYTES = 60_000
QUALITIES = (80, 70, 60, 50, 40, 30, 20)
CHAPTERS: Sequence[tuple[str, Sequence[Screen], int]] = (
    ("买家：手机浏览器（H5）", screens.H5, 4),
    ("买家：微信小程序（在 mp-runtime 中运行）", screens.MINI, 4),
    ("商家后台", screens.MERCHANT, 2),
    ("运营后台", screens.OPS, 2),
    ("模拟微信（只用于开发和演示）", screens.SIMULATOR, 4),
)
WIDTHS = {4: 210, 2: 420}


def main() -> None:
    """Take the pictures and write the index."""
    ask = argparse.ArgumentParser(description="拍下每个页面")
    ask.add_argument("--api", help="已在运行的平台地址；不给就自己启动一个")
    ask.add_argument("--simulator", help="它的模拟微信地址")
    ask.add_argument("--only", default="", help="只拍名字里有这几个字的页面")
    ask.add_argument("--into", type=Path, default=ROOT / "docs/gallery")
    wanted = ask.parse_args()
    with platform(wanted.api, wanted.simulator) as site, tempfile.TemporaryDirectory() as folder:
        stage = scene.set_up(site)
        with chromium.running() as browser, mini_program(Path(folder)) as mini_url:
            camera = Camera(browser, stage, mini_url)
            for screen in screens.ALL:
                if wanted.only in screen.name:
                    photograph(camera, screen, wanted.into)
    if not wanted.only:
        write_index(wanted.into)


@contextmanager
def platform(api_url: str | None, simulator_url: str | None) -> Iterator[Site]:
    """The platform that is named, or one of our own."""
    if api_url and simulator_url:
        yield Site(api_url, simulator_url)
        return
    with tempfile.TemporaryDirectory(prefix="lilong-gallery-") as folder, demo.running(Path(folder)) as site:
        yield site


def photograph(camera: Camera, screen: Screen, folder: Path) -> None:
    """One picture."""
    with camera.open(screen) as (page, watch):
        picture = Image.open(io.BytesIO(page.screenshot(type="png", animations="disabled")))
    store(picture, folder / f"{screen.name}.webp")
    print(f"{screen.name}：{screen.caption}", *watch.troubles, sep="\n  ", flush=True)


def store(picture: Image.Image, file: Path) -> None:
    """As WebP, at the best quality that keeps the repository small."""
    file.parent.mkdir(parents=True, exist_ok=True)
    for quality in QUALITIES:
        picture.save(file, "WEBP", quality=quality, method=6)
        if file.stat().st_size <= MOST_BYTES:
            return


def write_index(folder: Path) -> None:
    """README.md: the pictures in chapters, with their captions."""
    parts = ["# 界面一览", "由 `make gallery` 在演示数据上拍摄：手机 390×844，后台 1440×900。"]
    for title, chapter, columns in CHAPTERS:
        parts += [f"## {title}", table(chapter, columns)]
    (folder / "README.md").write_text("\n\n".join(parts) + "\n", encoding="utf-8")


def table(chapter: Sequence[Screen], columns: int) -> str:
    """The pictures of one chapter, some in a row."""
    rows = [chapter[at : at + columns] for at in range(0, len(chapter), columns)]
    cells = "\n".join(
        "<tr>" + "".join(cell(screen, WIDTHS[columns]) for screen in row) + "</tr>" for row in rows
    )
    return f"<table>\n{cells}\n</table>"


def cell(screen: Screen, width: int) -> str:
    """One picture with its caption below."""
    picture = f'<img src="{screen.name}.webp" width="{width}" alt="{screen.caption}">'
    return f'<td align="center">{picture}<br>{screen.caption}</td>'


if __name__ == "__main__":
    main()
