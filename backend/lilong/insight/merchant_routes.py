"""A shop's home: what waits, in order of time left, and today's figures."""

from datetime import datetime

import msgspec
from litestar import get
from sqlalchemy import func, select

from lilong import inventory, ledger, orders
from lilong.insight.figures import Comparison, compare
from lilong.platform.access import ShopStaff, shop_permission
from lilong.platform.db import Db, Transactions


class ToDo(msgspec.Struct):
    """Something that waits for the shop."""

    kind: str
    """to_ship or low_stock."""
    count: int
    due_at: datetime | None
    """The earliest deadline among them; null: none."""
    text: str


class Dashboard(msgspec.Struct):
    """A shop's home."""

    to_do: list[ToDo]
    figures: Comparison
    pending_fen: int | None
    """Paid, not yet settled; null for staff who may not see money."""
    available_fen: int | None


@get("/dashboard", guards=[shop_permission("shop.view")])
async def show_dashboard(shop_staff: ShopStaff, db: Db, begin: Transactions) -> Dashboard:
    """What waits for the shop, and today's figures."""
    waiting = [await _to_ship(db, shop_staff.shop_id), await _low_stock(db, shop_staff.shop_id)]
    pending, available = await _money(begin, shop_staff)
    return Dashboard(
        to_do=[item for item in waiting if item.count],
        figures=await compare(db, shop_staff.shop_id),
        pending_fen=pending,
        available_fen=available,
    )


async def _to_ship(db: Db, shop_id: int) -> ToDo:
    columns = orders.shop_order.c
    wanted = select(func.count(), func.min(columns.ship_by)).where(
        columns.shop_id == shop_id, columns.state.in_(["to_ship", "partly_shipped"])
    )
    count, due_at = (await db.execute(wanted)).one()
    return ToDo("to_ship", count, due_at, f"{count} 笔订单待发货")


async def _low_stock(db: Db, shop_id: int) -> ToDo:
    count = await inventory.low_stock_count(db, shop_id)
    return ToDo("low_stock", count, None, f"{count} 个规格库存不足")


async def _money(begin: Transactions, staff: ShopStaff) -> tuple[int | None, int | None]:
    """The books belong to the platform: they are read with the worker's rights, for those who may see money."""
    if "money.view" not in staff.permissions:
        return None, None
    async with begin.as_worker()() as db:
        pending = -await ledger.balance_fen(db, ledger.shop_pending(staff.shop_id))
        return pending, -await ledger.balance_fen(db, ledger.shop_available(staff.shop_id))


handlers = [show_dashboard]
