"""The built front ends, served by the API on one machine; behind a CDN on many."""

from pathlib import Path
from typing import Any

from litestar.static_files import create_static_files_router

ROOT = Path(__file__).parents[2]
CONSOLE = ROOT / "apps/console/dist"
H5 = ROOT / "apps/mini/dist/build/h5"


def built() -> list[Any]:
    """A route for each front end that has been built: the consoles under /console, the shop for browsers under /."""
    mounted = []
    if CONSOLE.is_dir():
        mounted.append(
            create_static_files_router(
                "/console", [CONSOLE], name="console", html_mode=True, include_in_schema=False
            )
        )
    if H5.is_dir():
        mounted.append(
            create_static_files_router("/", [H5], name="h5", html_mode=True, include_in_schema=False)
        )
    return mounted
