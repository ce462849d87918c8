"""A person's picture becomes a shop's too."""

from sqlalchemy import insert, literal, select

from lilong.platform import ids
from lilong.platform.db import Db
from lilong.platform.media.tables import media


async def copy_to_shop(db: Db, media_id: int, shop_id: int) -> int:
    """Give a shop a row of its own for a picture, such as the licence that its owner applied with; returns its id.

    For operators' and workers' transactions: a shop's people see the shop's rows only.
    """
    copy_id = await ids.one(db)
    given = {"id": literal(copy_id), "shop_id": literal(shop_id)}
    columns = [given.get(column.name, column) for column in media.c]
    picture = select(*columns).where(media.c.id == media_id)
    await db.execute(insert(media).from_select(media.c.keys(), picture))
    return copy_id
