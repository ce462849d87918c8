"""Receipt: the buyer has the goods, by their word or ten days after they left."""

from lilong.orders import queries
from lilong.orders.errors import NotInState
from lilong.orders.events import OrderCompleted
from lilong.orders.queries import OrderRow
from lilong.orders.schemas import STATE_TEXTS
from lilong.orders.tables import AUTO_RECEIVE
from lilong.orders.transitions import move
from lilong.platform import clock, due, events, jobs
from lilong.platform.access import Buyer
from lilong.platform.audit import CLOCK, Actor
from lilong.platform.db import Db, Transactions


async def confirm(db: Db, buyer: Buyer, order_id: int) -> None:
    """The buyer confirms. Doing so twice is harmless. Raises NotFound, NotInState before everything is shipped."""
    row = await queries.order(db, order_id, buyer_id=buyer.id, lock=True)
    if row.state == "completed":
        return
    if not await _complete(db, row, buyer.actor, "买家确认收货"):
        raise NotInState(state_text=STATE_TEXTS[row.state])


async def receive_by_clock(begin: Transactions, payload: jobs.Payload) -> None:
    """A job: nobody confirmed in time. An order that is not waiting any more is left alone."""
    async with begin() as db:
        await _complete(db, await queries.order(db, payload["id"], lock=True), CLOCK, "超时自动确认收货")


async def _complete(db: Db, row: OrderRow, actor: Actor, reason: str) -> bool:
    now = clock.now()
    if not await move(db, [row.id], ["shipped"], "completed", actor, reason, completed_at=now):
        return False
    await due.stop_clock(db, AUTO_RECEIVE, row.id)
    news = OrderCompleted(
        order_id=row.id,
        order_number=row.number,
        shop_id=row.shop_id,
        buyer_id=row.buyer_id,
        sub_mchid=row.sub_mchid,
        transaction_id=row.transaction_id or "",
        captured_fen=row.payable_fen,
        commission_fen=row.commission_fen,
        paid_at=row.paid_at or now,
        completed_at=now,
    )
    await events.record(db, news)
    return True
