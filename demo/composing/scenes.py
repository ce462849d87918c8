"""The ways a 3D picture becomes a goods picture. A scene takes a recipe and returns 800 by 800 pixels."""

import math
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageChops, ImageFilter

from .backdrops import backdrop
from .canvas import (
    SIZE,
    colour,
    cutout,
    deeper,
    ellipse,
    fill,
    fitted,
    is_dark,
    lay,
    lighter,
    mix,
    rounded,
    stand,
    vertical,
)

CALM = 0.72
"""Saturation of a goods in another colour: a turned hue is louder than the original."""


LOOK, MARGIN = 96, 24
"""Side of the small copy in which the magnifier looks for its spot, and the empty space around it."""


@dataclass(frozen=True)
class Still:
    """A still life to compose: the things, and what they stand in."""

    things: tuple[Path, ...]
    """The goods first, then what keeps it company."""
    tint: str
    backdrop: str
    hues: tuple[int, ...] = (0,)
    """Degrees by which the goods' colour is turned; the first is the one shown alone."""

    def thing(self, longest: float, degrees: float = 0, hue: int | None = None) -> Image.Image:
        """The goods, sized for a place in the picture."""
        turn = self.hues[0] if hue is None else hue
        picture = cutout(self.things[0], turn, CALM if turn else 1.0)
        return fitted(picture, longest, degrees)

    def companions(self, longest: float) -> list[Image.Image]:
        """The other things, sized alike."""
        return [fitted(cutout(path), longest) for path in self.things[1:]]


def hero(still: Still) -> Image.Image:
    """The goods alone, large, standing in a set."""
    image, floor_y = backdrop(still.backdrop, still.tint)
    stand(image, still.thing(462), SIZE / 2, floor_y, deeper(colour(still.tint), 0.55))
    return image


def company(still: Still) -> Image.Image:
    """The goods in front, its companions a step behind on either side."""
    image, floor_y = backdrop(still.backdrop, still.tint)
    shade = deeper(colour(still.tint), 0.55)
    for place, other in enumerate(still.companions(236)):
        stand(image, other, (610, 186)[place % 2], floor_y - 34, shade)
    stand(image, still.thing(424), SIZE / 2 - 14, floor_y + 24, shade)
    return image


def trio(still: Still) -> Image.Image:
    """Three of it: the middle one steps forward."""
    image, floor_y = backdrop(still.backdrop, still.tint)
    shade = deeper(colour(still.tint), 0.55)
    stand(image, still.thing(290, 6), 228, floor_y - 42, shade)
    stand(image, still.thing(290, -6), 572, floor_y - 42, shade)
    stand(image, still.thing(392), SIZE / 2, floor_y + 32, shade)
    return image


def pile(still: Still) -> Image.Image:
    """A generous heap, as fruit and snacks are shown."""
    image, floor_y = backdrop(still.backdrop, still.tint)
    shade = deeper(colour(still.tint), 0.55)
    back = [(250, -74, 236, 10), (550, -74, 236, -12), (400, -112, 250, 0)]
    front = [(178, 0, 248, -8), (622, 4, 248, 9), (400, 34, 300, 0)]
    for x, rise, size, degrees in back + front:
        stand(image, still.thing(size, degrees), x, floor_y + rise, shade)
    return image


def tray(still: Still) -> Image.Image:
    """A gift box seen from above, a piece in every cell."""
    base = colour(still.tint)
    image = vertical(lighter(base, 0.4), lighter(base, 0.12))
    box_paint = colour("brick") if not is_dark(base) else colour("cream")
    fill(image, rounded((96, 112, 720, 736), 44, blur=26), deeper(base, 0.6), 0.42)
    fill(image, rounded((88, 88, 712, 712), 40), vertical(lighter(box_paint, 0.1), deeper(box_paint, 0.1)))
    fill(image, rounded((108, 108, 692, 692), 28), lighter(colour("cream"), 0.25))
    for row in range(2):
        for column in range(2):
            left, top = 124 + column * 282, 124 + row * 282
            fill(image, rounded((left, top, left + 270, top + 270), 22), deeper(colour("cream"), 0.08))
            fill(image, rounded((left + 5, top + 10, left + 270, top + 270), 20), lighter(base, 0.45))
            turn = (-6, 5, 7, -5)[row * 2 + column]
            lay(image, still.thing(214, turn), (left + 135, top + 135), deeper(base, 0.5))
    return image


