"""Where the bytes are: a folder of this machine, or an object store that speaks S3. One class, by settings."""

import re
from functools import cache

from obstore.exceptions import BaseError, NotFoundError
from obstore.store import LocalStore, ObjectStore, from_url

from lilong.platform import settings
from lilong.platform.errors import Busy, NotFound
from lilong.platform.media.images import WIDTHS

_KEY = re.compile(r"[0-9a-f]{40}")
_FILE_NAMES = {f"{width}.webp" for width in WIDTHS}


class Storage:
    """Files of pictures, by key and width."""

    def __init__(self, store: ObjectStore) -> None:
        self._store = store

    async def put(self, key: str, files: dict[int, bytes]) -> None:
        """Keep a picture's files. Again with the same key changes nothing. Raises Busy when the store does not answer."""
        try:
            for width, content in files.items():
                await self._store.put_async(_path(key, f"{width}.webp"), content)
        except BaseError as error:
            raise Busy from error

    async def get(self, key: str, file_name: str) -> bytes:
        """One file. Raises NotFound for whatever is not exactly a key and a file name of ours, so no path leads elsewhere."""
        if not _KEY.fullmatch(key) or file_name not in _FILE_NAMES:
            raise NotFound
        try:
            found = await self._store.get_async(_path(key, file_name))
            return bytes(await found.bytes_async())
        except (NotFoundError, FileNotFoundError) as error:
            raise NotFound from error
        except BaseError as error:
            raise Busy from error


def _path(key: str, file_name: str) -> str:
    return f"{key[:2]}/{key}/{file_name}"


@cache
def open_storage() -> Storage:
    """The storage of this process: the object store of the settings, or else their folder."""
    chosen = settings.load()
    if chosen.object_store_url:
        return Storage(
            from_url(chosen.object_store_url)
        )  # account and endpoint: the store's own variables, AWS_…
    return Storage(LocalStore(chosen.media_dir, mkdir=True))
