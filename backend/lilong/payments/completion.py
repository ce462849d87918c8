"""One function completes a payment: called by the notification, by the query job and by the client's return alike."""

from collections.abc import Sequence
from datetime import datetime
from typing import Literal

import msgspec
from sqlalchemy import update

from lilong import ledger
from lilong.integrations.wechat_pay import CombinedTrade, CombinedTradePart, TradeState
from lilong.payments import queries, repairs
from lilong.payments.queries import Attempt, Part
from lilong.payments.tables import QUERY, payment, payment_part
from lilong.platform import clock, due, events
from lilong.platform.db import Db

Outcome = Literal["applied", "repeated", "unpaid", "unmatched", "mismatch"]
PAID = (TradeState.SUCCESS, TradeState.REFUND)  # a refund follows a payment


class SucceededPart(msgspec.Struct, frozen=True):
    """One order's money, as WeChat proved it."""

    part_id: int
    order_id: int
    transaction_id: str
    amount_fen: int


class PaymentSucceeded(events.Event, frozen=True):
    """An attempt was paid. Heard together: the orders are paid in the same transaction, or their money goes back."""

    trade_id: int
    trade_version: int
    payment_no: str
    paid_at: datetime
    parts: tuple[SucceededPart, ...]


async def complete(db: Db, proof: CombinedTrade) -> Outcome:
    """Apply what WeChat says of a payment. Any number of times, in any order, at once: the first one counts.

    Amounts are compared on what the order cost, never on what the payer paid: WeChat's own coupons lower that. A number
    that is not ours, or an amount that differs, changes nothing and opens a repair.
    """
    attempt = await queries.locked_by_number(db, proof.combine_out_trade_no)
    if attempt is None:
        await repairs.open_repair(db, "paid_unmatched", proof.combine_out_trade_no, _facts(proof))
        return "unmatched"
    if not all(part.trade_state in PAID for part in proof.parts):
        return "unpaid"
    parts = await queries.parts_of(db, attempt.id)
    pairs = _matched(parts, proof.parts)
    if pairs is None:
        await repairs.open_repair(db, "amount_mismatch", attempt.number, _facts(proof))
        return "mismatch"
    if attempt.state == "paid":
        return "repeated"
    await _apply(db, attempt, pairs)
    return "applied"


def _matched(
    parts: Sequence[Part], proven: Sequence[CombinedTradePart]
) -> list[tuple[Part, CombinedTradePart]] | None:
    """Our parts with WeChat's word on each; None when number, shop, amount or a known transaction id differs."""
    by_number = {part.out_trade_no: part for part in proven}
    if by_number.keys() != {part.number for part in parts} or len(proven) != len(parts):
        return None
    pairs = [(part, by_number[part.number]) for part in parts]
    return pairs if all(_agree(part, proof) for part, proof in pairs) else None


def _agree(part: Part, proof: CombinedTradePart) -> bool:
    return (
        proof.amount.total_fen == part.amount_fen
        and proof.sub_mchid == part.sub_mchid
        and proof.transaction_id is not None
        and part.transaction_id in (None, proof.transaction_id)
    )


async def _apply(db: Db, attempt: Attempt, pairs: Sequence[tuple[Part, CombinedTradePart]]) -> None:
    paid_at = max((proof.paid_at for _, proof in pairs if proof.paid_at), default=clock.now())
    await db.execute(update(payment).where(payment.c.id == attempt.id).values(state="paid", paid_at=paid_at))
    await due.stop_clock(db, QUERY, attempt.id)
    succeeded = [await _capture(db, part, str(proof.transaction_id), paid_at) for part, proof in pairs]
    news = PaymentSucceeded(
        attempt.trade_id, attempt.trade_version, attempt.number, paid_at, tuple(succeeded)
    )
    await events.record(db, news)


async def _capture(db: Db, part: Part, transaction_id: str, paid_at: datetime) -> SucceededPart:
    marked = update(payment_part).where(payment_part.c.id == part.id)
    await db.execute(marked.values(transaction_id=transaction_id, paid_at=paid_at))
    postings = [
        ledger.debit(ledger.wechat_frozen(part.sub_mchid), part.amount_fen),
        ledger.credit(ledger.shop_pending(part.shop_id), part.amount_fen),
    ]
    await ledger.post(db, "captured", f"captured:{transaction_id}", postings, {"order_id": part.order_id})
    return SucceededPart(part.id, part.order_id, transaction_id, part.amount_fen)


async def count_part(db: Db, part_ids: Sequence[int]) -> None:
    """These successes paid their orders. The database refuses a second counted one for an order."""
    await db.execute(update(payment_part).where(payment_part.c.id.in_(part_ids)).values(is_counted=True))


def _facts(proof: CombinedTrade) -> dict[str, object]:
    parts = [(part.out_trade_no, part.transaction_id, part.amount.total_fen) for part in proof.parts]
    return {"payment_no": proof.combine_out_trade_no, "parts": parts}
