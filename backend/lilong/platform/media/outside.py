"""Storing an upload: make its files, keep them, then write the row. A crash between leaves files that nobody names."""

import asyncio
import hashlib

from sqlalchemy.dialects.postgresql import insert

from lilong.platform import clock, ids
from lilong.platform.audit import Actor
from lilong.platform.db import Db, Transactions
from lilong.platform.media import queries
from lilong.platform.media.errors import PictureTooLarge
from lilong.platform.media.images import Prepared, prepare
from lilong.platform.media.schemas import Upload, picture
from lilong.platform.media.storage import Storage
from lilong.platform.media.tables import media

MAX_BYTES = 5 * 1024 * 1024

_decoders = asyncio.Semaphore(2)  # a decoded picture may take 160 MB


async def store(
    begin: Transactions, storage: Storage, actor: Actor, original: bytes, shop_id: int | None = None
) -> Upload:
    """Check and keep a picture that `actor` uploads, for a shop or for themselves; the same one again is the same row.

    Raises UnusablePicture, PictureTooLarge, or Busy when the storage does not answer.
    """
    if len(original) > MAX_BYTES:
        raise PictureTooLarge
    async with _decoders:
        prepared = await asyncio.to_thread(prepare, original)
    digest = hashlib.sha256(original).digest()
    await storage.put(digest.hex()[:40], prepared.files)
    async with begin() as db:
        return await _record(db, actor, shop_id, digest, prepared)


async def _record(db: Db, actor: Actor, shop_id: int | None, digest: bytes, prepared: Prepared) -> Upload:
    key = digest.hex()[:40]
    row = insert(media).values(
        id=await ids.one(db),
        shop_id=shop_id,
        owner_kind=actor.kind,
        owner_id=actor.id,
        key=key,
        sha256=digest,
        width=prepared.width,
        height=prepared.height,
        bytes=sum(len(content) for content in prepared.files.values()),
        created_at=clock.now(),
    )
    await db.execute(row.on_conflict_do_nothing())
    kept = await queries.same_upload(db, actor, shop_id, key)
    shown = picture(kept)
    return Upload(kept.id, shown.url, shown.width, shown.height)
