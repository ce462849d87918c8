"""Banners composed of several 3D pictures, for trades of which there is no photo."""

from pathlib import Path

from PIL import Image

from .backdrops import studio
from .canvas import SIZE, colour, cutout, deeper, fitted, lighter, stand
from .photos import BANNER, veiled

PLACES = ((900, 338, 256), (716, 322, 196), (1040, 306, 190), (596, 330, 140))
"""Where the things stand: x, y of the floor and longest side; the last in the list is the furthest back."""


def still_banner(things: tuple[Path, ...], tint: str, deep: str) -> Image.Image:
    """The things grouped at the right of a lit set that sinks into a deep colour at the left."""
    base = colour(tint)
    set_picture = studio(base, 470).resize((BANNER[0], BANNER[0])).crop((0, 440, BANNER[0], 440 + BANNER[1]))
    image = veiled(set_picture, deep)
    wide = Image.new("RGB", (BANNER[0], SIZE), lighter(base, 0.3))
    wide.paste(image, (0, 0))
    for thing, (x, y, longest) in reversed(list(zip(things, PLACES, strict=False))):
        grouped(wide, fitted(cutout(thing), longest), x, y, deeper(base, 0.55))
    return wide.crop((0, 0, *BANNER))


def grouped(wide: Image.Image, thing: Image.Image, x: int, y: int, shade: tuple[int, int, int]) -> None:
    """Stand a thing on the wide sheet by way of a square part of it, for shadows are square masks."""
    left = min(max(0, x - SIZE // 2), BANNER[0] - SIZE)
    part = wide.crop((left, 0, left + SIZE, SIZE))
    stand(part, thing, x - left, y - 14, shade)
    wide.paste(part, (left, 0))
