"""Opening an attempt, asking WeChat for its payment sheet, closing it.

An attempt is written down before WeChat hears of it. A repeated click finds the open attempt and repeats the very same
request, which WeChat answers with the same prepayment: two clicks, a crash or a lost answer never open two.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Literal

import msgspec
from sqlalchemy import insert, update

from lilong.integrations.wechat_pay import (
    CombinedOrder,
    CombinedPart,
    PaymentFields,
    WechatPay,
    WechatPayRefusal,
    WechatPayUnreachable,
)
from lilong.payments import queries
from lilong.payments.errors import PaymentChannelBusy, PaymentRefused
from lilong.payments.queries import Attempt, Part
from lilong.payments.tables import OPEN_STATES, QUERY, payment, payment_part
from lilong.platform import clock, due, ids
from lilong.platform.db import Db, Transactions

FIRST_QUERY = timedelta(seconds=60)
UNKNOWN_TO_WECHAT = {"ORDER_NOT_EXIST", "ORDERNOTEXIST"}
ClosingAnswer = Literal["closed", "unknown", "paid"]


class BillPart(msgspec.Struct, frozen=True):
    """What one order costs and whose it is."""

    order_id: int
    shop_id: int
    sub_mchid: str
    amount_fen: int


class Bill(msgspec.Struct, frozen=True):
    """What a trade asks its buyer to pay, in its present version."""

    trade_id: int
    trade_version: int
    buyer_id: int
    openid: str
    payer_ip: str
    description: str
    expires_at: datetime
    parts: Sequence[BillPart]


class Sheet(msgspec.Struct, frozen=True):
    """What the mini program hands to wx.requestPayment."""

    payment_no: str
    sheet: PaymentFields


async def open_attempt(db: Db, bill: Bill) -> Attempt:
    """The open attempt of the trade, or a new one. The caller holds the trade's lock."""
    for known in await queries.open_of_trade(db, bill.trade_id):
        return known
    payment_id, *part_ids = await ids.take(db, 1 + len(bill.parts))
    now = clock.now()
    fresh = Attempt(
        id=payment_id,
        number=ids.number(),
        trade_id=bill.trade_id,
        trade_version=bill.trade_version,
        openid=bill.openid,
        payer_ip=bill.payer_ip,
        description=bill.description,
        total_fen=sum(part.amount_fen for part in bill.parts),
        state="opening",
        prepay_id=None,
        expires_at=bill.expires_at,
    )
    row = msgspec.structs.asdict(fresh) | {"buyer_id": bill.buyer_id, "created_at": now}
    await db.execute(insert(payment), row)
    await db.execute(insert(payment_part), _part_rows(payment_id, part_ids, bill))
    await due.set_clock(db, QUERY, payment_id, now + FIRST_QUERY)
    return fresh


def _part_rows(payment_id: int, part_ids: Sequence[int], bill: Bill) -> list[dict[str, object]]:
    return [
        {
            "id": part_id,
            "payment_id": payment_id,
            "buyer_id": bill.buyer_id,
            "number": ids.number(),
            "is_counted": False,
            **msgspec.structs.asdict(part),
        }
        for part_id, part in zip(part_ids, bill.parts, strict=True)
    ]


async def prepay(begin: Transactions, wechat: WechatPay, attempt: Attempt, notify_url: str) -> Sheet:
    """The payment sheet of an open attempt.

    Raises PaymentChannelBusy when WeChat cannot be reached: the attempt stays open and the same request may be
    repeated; PaymentRefused when WeChat says no.
    """
    prepay_id = attempt.prepay_id
    if prepay_id is None:
        async with begin() as db:
            parts = await queries.parts_of(db, attempt.id)
        prepay_id = await _ask(wechat, attempt, parts, notify_url)
        async with begin() as db:
            await _record_prepay(db, attempt.id, prepay_id)
    return Sheet(attempt.number, wechat.pay_sign(prepay_id))


