"""What a parcel means for its order: pieces shipped, and the next state. Fulfilment, above, owns the parcels."""

from collections.abc import Mapping

from sqlalchemy import update

from lilong import inventory
from lilong.orders import policy, queries
from lilong.orders.errors import NothingToShip, NotInState
from lilong.orders.queries import LineRow, OrderRow
from lilong.orders.schemas import STATE_TEXTS
from lilong.orders.tables import AUTO_RECEIVE, order_line, shop_order
from lilong.orders.transitions import move
from lilong.platform import clock, due
from lilong.platform.access import ShopStaff
from lilong.platform.db import Db
from lilong.platform.errors import NotFound


async def record_shipped(db: Db, staff: ShopStaff, order_id: int, pieces: Mapping[int, int]) -> OrderRow:
    """Pieces of an order leave with a parcel: {line id: quantity}, each at least 1. The order moves on.

    Raises NotFound for another shop's order or line, NotInState, NothingToShip.
    """
    row = await queries.order(db, order_id, shop_id=staff.shop_id, lock=True)
    if row.state not in {"to_ship", "partly_shipped"}:
        raise NotInState(state_text=STATE_TEXTS[row.state])
    lines = {line.id: line for line in await queries.lines_of(db, [order_id])}
    for line_id in sorted(pieces):
        await _ship_line(db, lines.get(line_id), pieces[line_id])
    await inventory.take(db, sorted(pieces.items()), staff.actor, f"order:{row.number}")
    left = sum(line.quantity - line.shipped_quantity - pieces.get(line.id, 0) for line in lines.values())
    await _move_on(db, row, staff, left)
    return row


async def _ship_line(db: Db, line: LineRow | None, quantity: int) -> None:
    if line is None:
        raise NotFound
    if quantity > line.quantity - line.shipped_quantity:
        raise NothingToShip
    shipped = update(order_line).where(order_line.c.id == line.id)
    await db.execute(shipped.values(shipped_quantity=order_line.c.shipped_quantity + quantity))


async def _move_on(db: Db, row: OrderRow, staff: ShopStaff, left: int) -> None:
    if left:
        await move(db, [row.id], ["to_ship"], "partly_shipped", staff.actor)
        return
    now = clock.now()
    receive_at = now + policy.RECEIVE_AFTER
    moved_from = [row.state]
    await move(
        db,
        [row.id],
        moved_from,
        "shipped",
        staff.actor,
        shipped_at=now,
        auto_receive_at=receive_at,
        ship_by=None,
    )
    await due.set_clock(db, AUTO_RECEIVE, row.id, receive_at)


async def write_note(db: Db, staff: ShopStaff, order_id: int, note: str) -> None:
    """The shop's own words about an order. Raises NotFound."""
    await queries.order(db, order_id, shop_id=staff.shop_id)
    await db.execute(update(shop_order).where(shop_order.c.id == order_id).values(note=note))
