"""Small signs: shop logos drawn from simple shapes, category tiles and faces of the shoppers."""

from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageDraw

from .canvas import colour, cutout, deeper, ellipse, fill, fitted, lighter, rounded, stand, vertical

LOGO, TILE, FACE = 240, 160, 160
FACTOR = 8
"""Logos are drawn on a grid of 100 units, each this many pixels, then scaled down."""


@dataclass(frozen=True)
class Stroke:
    """One shape of a logo: `kind` is a method of ImageDraw; `points` on the grid of 100 units."""

    kind: str
    points: tuple[float, ...]
    paint: str
    extra: tuple[float, ...] = ()
    """Start and end angle of a pie or an arc, then the line's width; radius of a rounded rectangle."""


CREAM = "#FBF6F0"

LOGOS: dict[str, tuple[str, tuple[Stroke, ...]]] = {
    "wutong": (
        "#C2412B",
        (
            Stroke("door", (24, 20, 76, 80), CREAM),
            Stroke("door", (33, 30, 67, 80), "#C2412B"),
            Stroke("door", (40, 39, 60, 80), CREAM),
            Stroke("rectangle", (18, 78, 82, 83), CREAM),
            Stroke("rectangle", (49, 50, 51, 78), "#C2412B"),
        ),
    ),
    "yuyuan": (
        "#4F7A5B",
        (
            *(Stroke("petal", (50, 46, angle), "#F6C9CF") for angle in range(0, 360, 72)),
            Stroke("ellipse", (42, 38, 58, 54), "#F1B84B"),
            Stroke("rectangle", (48.5, 66, 51.5, 86), CREAM),
            Stroke("leaf", (51, 82, 74, 70), CREAM),
        ),
    ),
    "laochengxiang": (
        "#8A3B22",
        (
            *(Stroke("lobe", (50, 50, angle), "#F0C27B") for angle in range(0, 360, 36)),
            Stroke("ellipse", (24, 24, 76, 76), "#F0C27B"),
            Stroke("ellipse", (30, 30, 70, 70), "#8A3B22"),
            Stroke("ellipse", (33, 33, 67, 67), "#F0C27B"),
            Stroke("rectangle", (41, 41, 59, 59), "#8A3B22"),
            Stroke("rectangle", (44, 44, 56, 56), "#F0C27B"),
            Stroke("rectangle", (48, 48, 52, 52), "#8A3B22"),
        ),
    ),
    "shiliupu": (
        "#2F6277",
        (
            Stroke("ellipse", (24, 28, 68, 56), CREAM),
            Stroke("polygon", (62, 42, 82, 28, 82, 56), CREAM),
            Stroke("ellipse", (33, 37, 39, 43), "#2F6277"),
            *(Stroke("arc", (14 + x, 58, 38 + x, 78), "#A9D3DB", (0, 180, 4)) for x in (0, 24, 48)),
            *(Stroke("arc", (14 + x, 68, 38 + x, 88), "#A9D3DB", (0, 180, 4)) for x in (0, 24, 48)),
        ),
    ),
    "nanhui": (
        "#E58A5B",
        (
            Stroke("ellipse", (24, 32, 60, 82), "#FFE3CF"),
            Stroke("ellipse", (40, 32, 76, 82), CREAM),
            Stroke("leaf", (50, 34, 78, 16), "#5B8A55"),
            Stroke("leaf", (50, 34, 28, 18), "#6FA067"),
        ),
    ),
    "chongming": (
        "#6E9A4E",
        (
            Stroke("rectangle", (48, 44, 52, 74), CREAM),
            Stroke("leaf", (50, 54, 82, 26), CREAM),
            Stroke("leaf", (50, 48, 22, 24), "#DDEBC4"),
            Stroke("arc", (18, 66, 82, 106), CREAM, (180, 360, 4)),
        ),
    ),
    "wukang": (
        "#6B4A36",
        (
            Stroke("pie", (22, 22, 70, 82), CREAM, (0, 180)),
            Stroke("arc", (60, 50, 82, 72), CREAM, (270, 90, 5)),
            Stroke("rectangle", (20, 84, 74, 88), CREAM),
            Stroke("leaf", (46, 48, 62, 18), "#A9C58F"),
            Stroke("leaf", (44, 48, 30, 22), "#C4D8AC"),
        ),
    ),
    "sinan": (
        "#C98A3C",
        (
            Stroke("rectangle", (48.5, 24, 51.5, 86), CREAM),
            *(Stroke("leaf", (50, y, 72, y - 18), CREAM) for y in (44, 58, 72)),
            *(Stroke("leaf", (50, y, 28, y - 18), CREAM) for y in (44, 58, 72)),
            Stroke("leaf", (50, 34, 50, 12), CREAM),
        ),
    ),
    "beiwaitan": (
        "#2E4A66",
        (
            Stroke("ellipse", (22, 22, 78, 78), CREAM),
            Stroke("ellipse", (29, 29, 71, 71), "#2E4A66"),
            Stroke("ellipse", (36, 36, 64, 64), "#7FB2D6"),
            Stroke("ellipse", (44, 44, 56, 56), "#2E4A66"),
            Stroke("ellipse", (40, 39, 47, 46), CREAM),
            Stroke("ellipse", (76, 16, 86, 26), "#F1B84B"),
        ),
    ),
    "shikumen": (
        "#9B5B6B",
        (
            Stroke("arc", (42, 20, 58, 36), CREAM, (160, 90, 4)),
            Stroke("line", (50, 34, 50, 44, 16, 70, 84, 70, 50, 44), CREAM, (5,)),
            Stroke("rectangle", (30, 77, 70, 80.5), "#F1C9A5"),
        ),
    ),
    "suhe": (
        "#3B7F79",
        (
            Stroke("ellipse", (33, 16, 67, 50), "#F3A34C"),
            Stroke("arc", (18, 16, 50, 50), "#3B7F79", (300, 60, 2.4)),
            Stroke("arc", (50, 16, 82, 50), "#3B7F79", (120, 240, 2.4)),
            Stroke("arc", (14, 56, 86, 108), CREAM, (180, 360, 5)),
            Stroke("rectangle", (12, 78, 88, 83), CREAM),
            *(Stroke("rectangle", (x, y, x + 3, 80), CREAM) for x, y in ((30, 63), (48.5, 57), (67, 63))),
        ),
    ),
    "xiaojudeng": (
        "#5A4A86",
        (
            Stroke("line", (50, 12, 50, 28), CREAM, (2.6,)),
            Stroke("ellipse", (22, 28, 78, 78), "#F39A3D"),
            Stroke("ellipse", (34, 28, 66, 78), "#F7B469"),
            Stroke("ellipse", (45, 28, 55, 78), "#F39A3D"),
            Stroke("rectangle", (38, 25, 62, 31), CREAM),
            Stroke("rectangle", (38, 75, 62, 81), CREAM),
            Stroke("line", (50, 81, 50, 92), CREAM, (2.6,)),
        ),
    ),
}


