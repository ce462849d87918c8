"""What payment means for a trade: heard in the same transaction as the payment itself."""

from collections import Counter, defaultdict
from collections.abc import Sequence

from sqlalchemy import select, update

from lilong import inventory, payments
from lilong.orders import limits, policy, queries
from lilong.orders.events import OrderPaid
from lilong.orders.queries import LineRow
from lilong.orders.tables import CLOSE_UNPAID, trade
from lilong.orders.transitions import move
from lilong.platform import due, events
from lilong.platform.audit import Actor
from lilong.platform.db import Db
from lilong.platform.errors import DomainError

LATE = "您的付款到达时订单已关闭，款项已原路退回"
DOUBLED = "订单已支付，重复的款项已原路退回"


async def mark_paid(db: Db, news: payments.PaymentSucceeded) -> None:
    """Pay the trade's orders, or give the money back: a second success, or one that came too late to hold the goods again."""
    state = (
        await db.execute(select(trade.c.state).where(trade.c.id == news.trade_id).with_for_update())
    ).scalar_one()
    if state == "paid":
        await _give_back(db, news, "doubled", DOUBLED)
    elif state == "closed" and not await _reopen(db, news.trade_id):
        await _give_back(db, news, "late", LATE)
    else:
        await _pay(db, news, "closed" if state == "closed" else "unpaid")


async def _pay(db: Db, news: payments.PaymentSucceeded, from_state: str) -> None:
    paid = update(trade).where(trade.c.id == news.trade_id)
    await db.execute(
        paid.values(state="paid", paid_at=news.paid_at, closed_at=None, close_reason=None, closed_by=None)
    )
    await due.stop_clock(db, CLOSE_UNPAID, news.trade_id)
    await payments.count_part(db, [part.part_id for part in news.parts])
    pieces = _pieces(await queries.goods_of_trade(db, news.trade_id))
    for part in news.parts:
        moved = await move(
            db,
            [part.order_id],
            [from_state],
            "to_ship",
            Actor("buyer"),
            paid_at=news.paid_at,
            ship_by=news.paid_at + policy.SHIP_WITHIN,
            payment_no=news.payment_no,
            transaction_id=part.transaction_id,
            closed_at=None,
            close_reason=None,
        )
        for order in moved:
            await events.record(
                db,
                OrderPaid(order.id, order.shop_id, order.buyer_id, part.amount_fen, dict(pieces[order.id])),
            )


def _pieces(lines: Sequence[LineRow]) -> dict[int, Counter[int]]:
    """Bought pieces by order and product."""
    counted: defaultdict[int, Counter[int]] = defaultdict(Counter)
    for line in lines:
        counted[line.order_id][line.product_id] += line.quantity
    return counted


async def _give_back(db: Db, news: payments.PaymentSucceeded, purpose: str, reason: str) -> None:
    for part in news.parts:
        await payments.refund_part(db, part.part_id, purpose, reason)


async def _reopen(db: Db, trade_id: int) -> bool:
    """Hold everything of a closed trade again at its frozen price: all of it or nothing."""
    lines = await queries.goods_of_trade(db, trade_id)
    try:
        async with db.begin_nested():
            await limits.count(db, lines[0].buyer_id, [line.counted for line in lines])
            actor = Actor("buyer", lines[0].buyer_id)
            await inventory.hold_again(db, [line.id for line in lines], actor, "关闭后到账的付款")
    except DomainError:
        return False
    return True
