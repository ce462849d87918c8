"""Limits per buyer: one guarded upsert per limited SKU, so that a hundred clicks at once get as many as one may have."""

from collections.abc import Sequence

import msgspec
from sqlalchemy import update
from sqlalchemy.dialects.postgresql import insert

from lilong.orders.errors import OverLimit
from lilong.orders.tables import purchase_count
from lilong.platform.db import Db


class Counted(msgspec.Struct, frozen=True):
    """Pieces of an SKU that count against the limit it had, if it had one."""

    sku_id: int
    quantity: int
    limit: int | None
    title: str


async def count(db: Db, buyer_id: int, lines: Sequence[Counted]) -> None:
    """Count the pieces of limited SKUs. Raises OverLimit; SKUs are locked in id order."""
    for line in _limited(lines):
        row = insert(purchase_count).values(buyer_id=buyer_id, sku_id=line.sku_id, taken=line.quantity)
        sum_ = purchase_count.c.taken + line.quantity
        counted = row.on_conflict_do_update(
            index_elements=["buyer_id", "sku_id"], set_={"taken": sum_}, where=sum_ <= line.limit
        )
        if not (await db.execute(counted)).rowcount:
            raise OverLimit(title=line.title, limit=line.limit)


async def give_back(db: Db, buyer_id: int, lines: Sequence[Counted]) -> None:
    """The pieces of an order that closed count no more."""
    for line in _limited(lines):
        mine = (purchase_count.c.buyer_id == buyer_id) & (purchase_count.c.sku_id == line.sku_id)
        less = purchase_count.c.taken - line.quantity
        await db.execute(update(purchase_count).where(mine).values(taken=less))


def _limited(lines: Sequence[Counted]) -> list[Counted]:
    return sorted((line for line in lines if line.limit is not None), key=lambda line: line.sku_id)