def logo(shop: str) -> Image.Image:
    """A shop's sign on its own colour."""
    ground, strokes = LOGOS[shop]
    side = 100 * FACTOR
    base = colour(ground)
    image = vertical(lighter(base, 0.1), deeper(base, 0.08), (side, side))
    for stroke in strokes:
        drawn(image, stroke)
    return image.resize((LOGO, LOGO), Image.Resampling.LANCZOS)


def drawn(image: Image.Image, stroke: Stroke) -> None:
    """Draw one stroke: the plain shapes by Pillow itself, ours by the functions below."""
    pen = ImageDraw.Draw(image)
    points = [value * FACTOR for value in stroke.points]
    paint = colour(stroke.paint)
    match stroke.kind:
        case "ellipse" | "rectangle" | "polygon":
            getattr(pen, stroke.kind)(points, fill=paint)
        case "line":
            pen.line(points, fill=paint, width=round(stroke.extra[0] * FACTOR), joint="curve")
        case "arc":
            start, end, width = stroke.extra
            pen.arc(points, start, end, fill=paint, width=round(width * FACTOR))
        case "pie":
            pen.pieslice(points, *stroke.extra, fill=paint)
        case "door":
            door(pen, points, paint)
        case "leaf":
            image.paste(paint, (0, 0), leaf_mask(image.size, points))
        case "petal":
            petal(image, stroke.points, paint, reach=17, radius=(9.5, 15))
        case "lobe":
            petal(image, stroke.points, paint, reach=27, radius=(9, 9))
        case unknown:
            raise ValueError(f"no such stroke: {unknown}")


