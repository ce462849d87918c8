"""Small tools over Pillow: colours, gradients, smooth shapes, cut-outs and their shadows.

Everything is deterministic: the same sources give the same pixels.
"""

import colorsys
from collections.abc import Callable, Sequence
from functools import lru_cache
from pathlib import Path

from PIL import Image, ImageColor, ImageDraw, ImageFilter

Colour = tuple[int, int, int]
Box = tuple[float, float, float, float]

SIZE = 800
"""Side of a goods picture in pixels."""

SMOOTH = 2
"""Shapes are drawn this many times larger and scaled down, which gives them soft edges."""

TINTS: dict[str, str] = {
    "cream": "#F4E8D9",
    "peach": "#F8D9C2",
    "sand": "#F3DDA9",
    "rose": "#F2CFC9",
    "sage": "#D3DFC4",
    "mint": "#C8E2D7",
    "mist": "#D3E1EA",
    "lilac": "#DFD6E8",
    "clay": "#DDB39B",
    "brick": "#C4614C",
    "pine": "#5F8270",
    "timber": "#7A5F50",
    "dusk": "#53697C",
}
"""Background colours that sit well beside our brick and cream."""


def colour(name: str) -> Colour:
    """A tint's name, or any CSS colour, as RGB."""
    red, green, blue, *_ = ImageColor.getrgb(TINTS.get(name, name))
    return red, green, blue


def mix(first: Colour, second: Colour, part: float) -> Colour:
    """`part` of the second colour in the first (0 to 1)."""
    red, green, blue = (round(a + (b - a) * part) for a, b in zip(first, second, strict=True))
    return red, green, blue


def lighter(base: Colour, part: float) -> Colour:
    """The colour with `part` of warm white in it."""
    return mix(base, (255, 252, 246), part)


def deeper(base: Colour, part: float) -> Colour:
    """A darker and richer shade of the same hue: what a shadow on this colour looks like."""
    hue, light, saturation = colorsys.rgb_to_hls(*(channel / 255 for channel in base))
    red, green, blue = colorsys.hls_to_rgb(hue, light * (1 - part), min(1.0, saturation * (1 + part * 0.2)))
    return round(red * 255), round(green * 255), round(blue * 255)


def is_dark(base: Colour) -> bool:
    """Whether light things stand out on this colour better than dark ones."""
    red, green, blue = base
    return red * 299 + green * 587 + blue * 114 < 150_000


def vertical(top: Colour, bottom: Colour, size: tuple[int, int] = (SIZE, SIZE)) -> Image.Image:
    """A plain gradient from top to bottom."""
    ramp = Image.linear_gradient("L").resize(size)
    return Image.composite(Image.new("RGB", size, bottom), Image.new("RGB", size, top), ramp)


def shape(
    draw_on: Callable[[ImageDraw.ImageDraw, int], None], blur: float = 0, side: int = SIZE
) -> Image.Image:
    """A mask drawn at `SMOOTH` times the size (the callback gets the factor), then scaled down and blurred."""
    mask = Image.new("L", (side * SMOOTH, side * SMOOTH), 0)
    draw_on(ImageDraw.Draw(mask), SMOOTH)
    small = mask.resize((side, side), Image.Resampling.LANCZOS)
    return small.filter(ImageFilter.GaussianBlur(blur)) if blur else small


def scaled(box: Sequence[float], factor: int) -> list[float]:
    """Coordinates multiplied for drawing on a smooth mask."""
    return [value * factor for value in box]


def ellipse(box: Box, blur: float = 0, side: int = SIZE) -> Image.Image:
    """Mask of an ellipse."""
    return shape(lambda draw, factor: draw.ellipse(scaled(box, factor), fill=255), blur, side)


def rounded(box: Box, radius: float, blur: float = 0, side: int = SIZE) -> Image.Image:
    """Mask of a rectangle with round corners."""
    return shape(
        lambda draw, factor: draw.rounded_rectangle(scaled(box, factor), radius * factor, fill=255),
        blur,
        side,
    )


