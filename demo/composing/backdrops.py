"""Walls, floors and light: what stands behind a 3D picture. Each backdrop says where its floor is."""

import math
from collections.abc import Callable
from functools import lru_cache

from PIL import Image

from .canvas import (
    SIZE,
    Colour,
    colour,
    deeper,
    ellipse,
    fill,
    is_dark,
    lighter,
    mix,
    polygon,
    rounded,
    vertical,
)

Backdrop = tuple[Image.Image, int]
"""The picture and the y coordinate on which things stand."""


def studio(base: Colour, horizon: int = 560) -> Image.Image:
    """A photographer's paper roll: wall and floor in one colour, lit from the upper left."""
    image = vertical(lighter(base, 0.12), lighter(base, 0.3))
    sheet = Image.new("RGB", (SIZE, SIZE), deeper(base, 0.04))
    sheet.paste(vertical(deeper(base, 0.04), lighter(base, 0.34), (SIZE, SIZE - horizon)), (0, horizon))
    fill(image, rounded((-200, horizon, SIZE + 200, SIZE + 300), 0, blur=22), sheet)
    fill(image, ellipse((-120, -160, 620, 560), blur=120), lighter(base, 0.9), 0.3 if is_dark(base) else 0.75)
    fill(image, ellipse((520, 380, 1100, 1000), blur=130), deeper(base, 0.2), 0.22)
    return image


def plain(base: Colour) -> Backdrop:
    """Nothing but light."""
    return studio(base), 648


def gate(base: Colour) -> Backdrop:
    """A lane gate: a stone arch in the wall with a step before it, as on our logo."""
    image = studio(base, 640)
    frame, inside = lighter(base, 0.55), deeper(base, 0.13)
    fill(image, arch(152, 96, 648, 660, blur=18), deeper(base, 0.32), 0.28)
    fill(image, arch(152, 90, 648, 660), frame)
    hollow = vertical(deeper(base, 0.22), inside)
    fill(image, arch(190, 128, 610, 660), hollow)
    glow = ellipse((220, 200, 560, 700), blur=80)
    fill(image, glow, lighter(base, 0.6), 0.35)
    fill(image, rounded((110, 648, 690, 690), 10), lighter(base, 0.62))
    fill(image, rounded((110, 690, 690, 706), 6), deeper(base, 0.14))
    return image, 668


def arch(left: float, top: float, right: float, bottom: float, blur: float = 0) -> Image.Image:
    """Mask of a door with a half-round head."""
    radius = (right - left) / 2
    door = rounded((left, top, right, bottom + radius), radius, blur)
    door.paste(0, (0, round(bottom), SIZE, SIZE))
    return door


def podium(base: Colour) -> Backdrop:
    """A round plinth before a large pale disc."""
    image = studio(base)
    fill(image, ellipse((150, 70, 650, 570)), lighter(base, 0.5), 0.75)
    side, top = vertical(deeper(base, 0.1), deeper(base, 0.24)), lighter(base, 0.58)
    fill(image, ellipse((110, 690, 740, 790), blur=22), deeper(base, 0.45), 0.4)
    fill(image, rounded((130, 618, 670, 700), 2), side)
    fill(image, ellipse((130, 640, 670, 760)), side)
    fill(image, ellipse((130, 558, 670, 678)), top)
    fill(image, ellipse((152, 570, 648, 668)), lighter(base, 0.4))
    return image, 632


def window(base: Colour) -> Backdrop:
    """Morning light through a tall lane-house window."""
    image = studio(base, 590)
    for column in range(2):
        for row in range(4):
            left, top = 300 + column * 190, -60 + row * 165 + column * 46
            pane = [(left, top), (left + 172, top + 42), (left + 172 - 34, top + 190), (left - 34, top + 148)]
            fill(image, polygon(pane, blur=7), lighter(base, 0.95), 0.34 if is_dark(base) else 0.62)
    return image, 656


def disc(base: Colour) -> Backdrop:
    """A sun low on the wall, a shade deeper than the wall itself."""
    image = studio(base, 600)
    sun = mix(lighter(base, 0.3), colour("peach"), 0.55) if not is_dark(base) else lighter(base, 0.22)
    fill(image, ellipse((140, 86, 660, 606)), sun)
    fill(image, ellipse((140, 86, 660, 606), blur=40), lighter(base, 0.7), 0.22)
    fill(image, rounded((0, 604, SIZE, SIZE), 0), vertical(lighter(base, 0.36), lighter(base, 0.14)))
    return image, 668


def leaves(base: Colour) -> Backdrop:
    """The shadow of a plane-tree branch on a sunlit wall."""
    image = studio(base, 600)
    for step in range(10):
        x, y = 860 - step * 74, 10 + step * 26 + 30 * math.sin(step * 1.3)
        for side in (-1, 1):
            outline = leaf(x, y, 120 + side * 46 + step * 7, 150 - step * 6)
            fill(image, outline, deeper(base, 0.5), 0.14)
    return image, 656


def leaf(x: float, y: float, degrees: float, length: float) -> Image.Image:
    """Mask of one blurred leaf growing from a point in a direction."""
    angle = math.radians(degrees)
    ahead, beside = (math.cos(angle), math.sin(angle)), (-math.sin(angle), math.cos(angle))
    outline = [(0.0, 0.0), (0.3, 0.24), (0.6, 0.22), (1.0, 0.0), (0.6, -0.22), (0.3, -0.24)]
    points = [
        (x + length * (a * ahead[0] + b * beside[0]), y + length * (a * ahead[1] + b * beside[1]))
        for a, b in outline
    ]
    return polygon(points, blur=6)


def table(base: Colour) -> Backdrop:
    """A warm timber table edge in front of the wall."""
    image = studio(base, 560)
    wood = colour("#C58F63") if not is_dark(base) else colour("#A87350")
    fill(image, rounded((0, 566, SIZE, SIZE), 0), vertical(lighter(wood, 0.24), wood))
    for line in range(5):
        y = 604 + line * line * 9 + line * 14
        grain = ellipse((-300 + line * 90, y, 1000 + line * 40, y + 5), blur=2)
        fill(image, grain, deeper(wood, 0.25), 0.3)
    fill(image, rounded((0, 562, SIZE, 570), 0), lighter(wood, 0.5))
    return image, 690


BACKDROPS: dict[str, Callable[[Colour], Backdrop]] = {
    "plain": plain,
    "gate": gate,
    "podium": podium,
    "window": window,
    "disc": disc,
    "leaves": leaves,
    "table": table,
}


@lru_cache(maxsize=100)
def _painted(name: str, tint: str) -> Backdrop:
    return BACKDROPS[name](colour(tint))


def backdrop(name: str, tint: str) -> Backdrop:
    """A fresh copy of a backdrop in a tint."""
    image, floor_y = _painted(name, tint)
    return image.copy(), floor_y
