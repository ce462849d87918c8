"""Pictures of the demo, stored as uploads are: checked, cleaned and made in all widths."""

import asyncio
from collections.abc import Collection

from lilong.demo.data import FOLDER
from lilong.platform import media
from lilong.platform.audit import Actor
from lilong.platform.db import Transactions

SYSTEM = Actor("system")


async def store(begin: Transactions, names: Collection[str], shop_id: int | None = None) -> dict[str, int]:
    """Media ids by file name."""
    storage = media.open_storage()

    async def one(name: str) -> tuple[str, int]:
        upload = await media.store(begin, storage, SYSTEM, (FOLDER / name).read_bytes(), shop_id)
        return name, upload.id

    return dict(await asyncio.gather(*(one(name) for name in names)))
