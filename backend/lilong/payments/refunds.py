"""Giving money back for a part: reserved in our books first, asked of WeChat outside, finished by its word."""

from datetime import datetime, timedelta
from typing import Literal

from sqlalchemy import update
from sqlalchemy.dialects.postgresql import insert

from lilong import ledger
from lilong.integrations.wechat_pay import RefundRequest, RefundStatus, WechatPay, WechatPayRefusal
from lilong.payments import queries, repairs
from lilong.payments.patience import left_to_the_clock
from lilong.payments.queries import Part, RefundRow
from lilong.payments.tables import refund
from lilong.platform import clock, due, ids, jobs
from lilong.platform.db import Db, Transactions

REFUND = "refund.send"
AGAIN = timedelta(minutes=1)
AFTER_REFUSAL = timedelta(hours=1)
"""A refusal is before a person by then; the shop may have money again."""
DONE = ("succeeded", "closed")
Outcome = Literal["applied", "repeated", "unmatched", "mismatch"]


async def refund_part(db: Db, part_id: int, purpose: str, reason: str) -> None:
    """Give back a whole part, once per purpose. Only for money that pays no order: late and doubled payments."""
    part = await queries.part(db, part_id)
    now = clock.now()
    row = {
        "id": await ids.one(db),
        "number": ids.number(),
        "part_id": part.id,
        "order_id": part.order_id,
        "shop_id": part.shop_id,
        "buyer_id": part.buyer_id,
        "purpose": purpose,
        "reason": reason,
        "amount_fen": part.amount_fen,
        "state": "asked",
        "asked_at": now,
    }
    if not (await db.execute(insert(refund).values(row).on_conflict_do_nothing())).rowcount:
        return
    await _post_asked(db, part, str(row["number"]))
    await due.set_clock(db, REFUND, int(str(row["id"])), now)


async def _post_asked(db: Db, part: Part, number: str) -> None:
    postings = [
        ledger.debit(ledger.shop_pending(part.shop_id), part.amount_fen),
        ledger.credit(ledger.REFUND_PAYABLE, part.amount_fen),
    ]
    await ledger.post(db, "refund_asked", f"refund_asked:{number}", postings, {"order_id": part.order_id})


async def send_refund(wechat: WechatPay, notify_url: str, begin: Transactions, payload: jobs.Payload) -> None:
    """A job: ask WeChat, or ask how it stands; again every minute until its word is final.

    The same number every time: a new one would be a second refund.
    """
    async with begin() as db:
        row = await queries.refund_row(db, refund_id=payload["id"])
        if row is None or row.state in DONE:
            return
        await due.set_clock(db, REFUND, row.id, clock.now() + AGAIN)
    with left_to_the_clock(REFUND, row.id):
        if row.state == "asked":
            await _ask(wechat, begin, row, notify_url)
        standing = await wechat.query_refund(row.sub_mchid, row.number)
        async with begin() as db:
            await settle_refund(
                db, row.number, standing.amount.refund_fen, standing.status, standing.refunded_at
            )


async def _ask(wechat: WechatPay, begin: Transactions, row: RefundRow, notify_url: str) -> None:
    ask = RefundRequest(
        sub_mchid=row.sub_mchid,
        transaction_id=str(row.transaction_id),
        out_refund_no=row.number,
        refund_fen=row.amount_fen,
        total_fen=row.part_fen,
        reason=row.reason,
        notify_url=notify_url,
    )
    try:
        await wechat.apply_refund(ask)
    except WechatPayRefusal as refusal:
        if not refusal.retryable:
            async with begin() as db:
                await repairs.open_repair(db, "refund_failed", row.number, {"code": refusal.code})
                await due.set_clock(db, REFUND, row.id, clock.now() + AFTER_REFUSAL)
        raise
    async with begin() as db:
        await db.execute(
            update(refund).where(refund.c.id == row.id, refund.c.state == "asked").values(state="processing")
        )


async def settle_refund(
    db: Db, number: str, amount_fen: int, status: RefundStatus, refunded_at: datetime | None
) -> Outcome:
    """Apply WeChat's word on a refund, from its notification or a query alike.

    Another amount than we asked for changes nothing and opens a repair.
    """
    row = await queries.refund_row(db, number=number, lock=True)
    if row is None:
        return "unmatched"
    if amount_fen != row.amount_fen:
        await repairs.open_repair(db, "amount_mismatch", number, {"refund_fen": amount_fen})
        return "mismatch"
    if row.state in DONE or status not in _ENDINGS:
        return "repeated"
    state = _ENDINGS[status]
    done_at = (refunded_at or clock.now()) if state in DONE else None
    await db.execute(update(refund).where(refund.c.id == row.id).values(state=state, done_at=done_at))
    if state == "succeeded":
        await _post_refunded(db, row)
        await repairs.resolve_repair(db, "refund_failed", number)
    elif state == "closed":
        await ledger.reverse(db, f"refund_asked:{number}", "WeChat closed the refund")
    if state != "succeeded":
        await repairs.open_repair(db, "refund_failed", number, {"status": status})
    await due.stop_clock(db, REFUND, row.id)
    return "applied"


async def _post_refunded(db: Db, row: RefundRow) -> None:
    postings = [
        ledger.debit(ledger.REFUND_PAYABLE, row.amount_fen),
        ledger.credit(ledger.wechat_frozen(row.sub_mchid), row.amount_fen),
    ]
    await ledger.post(db, "refunded", f"refunded:{row.number}", postings, {"refund_no": row.number})


_ENDINGS = {
    RefundStatus.SUCCESS: "succeeded",
    RefundStatus.CLOSED: "closed",
    RefundStatus.ABNORMAL: "abnormal",
}
