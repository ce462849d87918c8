"""What there is."""

from collections.abc import Collection

from sqlalchemy import select

from lilong.inventory.tables import stock
from lilong.platform.db import Db


async def available(db: Db, sku_ids: Collection[int]) -> dict[int, int]:
    """Pieces that can be bought now, by SKU id; an SKU without stock is left out."""
    pieces = select(stock.c.sku_id, (stock.c.on_hand - stock.c.reserved).label("left")).where(
        stock.c.sku_id.in_(sku_ids)
    )
    return {row.sku_id: row.left for row in await db.execute(pieces)}
