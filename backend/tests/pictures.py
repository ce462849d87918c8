"""Small pictures for uploads."""

import io

from PIL import Image


def png(colour: str = "#C2412B", size: int = 120) -> bytes:
    """A square PNG of one colour."""
    stream = io.BytesIO()
    Image.new("RGB", (size, size), colour).save(stream, "PNG")
    return stream.getvalue()