def door(pen: ImageDraw.ImageDraw, points: list[float], paint: tuple[int, int, int]) -> None:
    """A rectangle with a half-round head."""
    left, top, right, bottom = points
    radius = (right - left) / 2
    pen.pieslice((left, top, right, top + 2 * radius), 180, 360, fill=paint)
    pen.rectangle((left, top + radius, right, bottom), fill=paint)


def leaf_mask(size: tuple[int, int], points: list[float]) -> Image.Image:
    """A leaf from its stalk to its tip: what two equal circles have in common."""
    from_x, from_y, to_x, to_y = points
    middle_x, middle_y = (from_x + to_x) / 2, (from_y + to_y) / 2
    across_x, across_y = (to_y - from_y) * 0.42, (from_x - to_x) * 0.42
    masks = []
    for side in (1, -1):
        centre_x, centre_y = middle_x + side * across_x, middle_y + side * across_y
        radius = ((centre_x - from_x) ** 2 + (centre_y - from_y) ** 2) ** 0.5
        mask = Image.new("L", size, 0)
        box = (centre_x - radius, centre_y - radius, centre_x + radius, centre_y + radius)
        ImageDraw.Draw(mask).ellipse(box, fill=255)
        masks.append(mask)
    both = Image.new("L", size, 0)
    both.paste(masks[0], (0, 0), masks[1])
    return both


def petal(
    image: Image.Image,
    place: tuple[float, ...],
    paint: tuple[int, int, int],
    reach: float,
    radius: tuple[float, float],
) -> None:
    """An ellipse at a distance from the centre, turned by an angle."""
    centre_x, centre_y, degrees = place
    mask = Image.new("L", image.size, 0)
    (wide, long), y = radius, centre_y - reach
    box = [value * FACTOR for value in (centre_x - wide, y - long, centre_x + wide, y + long)]
    ImageDraw.Draw(mask).ellipse(box, fill=255)
    turned = mask.rotate(degrees, center=(centre_x * FACTOR, centre_y * FACTOR))
    image.paste(paint, (0, 0), turned)


def tile(thing: Path, tint: str) -> Image.Image:
    """A category's sign: the thing on a tinted tile with round, transparent corners."""
    base = colour(tint)
    image = vertical(lighter(base, 0.5), base, (320, 320))
    fill(image, ellipse((-80, -140, 280, 180), blur=50, side=320), lighter(base, 0.9), 0.6)
    stand(image, fitted(cutout(thing), 206), 160, 266, deeper(base, 0.55))
    image.putalpha(rounded((0, 0, 320, 320), 108, side=320))
    return image.resize((TILE, TILE), Image.Resampling.LANCZOS)


def face(thing: Path, tint: str) -> Image.Image:
    """A shopper's picture: a thing they like, on a colour."""
    base = colour(tint)
    image = vertical(lighter(base, 0.3), deeper(base, 0.06), (320, 320))
    stand(image, fitted(cutout(thing), 212), 160, 268, deeper(base, 0.55))
    return image.resize((FACE, FACE), Image.Resampling.LANCZOS)