def pattern(still: Still) -> Image.Image:
    """Many of it laid flat in a staggered order that runs out of the picture."""
    base = colour(still.tint)
    image = vertical(lighter(base, 0.34), base)
    for row in range(-1, 4):
        for column in range(-1, 4):
            x = 100 + column * 268 + (134 if row % 2 else 0)
            y = 104 + row * 212
            lay(image, still.thing(186, (row * 3 + column * 5) % 7 * 9 - 27), (x, y), deeper(base, 0.5))
    return image


def detail(still: Still) -> Image.Image:
    """Close up: the goods fills the frame over a coloured panel, with a magnifier on one spot."""
    base = colour(still.tint)
    image = vertical(lighter(base, 0.5), lighter(base, 0.22))
    panel = mix(base, colour("brick"), 0.24) if not is_dark(base) else deeper(base, 0.16)
    fill(image, rounded((0, 0, 300, SIZE), 0), vertical(lighter(panel, 0.12), panel))
    big = still.thing(580)
    lay(image, big, (478, 380), deeper(base, 0.5))
    magnifier(image, still, deeper(base, 0.5))
    return image


def magnifier(image: Image.Image, still: Still, shade: tuple[int, int, int]) -> None:
    """A round lens in the lower left corner that shows the middle of the goods larger."""
    base = colour(still.tint)
    lens_box = (52, 494, 302, 744)
    fill(image, ellipse((58, 508, 312, 762), blur=16), shade, 0.45)
    fill(image, ellipse((42, 484, 312, 754)), (255, 255, 255))
    close = vertical(lighter(base, 0.55), lighter(base, 0.3))
    zoomed = still.thing(700)
    across, down = worth_a_look(zoomed)
    close.paste(zoomed, (round(177 - zoomed.width * across), round(619 - zoomed.height * down)), zoomed)
    fill(image, ellipse(lens_box), close)


def worth_a_look(thing: Image.Image) -> tuple[float, float]:
    """Where a cut-out has the most to see (parts of its width and height): it fills the lens and has drawing in it."""
    small = Image.new("RGBA", (LOOK + 2 * MARGIN, LOOK + 2 * MARGIN))
    small.paste(thing.resize((LOOK, LOOK)), (MARGIN, MARGIN))
    filled = small.getchannel("A")
    edges = small.convert("L").filter(ImageFilter.FIND_EDGES)
    drawing = ImageChops.multiply(edges, filled.filter(ImageFilter.MinFilter(11)))
    seen = ImageChops.add(drawing, filled.point([level // 3 for level in range(256)]))
    levels = list(seen.filter(ImageFilter.GaussianBlur(MARGIN / 2)).get_flattened_data())
    row, column = divmod(levels.index(max(levels)), small.width)
    return (column - MARGIN) / LOOK, (row - MARGIN) / LOOK


def swatches(still: Still) -> Image.Image:
    """The goods in each of its colours side by side, the first one largest."""
    image, floor_y = backdrop(still.backdrop, still.tint)
    shade = deeper(colour(still.tint), 0.55)
    others = still.hues[1:] or still.hues
    for place, hue in enumerate(others):
        x = 400 + (place - (len(others) - 1) / 2) * 300
        stand(image, still.thing(268, hue=hue), x, floor_y - 96, shade)
    stand(image, still.thing(356), SIZE / 2, floor_y + 44, shade)
    return image


def ring(still: Still) -> Image.Image:
    """A flat lay: the goods in the middle of a plate, its companions (or copies) in a circle around."""
    base = colour(still.tint)
    image = vertical(lighter(base, 0.34), base)
    fill(image, ellipse((178, 196, 640, 658), blur=20), deeper(base, 0.5), 0.35)
    fill(image, ellipse((170, 170, 630, 630)), lighter(base, 0.78))
    fill(image, ellipse((206, 206, 594, 594)), lighter(base, 0.62))
    around = still.companions(150) or [still.thing(150, 14)]
    for place in range(6):
        angle = math.radians(place * 60 + 30)
        spot = (400 + 312 * math.cos(angle), 400 + 312 * math.sin(angle))
        lay(image, around[place % len(around)], spot, deeper(base, 0.5))
    lay(image, still.thing(316), (400, 396), deeper(base, 0.5))
    return image


SCENES: dict[str, Callable[[Still], Image.Image]] = {
    "hero": hero,
    "company": company,
    "trio": trio,
    "pile": pile,
    "tray": tray,
    "pattern": pattern,
    "detail": detail,
    "swatches": swatches,
    "ring": ring,
}
