"""Uploaded pictures: checked, freed of what the camera noted (place, device), kept as WebP in four widths.

A picture's key is the hash of what was uploaded, so its files never change and the same upload again is the same row.
Nothing that a person names becomes part of a path. Other modules keep media ids and show `Picture`s.
"""

from lilong.platform.media.adoption import copy_to_shop
from lilong.platform.media.errors import PictureTooLarge, UnusablePicture
from lilong.platform.media.outside import store
from lilong.platform.media.queries import pictures, require
from lilong.platform.media.schemas import Picture, Upload, picture
from lilong.platform.media.storage import Storage, open_storage
from lilong.platform.media.tables import media

__all__ = [
    "Picture",
    "PictureTooLarge",
    "Storage",
    "UnusablePicture",
    "Upload",
    "copy_to_shop",
    "media",
    "open_storage",
    "picture",
    "pictures",
    "require",
    "store",
]
