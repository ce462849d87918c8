"""What becomes of an uploaded picture, without a database."""

import asyncio
import io
from pathlib import Path
from typing import Any

import pytest
from obstore.store import LocalStore
from PIL import Image

from lilong.platform.errors import NotFound
from lilong.platform.media import Storage, UnusablePicture
from lilong.platform.media.images import prepare
from lilong.platform.media.schemas import fitted

ORIENTATION = 0x0112
CAMERA = 0x0110


def _picture(size: tuple[int, int], kind: str = "JPEG", mode: str = "RGB", **options: Any) -> bytes:
    packed = io.BytesIO()
    Image.new(mode, size).save(packed, kind, **options)
    return packed.getvalue()


def test_every_width_gets_a_webp_file_and_nothing_is_scaled_up() -> None:
    prepared = prepare(_picture((1000, 500)))

    sizes = {width: Image.open(io.BytesIO(content)).size for width, content in prepared.files.items()}
    assert sizes == {1600: (1000, 500), 800: (800, 400), 400: (400, 200), 200: (200, 100)}
    assert (prepared.width, prepared.height) == (1000, 500)
    assert {Image.open(io.BytesIO(content)).format for content in prepared.files.values()} == {"WEBP"}


def test_a_photo_stands_upright_and_keeps_nothing_that_the_camera_noted() -> None:
    exif = Image.Exif()
    exif[ORIENTATION] = 6  # turned by 90 degrees
    exif[CAMERA] = "Phone 42"

    prepared = prepare(_picture((400, 200), exif=exif))

    assert (prepared.width, prepared.height) == (200, 400)
    assert not any(b"Phone 42" in content for content in prepared.files.values())


def test_a_transparent_picture_stays_transparent() -> None:
    prepared = prepare(_picture((300, 300), "PNG", "RGBA"))

    assert Image.open(io.BytesIO(prepared.files[200])).mode == "RGBA"


@pytest.mark.parametrize("kind", ["GIF", "BMP", "TIFF"])
def test_other_kinds_are_refused(kind: str) -> None:
    with pytest.raises(UnusablePicture, match="只支持"):
        prepare(_picture((10, 10), kind))


@pytest.mark.parametrize("content", [b"", b"<svg onload=alert(1)>", _picture((300, 300), "PNG")[:200]])
def test_what_is_not_a_whole_picture_is_refused(content: bytes) -> None:
    with pytest.raises(UnusablePicture):
        prepare(content)


def test_a_decompression_bomb_is_refused_by_its_header() -> None:
    bomb = _picture((9_000, 9_000), "PNG", "1")
    assert len(bomb) < 50_000  # small to send, 81 megapixels to decode

    with pytest.raises(UnusablePicture, match="像素过多"):
        prepare(bomb)


def test_a_very_long_picture_is_refused() -> None:
    with pytest.raises(UnusablePicture, match="16383"):
        prepare(_picture((20, 16_400), "PNG"))


@pytest.mark.parametrize(
    ("width", "height", "shown"),
    [(800, 600, (800, 600)), (1600, 1200, (800, 600)), (1601, 1, (800, 1)), (200, 9_000, (200, 9_000))],
)
def test_pictures_are_fitted_by_width(width: int, height: int, shown: tuple[int, int]) -> None:
    assert fitted(width, height, 800) == shown


def test_storage_gives_back_what_was_put(tmp_path: Path) -> None:
    storage, key = Storage(LocalStore(tmp_path)), "ab" * 20

    asyncio.run(storage.put(key, {800: b"picture"}))

    assert asyncio.run(storage.get(key, "800.webp")) == b"picture"


@pytest.mark.parametrize(
    ("key", "file_name"),
    [
        ("ab" * 20, "400.webp"),
        ("ab" * 20, "../800.webp"),
        ("..", "secrets.json"),
        ("../" + "a" * 37, "800.webp"),
        ("AB" * 20, "800.webp"),
        ("ab" * 20 + "\n", "800.webp"),
    ],
)
def test_no_path_leads_out_of_the_storage(tmp_path: Path, key: str, file_name: str) -> None:
    (tmp_path / "secrets.json").write_text("secret")
    (tmp_path / "media").mkdir()
    storage = Storage(LocalStore(tmp_path / "media"))
    asyncio.run(storage.put("ab" * 20, {800: b"picture"}))

    with pytest.raises(NotFound):
        asyncio.run(storage.get(key, file_name))
