"""Goods pictures and banners made from photographs: cut, never retouched."""

from dataclasses import dataclass
from pathlib import Path

from PIL import Image

from .canvas import SIZE, colour, deeper, fill, lighter, rounded, vertical

LONGEST = 900
"""No photo is larger than this on its longer side, in pixels."""

BANNER = (1125, 340)
"""Banner size in pixels, in the mock's proportion of 702 by 212."""

VEIL = (340, 800)
"""The x between which a banner's colour gives way to its picture."""


@dataclass(frozen=True)
class Photo:
    """A photo and the part of it to show; without a box, all of it."""

    path: Path
    box: tuple[int, int, int, int] | None = None
    tint: str = "cream"

    def part(self) -> Image.Image:
        """The chosen part as RGB."""
        with Image.open(self.path) as opened:
            image = opened.convert("RGB")
        return image.crop(self.box) if self.box else image


def cut(photo: Photo) -> Image.Image:
    """The chosen part at its own size."""
    image = photo.part()
    image.thumbnail((LONGEST, LONGEST), Image.Resampling.LANCZOS)
    return image


def square(photo: Photo) -> Image.Image:
    """The chosen part at the size of a goods picture."""
    return covering(photo.part(), (SIZE, SIZE))


def framed(photo: Photo) -> Image.Image:
    """The chosen part as a print lying on a tinted ground: a close-up beside the full view."""
    base = colour(photo.tint)
    image = vertical(lighter(base, 0.45), lighter(base, 0.1))
    fill(image, rounded((84, 100, 732, 748), 30, blur=24), deeper(base, 0.6), 0.4)
    fill(image, rounded((74, 74, 726, 726), 28), (255, 255, 255))
    fill(image, rounded((92, 92, 708, 708), 18), pasted(covering(photo.part(), (616, 616)), (92, 92)))
    return image


def pasted(part: Image.Image, corner: tuple[int, int]) -> Image.Image:
    """The part on an empty canvas of goods-picture size, to be laid on through a mask."""
    sheet = Image.new("RGB", (SIZE, SIZE))
    sheet.paste(part, corner)
    return sheet


def covering(image: Image.Image, size: tuple[int, int]) -> Image.Image:
    """Scale until both sides are covered and cut the rest evenly."""
    part = max(size[0] / image.width, size[1] / image.height)
    scaled = image.resize(
        (max(size[0], round(image.width * part)), max(size[1], round(image.height * part))),
        Image.Resampling.LANCZOS,
    )
    left, top = (scaled.width - size[0]) // 2, (scaled.height - size[1]) // 2
    return scaled.crop((left, top, left + size[0], top + size[1]))


def banner(photo: Photo) -> Image.Image:
    """The photo at the right, sinking into a deep colour at the left where the client writes its words."""
    wide = Image.new("RGB", BANNER)
    wide.paste(covering(photo.part(), (BANNER[0] - VEIL[0], BANNER[1])), (VEIL[0], 0))
    return veiled(wide, photo.tint)


def veiled(image: Image.Image, tint: str) -> Image.Image:
    """A picture of banner size under a colour that is opaque left of the veil and gone right of it."""
    deep = colour(tint)
    mask = Image.new("L", (BANNER[0], 1))
    mask.putdata([round(255 * (1 - eased((x - VEIL[0]) / (VEIL[1] - VEIL[0])))) for x in range(BANNER[0])])
    ground = vertical(lighter(deep, 0.06), deeper(deep, 0.14), BANNER)
    fill(image, mask.resize(BANNER), ground)
    return image


def eased(part: float) -> float:
    """From 0 to 1 without a visible beginning or end."""
    held = min(1.0, max(0.0, part))
    return held * held * (3 - 2 * held)
