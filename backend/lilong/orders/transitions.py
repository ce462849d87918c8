"""Moving orders between states: a conditional UPDATE on the old state, and an event with actor and reason beside it."""

from collections.abc import Collection, Sequence

import msgspec
from sqlalchemy import literal_column, update
from sqlalchemy.dialects.postgresql import insert

from lilong.orders.tables import MOVES, order_event, shop_order
from lilong.platform import clock, ids
from lilong.platform.audit import Actor
from lilong.platform.db import Db


class Moved(msgspec.Struct, frozen=True):
    """An order that has just moved."""

    id: int
    trade_id: int
    buyer_id: int
    shop_id: int
    from_state: str


async def move(
    db: Db,
    order_ids: Collection[int],
    from_states: Sequence[str],
    to_state: str,
    actor: Actor,
    reason: str = "",
    **values: object,
) -> list[Moved]:
    """Move those of the orders that stand in one of the states; the answer says which did, by id.

    Raises ValueError for a pair that the table of transitions does not hold: a fault of ours.
    """
    for state in from_states:
        if (state, to_state) not in MOVES:
            raise ValueError(f"{state} to {to_state} is not allowed")
    columns = shop_order.c
    moving = (
        update(shop_order)
        .where(columns.id.in_(sorted(order_ids)), columns.state.in_(from_states))
        .values(state=to_state, **values)
        .returning(
            columns.id,
            columns.trade_id,
            columns.buyer_id,
            columns.shop_id,
            literal_column("old.state", type_=columns.state.type),
        )
    )
    moved = sorted((Moved(*row) for row in await db.execute(moving)), key=lambda order: order.id)
    await write_events(db, moved, to_state, to_state, actor, reason)
    return moved


async def write_events(
    db: Db, orders: Sequence[Moved], kind: str, to_state: str, actor: Actor, reason: str
) -> None:
    """One event per order."""
    if not orders:
        return
    now = clock.now()
    rows = [
        {
            "id": id_,
            "order_id": order.id,
            "buyer_id": order.buyer_id,
            "shop_id": order.shop_id,
            "kind": kind,
            "from_state": order.from_state,
            "to_state": to_state,
            "actor_kind": actor.kind,
            "actor_id": actor.id,
            "reason": reason,
            "at": now,
        }
        for id_, order in zip(await ids.take(db, len(orders)), orders, strict=True)
    ]
    await db.execute(insert(order_event).values(rows))
