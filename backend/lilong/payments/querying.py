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
from lilong.payments.attempts import UNKNOWN_TO_WECHAT
from lilong.payments.errors import PaymentChannelBusy
from lilong.payments.patience import left_to_the_clock
from lilong.payments.queries import Attempt
from lilong.payments.tables import OPEN_STATES, QUERY
from lilong.platform import clock, due, jobs
from lilong.platform.db import Transactions

AGAIN = timedelta(minutes=2)


async def query_attempt(wechat: WechatPay, begin: Transactions, payload: jobs.Payload) -> None:
    """A job: ask about an open attempt, and again every two minutes until it is paid or closed."""
    async with begin() as db:
        attempt = await queries.attempt(db, payload["id"])
        if attempt.state not in OPEN_STATES:
            return
        await due.set_clock(db, QUERY, attempt.id, clock.now() + AGAIN)
    with left_to_the_clock(QUERY, attempt.id):
        await query_open(begin, wechat, attempt)


async def query_open(begin: Transactions, wechat: WechatPay, attempt: Attempt) -> None:
    """Ask about one attempt and apply the answer. `begin` has the worker's rights.

    Raises PaymentChannelBusy when WeChat gives no answer.
    """
    proof = await _answer(wechat, attempt)
    if proof is None:
        return
    async with begin() as db:
        if {part.trade_state for part in proof.parts} == {TradeState.CLOSED}:
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