async def _ask(wechat: WechatPay, attempt: Attempt, parts: Sequence[Part], notify_url: str) -> str:
    order = CombinedOrder(
        combine_out_trade_no=attempt.number,
        parts=[_combined(part, attempt.description) for part in parts],
        openid=attempt.openid,
        payer_ip=attempt.payer_ip,
        notify_url=notify_url,
        expires_at=attempt.expires_at,
    )
    try:
        return await wechat.prepay_combined(order)
    except WechatPayRefusal as refusal:
        if refusal.retryable:
            raise PaymentChannelBusy from refusal
        raise PaymentRefused(code=refusal.code) from refusal
    except WechatPayUnreachable as unknown:
        raise PaymentChannelBusy from unknown


def _combined(part: Part, description: str) -> CombinedPart:
    return CombinedPart(
        sub_mchid=part.sub_mchid,
        out_trade_no=part.number,
        description=description,
        total_fen=part.amount_fen,
        attach=str(part.order_id),
    )


async def _record_prepay(db: Db, payment_id: int, prepay_id: str) -> None:
    """An attempt that was closed meanwhile stays closed: its sheet must not be paid."""
    opened = update(payment).where(payment.c.id == payment_id, payment.c.state.in_(OPEN_STATES))
    if not (await db.execute(opened.values(state="prepared", prepay_id=prepay_id))).rowcount:
        raise PaymentRefused(code="closed")


async def open_attempts(db: Db, trade_id: int) -> list[Attempt]:
    """Attempts of a trade that may still be paid."""
    return await queries.open_of_trade(db, trade_id)


async def close_attempts(begin: Transactions, wechat: WechatPay, trade_id: int) -> bool:
    """Make every open attempt of a trade unpayable at WeChat, then with us. False: one of them turned out to be paid.

    Only WeChat's word that it is closed closes an attempt that somebody may hold a sheet of. Raises PaymentChannelBusy
    without it: everything stays held, and the caller's job tries again.
    """
    async with begin() as db:
        attempts = [
            (attempt, await queries.parts_of(db, attempt.id)) for attempt in await open_attempts(db, trade_id)
        ]
    for attempt, parts in attempts:
        answer = await _close_at_wechat(wechat, attempt, parts)
        if answer == "paid":
            return False
        async with begin() as db:
            if answer == "closed":
                await mark_closed(db, attempt.id)
            elif not await _mark_never_opened(db, attempt.id):
                raise PaymentChannelBusy
    return True


async def mark_closed(db: Db, payment_id: int) -> None:
    """WeChat says that the attempt cannot be paid any more."""
    closing = update(payment).where(payment.c.id == payment_id, payment.c.state.in_(OPEN_STATES))
    await db.execute(closing.values(state="closed"))
    await due.stop_clock(db, QUERY, payment_id)


async def _mark_never_opened(db: Db, payment_id: int) -> bool:
    """WeChat does not know the attempt. False: its prepayment arrived in this moment and the sheet is out."""
    no_sheet = (payment.c.state == "opening") | (payment.c.expires_at <= clock.now())
    gone = update(payment).where(payment.c.id == payment_id, payment.c.state.in_(OPEN_STATES), no_sheet)
    if not (await db.execute(gone.values(state="closed"))).rowcount:
        return False
    await due.stop_clock(db, QUERY, payment_id)
    return True


async def _close_at_wechat(wechat: WechatPay, attempt: Attempt, parts: Sequence[Part]) -> ClosingAnswer:
    try:
        await wechat.close_combined(attempt.number, [_combined(part, attempt.description) for part in parts])
    except WechatPayRefusal as refusal:
        if refusal.code in UNKNOWN_TO_WECHAT:
            return "unknown"
        if refusal.retryable:
            raise PaymentChannelBusy from refusal
        return "closed" if refusal.code == "ORDER_CLOSED" else "paid"
    except WechatPayUnreachable as unknown:
        raise PaymentChannelBusy from unknown
    return "closed"