def polygon(points: Sequence[tuple[float, float]], blur: float = 0) -> Image.Image:
    """Mask of a polygon."""
    return shape(
        lambda draw, factor: draw.polygon([(x * factor, y * factor) for x, y in points], fill=255), blur
    )


def fill(image: Image.Image, mask: Image.Image, paint: Colour | Image.Image, strength: float = 1.0) -> None:
    """Lay a colour (or a picture of the same size) over the image where the mask is."""
    if strength < 1:
        mask = mask.point([round(level * strength) for level in range(256)])
    layer = paint if isinstance(paint, Image.Image) else Image.new("RGB", image.size, paint)
    image.paste(layer, (0, 0), mask)


@lru_cache(maxsize=400)
def cutout(path: Path, hue_degrees: int = 0, saturation: float = 1.0) -> Image.Image:
    """A 3D picture trimmed to what is visible, its hue turned when a goods comes in several colours."""
    image = Image.open(path).convert("RGBA")
    trimmed = image.crop(image.getchannel("A").point([0] * 24 + [255] * 232).getbbox())
    return turned_hue(trimmed, hue_degrees, saturation) if hue_degrees or saturation != 1 else trimmed


def turned_hue(image: Image.Image, degrees: int, saturation: float) -> Image.Image:
    """The picture with every hue moved round the colour wheel."""
    hue, colourfulness, value = image.convert("RGB").convert("HSV").split()
    hue = hue.point([(level + round(degrees * 256 / 360)) % 256 for level in range(256)])
    colourfulness = colourfulness.point([min(255, round(level * saturation)) for level in range(256)])
    turned = Image.merge("HSV", (hue, colourfulness, value)).convert("RGB")
    turned.putalpha(image.getchannel("A"))
    return turned


def fitted(image: Image.Image, longest: float, degrees: float = 0) -> Image.Image:
    """The cut-out scaled so that its longer side is `longest`, then turned anticlockwise."""
    part = longest / max(image.size)
    resized = image.resize((round(image.width * part), round(image.height * part)), Image.Resampling.BICUBIC)
    crisp = resized.filter(ImageFilter.UnsharpMask(radius=2.2, percent=70, threshold=2))
    crisp.putalpha(resized.getchannel("A"))
    return crisp.rotate(degrees, Image.Resampling.BICUBIC, expand=True) if degrees else crisp


def stand(image: Image.Image, thing: Image.Image, centre_x: float, base_y: float, shade: Colour) -> None:
    """Put a cut-out on the floor of a square picture: a wide soft shadow, a dark contact line, then the thing."""
    side = image.width
    wide, high = thing.width * 0.46, max(16.0, thing.width * 0.075)
    soft = ellipse(
        (centre_x - wide, base_y - high * 1.1, centre_x + wide * 1.12, base_y + high * 1.1), 16, side
    )
    core = ellipse(
        (centre_x - wide * 0.72, base_y - high * 0.6, centre_x + wide * 0.72, base_y + high * 0.32), 6, side
    )
    fill(image, soft, shade, 0.42)
    fill(image, core, shade, 0.5)
    image.paste(thing, (round(centre_x - thing.width / 2), round(base_y - thing.height)), thing)


def lay(image: Image.Image, thing: Image.Image, centre: tuple[float, float], shade: Colour) -> None:
    """Lay a cut-out flat, seen from above: its own outline falls as a soft shadow to the lower right."""
    left, top = round(centre[0] - thing.width / 2), round(centre[1] - thing.height / 2)
    outline = Image.new("L", image.size, 0)
    outline.paste(thing.getchannel("A"), (left + 10, top + 18), thing.getchannel("A"))
    fill(image, outline.filter(ImageFilter.GaussianBlur(13)), shade, 0.4)
    image.paste(thing, (left, top), thing)
