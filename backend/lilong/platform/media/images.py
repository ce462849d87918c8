"""From an untrusted upload to clean WebP files. Pure and slow: call it in a thread."""

import io
from typing import Any

import msgspec
from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError

from lilong.platform.media.errors import UnusablePicture
from lilong.platform.media.schemas import fitted

WIDTHS = (1600, 800, 400, 200)
"""Pixels; every picture has a file for each, narrower when the upload was."""

_MAX_PIXELS = 40_000_000
_MAX_SIDE = 16_383  # of a WebP file
_KINDS = ("JPEG", "PNG", "WEBP")
_QUALITY = 82
_SRGB: Any = ImageCms.createProfile("sRGB")

Image.MAX_IMAGE_PIXELS = None  # we refuse by the header ourselves, before a pixel is decoded


class Prepared(msgspec.Struct, frozen=True):
    """A checked picture; the files hold pixels only, nothing of what the camera noted."""

    width: int
    """Pixels of the widest file."""
    height: int
    """Pixels of the widest file."""
    files: dict[int, bytes]
    """WebP by width limit."""


def prepare(original: bytes) -> Prepared:
    """Check an upload and make its files. Raises UnusablePicture with a reason for people."""
    try:
        with Image.open(io.BytesIO(original), formats=_KINDS) as opened:
            whole = _decode(opened)
    except UnidentifiedImageError as error:
        raise UnusablePicture(reason="只支持 JPG、PNG、WebP 格式") from error
    except (OSError, ValueError, SyntaxError, EOFError) as error:  # Pillow's decoders raise all of them
        raise UnusablePicture(reason="文件已损坏，请重新选择") from error
    return _render(whole)


def _decode(opened: Image.Image) -> Image.Image:
    _check_size(*opened.size)
    opened.draft("RGB", (WIDTHS[0], WIDTHS[0]))  # JPEG only: decode no more pixels than needed
    upright = ImageOps.exif_transpose(opened)
    return _to_srgb(upright.convert("RGBA" if upright.has_transparency_data else "RGB"), upright.info)


def _check_size(width: int, height: int) -> None:
    if width * height > _MAX_PIXELS:
        raise UnusablePicture(reason="像素过多，请缩小到 4000 万像素以内")
    if max(width, height) > _MAX_SIDE:
        raise UnusablePicture(reason=f"边长不能超过 {_MAX_SIDE} 像素，请裁剪后再上传")


def _to_srgb(image: Image.Image, info: dict[Any, Any]) -> Image.Image:
    """The colours that were meant, without the profile that said so; a broken profile is ignored."""
    if not (profile := info.get("icc_profile")):
        return image
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        return ImageCms.profileToProfile(image, source, _SRGB, outputMode=image.mode) or image
    except ImageCms.PyCMSError:
        return image


def _render(whole: Image.Image) -> Prepared:
    files: dict[int, bytes] = {}
    widest = image = whole.resize(fitted(*whole.size, WIDTHS[0]), Image.Resampling.LANCZOS)
    packed = _webp(image)
    for width in WIDTHS:
        if image.size != (
            fits := fitted(*image.size, width)
        ):  # a small upload has one file for several limits
            image = image.resize(fits, Image.Resampling.LANCZOS)
            packed = _webp(image)
        files[width] = packed
    return Prepared(widest.width, widest.height, files)


def _webp(image: Image.Image) -> bytes:
    stream = io.BytesIO()
    image.save(stream, "WEBP", quality=_QUALITY, method=2)
    return stream.getvalue()
