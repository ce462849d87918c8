"""Asking WeChat how an attempt stands: for payments whose notification is late or lost, and when the client returns."""

from datetime import timedelta

from lilong.integrations.wechat_pay import (
    CombinedTrade,
    TradeState,
    WechatPay,
    WechatPayRefusal,
    WechatPayUnreachable,
)
from lilong.payments import attempts, completion, queries
from lilong.payments.errors import PaymentChannelBusy
from lilong.payments.queries import Attempt
from lilong.payments.tables import OPEN_STATES, QUERY
from lilong.platform import clock, due, jobs
from lilong.platform.db import Transactions

AGAIN = timedelta(minutes=2)
UNKNOWN_TO_WECHAT = {"ORDER_NOT_EXIST", "ORDERNOTEXIST"}


async def query_attempt(wechat: WechatPay, begin: Transactions, payload: jobs.Payload) -> None:
    """A job: ask about an open attempt, and again every two minutes until it is paid or closed."""
    async with begin() as db:
        attempt = await queries.attempt(db, payload["id"])
        if attempt.state not in OPEN_STATES:
            return
        await due.set_clock(db, QUERY, attempt.id, clock.now() + AGAIN)
    await query_open(begin, wechat, attempt)


async def query_open(begin: Transactions, wechat: WechatPay, attempt: Attempt) -> None:
    """Ask about one attempt and apply the answer. `begin` has the worker's rights.

    Raises PaymentChannelBusy when WeChat gives no answer.
    """
    proof = await _answer(wechat, attempt)
    if proof is None:
        return
    async with begin() as db:
        if all(part.trade_state == TradeState.CLOSED for part in proof.parts):
            await attempts.mark_closed(db, attempt.id)
        else:
            await completion.complete(db, proof)


async def _answer(wechat: WechatPay, attempt: Attempt) -> CombinedTrade | None:
    try:
        return await wechat.query_combined(attempt.number)
    except WechatPayRefusal as refusal:
        if refusal.code in UNKNOWN_TO_WECHAT:  # our request has not reached it, or not yet
            return None
        raise PaymentChannelBusy from refusal
    except WechatPayUnreachable as unknown:
        raise PaymentChannelBusy from unknown
