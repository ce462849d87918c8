"""How pictures are shown."""

from typing import Protocol

import msgspec

SHOWN_WIDTH = 800
"""The width that a `Picture` names; clients swap it for 200 or 400."""


class Picture(msgspec.Struct, frozen=True):
    """A picture in its 800-pixel width."""

    url: str
    """Absolute path on the API's origin; `/200.webp` or `/400.webp` in place of `/800.webp` are smaller ones."""
    width: int
    """Pixels."""
    height: int
    """Pixels."""


class Upload(msgspec.Struct, frozen=True):
    """A stored picture, with the id by which other requests name it."""

    id: int
    url: str
    width: int
    """Pixels of the 800-pixel version."""
    height: int
    """Pixels of the 800-pixel version."""


class MediaRow(Protocol):
    """What of a media row makes a Picture."""

    @property
    def key(self) -> str:
        """Folder of its files."""

    @property
    def width(self) -> int:
        """Pixels of what was uploaded."""

    @property
    def height(self) -> int:
        """Pixels of what was uploaded."""


def picture(row: MediaRow) -> Picture:
    """The Picture of a media row."""
    width, height = fitted(row.width, row.height, SHOWN_WIDTH)
    return Picture(f"/media/{row.key}/{SHOWN_WIDTH}.webp", width, height)


def fitted(width: int, height: int, limit: int) -> tuple[int, int]:
    """Width and height scaled down to a width of `limit`; never scaled up, never without area. Pixels."""
    if width <= limit:
        return width, height
    return limit, max(1, round(height * limit / width))
