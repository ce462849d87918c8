"""Stock as the shop counts it: opened with a new SKU, corrected by a difference."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Row, insert, select, update
from sqlalchemy.dialects.postgresql import insert as upsert

from lilong import catalog
from lilong.inventory.errors import HeldByOrders
from lilong.inventory.tables import stock, stock_move, warehouse
from lilong.platform import audit, clock, ids
from lilong.platform.audit import Actor
from lilong.platform.db import Db
from lilong.platform.errors import InvalidInput, NotFound


async def set_initial(
    db: Db, *, shop_id: int, product_id: int, on_hand: Mapping[int, int], actor: Actor
) -> None:
    """Open the stock of new SKUs in the shop's default warehouse: pieces on hand by SKU id."""
    place = await _default_warehouse(db, shop_id)
    rows = [
        {
            "sku_id": sku_id,
            "warehouse_id": place,
            "shop_id": shop_id,
            "product_id": product_id,
            "on_hand": pieces,
            "reserved": 0,
        }
        for sku_id, pieces in on_hand.items()
    ]
    opened = await db.execute(insert(stock).returning(stock), rows)
    for row in opened.all():
        await _write_move(db, row, kind="set", on_hand_delta=row.on_hand, actor=actor, reason="新增规格")
    await catalog.forget(db, [product_id])


async def open_stock(db: Db, added: catalog.SkusAdded) -> None:
    """Hear of new SKUs, in the transaction that adds them."""
    await set_initial(
        db,
        shop_id=added.shop_id,
        product_id=added.product_id,
        on_hand=added.stock,
        actor=Actor(added.actor_kind, added.actor_id),
    )


async def adjust(db: Db, *, shop_id: int, sku_id: int, delta: int, reason: str, actor: Actor) -> None:
    """Correct the count of the shop's SKU by a difference, while orders go on holding and taking.

    Raises HeldByOrders when less would remain than orders hold, NotFound for an SKU of another shop.
    """
    if delta == 0:
        raise InvalidInput({"delta": "请填写增加或减少的件数"})
    mine = (stock.c.sku_id == sku_id) & (stock.c.shop_id == shop_id)
    change = (
        update(stock)
        .where(mine, stock.c.on_hand + delta >= stock.c.reserved)
        .values(on_hand=stock.c.on_hand + delta)
        .returning(stock)
    )
    row = (await db.execute(change)).one_or_none()
    if row is None:
        reserved = (await db.execute(select(stock.c.reserved).where(mine))).scalar_one_or_none()
        raise NotFound if reserved is None else HeldByOrders(reserved=reserved)
    await _write_move(db, row, kind="adjust", on_hand_delta=delta, actor=actor, reason=reason)
    await audit.record(
        db,
        actor,
        "stock.adjusted",
        f"sku:{sku_id}",
        shop_id=shop_id,
        before={"on_hand": row.on_hand - delta},
        after={"on_hand": row.on_hand},
        reason=reason,
    )
    await catalog.forget_everywhere(db, [row.product_id])


async def _default_warehouse(db: Db, shop_id: int) -> int:
    """The shop's warehouse, made when it gets its first goods; two at once make one."""
    wanted = select(warehouse.c.id).where(warehouse.c.shop_id == shop_id, warehouse.c.is_default)
    if (known := (await db.execute(wanted)).scalar_one_or_none()) is not None:
        return known
    row = {"id": await ids.one(db), "shop_id": shop_id, "name": "默认仓库", "is_default": True}
    await db.execute(upsert(warehouse).values(row).on_conflict_do_nothing())
    return (await db.execute(wanted)).scalar_one()


async def _write_move(
    db: Db, counted: Row[Any], *, kind: str, on_hand_delta: int, actor: Actor, reason: str
) -> None:
    move = {
        "id": await ids.one(db),
        "shop_id": counted.shop_id,
        "sku_id": counted.sku_id,
        "warehouse_id": counted.warehouse_id,
        "kind": kind,
        "on_hand_delta": on_hand_delta,
        "reserved_delta": 0,
        "on_hand_after": counted.on_hand,
        "reserved_after": counted.reserved,
        "actor_kind": actor.kind,
        "actor_id": actor.id,
        "reason": reason,
        "at": clock.now(),
    }
    await db.execute(insert(stock_move), move)
