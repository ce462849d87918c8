"""Closing an unpaid trade: by the clock, or because its buyer no longer wants it.

`closing` takes no new attempt and keeps every hold; only WeChat's word that no attempt can be paid any more releases them.
A crash in between loses nothing: the job that was written with `closing` goes on.
"""

from datetime import timedelta

from sqlalchemy import select, update

from lilong import inventory, payments
from lilong.integrations.wechat_pay import WechatPay
from lilong.orders import limits, queries
from lilong.orders.errors import TradeNotPayable
from lilong.orders.events import TradeClosed
from lilong.orders.queries import TradeRow
from lilong.orders.tables import CLOSE_UNPAID, trade
from lilong.orders.transitions import move
from lilong.platform import clock, due, events, jobs
from lilong.platform.access import Buyer
from lilong.platform.audit import CLOCK, Actor
from lilong.platform.db import Db, Transactions

AGAIN = timedelta(seconds=30)
TIMED_OUT = "超时未付款"


async def cancel(begin: Transactions, wechat: WechatPay, buyer: Buyer, trade_id: int, reason: str) -> None:
    """The buyer cancels an unpaid trade. Raises NotFound, TradeNotPayable when it is paid or closed,
    PaymentChannelBusy when WeChat does not answer: it is then being closed, and will be.
    """
    async with begin() as db:
        row = await queries.trade_of_buyer(db, buyer.id, trade_id, lock=True)
        if row.state not in {"open", "closing"}:
            raise TradeNotPayable
        await _begin_closing(db, row, buyer.actor, reason)
    await _finish(begin.as_worker(), wechat, trade_id)


async def close_unpaid(wechat: WechatPay, begin: Transactions, payload: jobs.Payload) -> None:
    """A job: the trade's time is over, or its closing was interrupted."""
    async with begin() as db:
        row = await queries.locked_trade(db, payload["id"])
        if row.state not in {"open", "closing"}:
            return
        await _begin_closing(db, row, CLOCK, TIMED_OUT)
    with payments.left_to_the_clock(CLOSE_UNPAID, row.id):
        await _finish(begin, wechat, row.id)


async def _begin_closing(db: Db, row: TradeRow, actor: Actor, reason: str) -> None:
    """Take no more attempts from now on; the clock keeps the work alive until it is done."""
    if row.state == "open":
        closing = update(trade).where(trade.c.id == row.id)
        await db.execute(closing.values(state="closing", close_reason=reason, closed_by=actor.kind))
    await due.set_clock(db, CLOSE_UNPAID, row.id, clock.now() + AGAIN)


async def _finish(begin: Transactions, wechat: WechatPay, trade_id: int) -> None:
    """Close the attempts at WeChat, then free what is held. An attempt that turns out to be paid pays the trade."""
    if await payments.close_attempts(begin, wechat, trade_id):
        async with begin() as db:
            await _close(db, trade_id)
        return
    async with begin() as db:
        attempts = await payments.open_attempts(db, trade_id)
    for attempt in attempts:
        await payments.query_open(begin, wechat, attempt)


async def _close(db: Db, trade_id: int) -> None:
    row = await queries.locked_trade(db, trade_id)
    if row.state != "closing":
        return
    now = clock.now()
    closed_by, reason = await _why(db, trade_id)
    actor = Actor(closed_by, row.buyer_id if closed_by == "buyer" else 0)
    await db.execute(update(trade).where(trade.c.id == trade_id).values(state="closed", closed_at=now))
    orders = [order.id for order in await queries.orders_of_trade(db, trade_id)]
    await move(db, orders, ["unpaid"], "closed", actor, reason, closed_at=now, close_reason=reason)
    lines = await queries.goods_of_trade(db, trade_id)
    await limits.give_back(
        db, row.buyer_id, [line.counted for line in lines]
    )  # before stock, as in placement
    await inventory.release(db, [line.id for line in lines], actor, reason)
    await due.stop_clock(db, CLOSE_UNPAID, trade_id)
    await events.record(db, TradeClosed(trade_id, row.buyer_id, reason))


async def _why(db: Db, trade_id: int) -> tuple[str, str]:
    wanted = select(trade.c.closed_by, trade.c.close_reason).where(trade.c.id == trade_id)
    closed_by, reason = (await db.execute(wanted)).one()
    return closed_by or CLOCK.kind, reason or TIMED_OUT
