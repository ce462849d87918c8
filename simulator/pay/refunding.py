"""Refunds of a shop's part: the shop pays at once, the payer gets it a little later.

From the part's frozen money first, then from what the shop may withdraw; WeChat gives its fee back in
proportion.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

import msgspec
from sqlalchemy import ColumnElement, func, select, update
from sqlalchemy.dialects.postgresql import insert

from simulator import books, ids
from simulator.books import Change
from simulator.database import Db
from simulator.errors import Refused, invalid_request, not_enough
from simulator.news import News, announce
from simulator.pay import rows, views
from simulator.pay.parts import lock_part, part_of
from simulator.pay.rows import Part, Refund
from simulator.tables import part, refund, trade
from simulator.world import World

TAKES = timedelta(seconds=2)
_REFUNDABLE_FOR = timedelta(days=365)
_APART = timedelta(minutes=1)
_MOST_REFUNDS = 50
_SUMMARIES = {"SUCCESS": "退款成功", "CLOSED": "退款关闭", "ABNORMAL": "退款异常"}


class RefundAsk(msgspec.Struct, frozen=True, kw_only=True):
    """What the merchant wants given back."""

    sub_mchid: str
    transaction_id: str | None
    out_trade_no: str | None
    out_refund_no: str
    request_hash: str
    refund_fen: int
    total_fen: int
    notify_url: str | None


async def accept(world: World, ask: RefundAsk) -> tuple[Refund, Part]:
    """Take a refund on, or find it again.

    Raises:
        Refused: NOT_ENOUGH, INVALID_REQUEST, FREQUENCY_LIMITED, ORDER_NOT_EXIST.
    """
    async with world.begin() as db:
        sold = await lock_part(db, ask.sub_mchid, ask.transaction_id, ask.out_trade_no)
        known = await _known(db, ask.out_refund_no)
        if known:
            _check_same(known, ask)
            return known, sold
        now = world.clock.now()
        await _check(db, sold, ask, now)
        accepted = await _take(world, db, sold, ask, now)
    world.ring()
    return accepted, sold


async def find(world: World, sub_mchid: str, chosen: ColumnElement[bool]) -> tuple[Refund, Part]:
    """A refund of a shop, brought up to date."""
    async with world.begin() as db:
        row = (await db.execute(select(refund).where(chosen))).one_or_none()
        if row is None:
            raise _unknown()
        found = rows.of(Refund, row)
        sold = await part_of(db, found.part_id)
    if sold.sub_mchid != sub_mchid:
        raise _unknown()
    return found, sold


async def complete_due(world: World) -> list[News | None]:
    """Let one refund arrive that is due; its news, or nothing when none was due."""
    async with world.begin() as db:
        now = world.clock.now()
        due = select(refund).where(refund.c.due_at <= now).order_by(refund.c.due_at).limit(1)
        row = (await db.execute(due.with_for_update(skip_locked=True))).one_or_none()
        return [] if row is None else [await _complete(world, db, rows.of(Refund, row), now)]


async def _known(db: Db, out_refund_no: str) -> Refund | None:
    row = (await db.execute(select(refund).where(refund.c.out_refund_no == out_refund_no))).one_or_none()
    return None if row is None else rows.of(Refund, row)


def _check_same(known: Refund, ask: RefundAsk) -> None:
    if known.request_hash != ask.request_hash:
        raise invalid_request("商户退款单号重复：请用原参数重试，或换新的商户退款单号")


async def _check(db: Db, sold: Part, ask: RefundAsk, now: datetime) -> None:
    if ask.total_fen != sold.total_fen:
        raise invalid_request("订单金额与原订单不一致")
    if ask.refund_fen > sold.total_fen - sold.refunded_fen:
        raise invalid_request("申请退款金额超过可退金额")
    paid_at = await db.scalar(select(trade.c.paid_at).where(trade.c.id == sold.trade_id))
    if paid_at is None or now - paid_at > _REFUNDABLE_FOR:
        raise invalid_request("订单已超过可退款的期限（支付成功后365天）")
    earlier = select(func.count(), func.max(refund.c.created_at)).where(refund.c.part_id == sold.id)
    refunds, last_at = (await db.execute(earlier)).one()
    if refunds >= _MOST_REFUNDS:
        raise Refused(403, "RULE_LIMIT", "一笔订单最多支持50次部分退款")
    if last_at and now - last_at < _APART:
        raise Refused(429, "FREQUENCY_LIMITED", "同一订单多次部分退款须间隔1分钟以上，请稍后用原参数重试")


async def _take(world: World, db: Db, sold: Part, ask: RefundAsk, now: datetime) -> Refund:
    fee_back_fen = sold.fee_fen - books.fee(sold.total_fen - sold.refunded_fen - ask.refund_fen)
    needed_fen = ask.refund_fen - fee_back_fen
    from_frozen_fen = min(sold.frozen_fen, needed_fen)
    fault = world.faults.strikes(("refund_abnormal", "refund_closed"), ask.sub_mchid)
    values = {
        "refund_id": ids.numbered("50", now),
        "out_refund_no": ask.out_refund_no,
        "request_hash": ask.request_hash,
        "part_id": sold.id,
        "refund_fen": ask.refund_fen,
        "from_frozen_fen": from_frozen_fen,
        "from_available_fen": needed_fen - from_frozen_fen,
        "fee_back_fen": fee_back_fen,
        "status": "PROCESSING",
        "outcome": fault.kind.removeprefix("refund_").upper() if fault else "SUCCESS",
        "notify_url": ask.notify_url,
        "created_at": now,
        "due_at": now + TAKES,
    }
    taken = rows.of(Refund, (await db.execute(insert(refund).values(values).returning(refund))).one())
    await _change_part(db, taken, 1)
    await books.post(db, now, taken.out_refund_no, _leaving(sold, taken))
    return taken


def _leaving(sold: Part, taken: Refund, sign: int = 1) -> Sequence[Change]:
    """The shop's money and the fee go on their way; with `sign` -1 they come back."""
    if sold.sub_mchid is None:
        raise not_enough("该订单不属于二级商户")
    reason = "refund" if sign > 0 else "refund_closed"
    available_fen = taken.from_available_fen
    frozen_fen = taken.from_frozen_fen
    if sign < 0 and sold.is_finished:  # what was frozen then would be the shop's by now
        available_fen, frozen_fen = available_fen + frozen_fen, 0
    return [
        Change(books.frozen(sold.sub_mchid), -sign * frozen_fen, reason),
        Change(books.available(sold.sub_mchid), -sign * available_fen, reason),
        Change(books.FEES, -sign * taken.fee_back_fen, "fee_returned"),
        Change(books.IN_TRANSIT, sign * taken.refund_fen, reason),
    ]


async def _change_part(db: Db, taken: Refund, sign: int, *, is_finished: bool = False) -> None:
    frozen_fen = 0 if is_finished else taken.from_frozen_fen
    changed = {
        "refunded_fen": part.c.refunded_fen + sign * taken.refund_fen,
        "fee_fen": part.c.fee_fen - sign * taken.fee_back_fen,
        "frozen_fen": part.c.frozen_fen - sign * frozen_fen,
    }
    await db.execute(update(part).where(part.c.id == taken.part_id).values(changed))


async def _complete(world: World, db: Db, arriving: Refund, now: datetime) -> News | None:
    succeeded_at = now if arriving.outcome == "SUCCESS" else None
    ended = msgspec.structs.replace(arriving, status=arriving.outcome, succeeded_at=succeeded_at, due_at=None)
    values = {"status": ended.status, "succeeded_at": succeeded_at, "due_at": None}
    await db.execute(update(refund).where(refund.c.id == ended.id).values(values))
    sold = await part_of(db, ended.part_id, lock=True)
    if ended.status == "SUCCESS":
        await books.post(db, now, ended.out_refund_no, _arriving(ended))
    if ended.status == "CLOSED":
        await _change_part(db, ended, -1, is_finished=sold.is_finished)
        await books.post(db, now, ended.out_refund_no, _leaving(sold, ended, -1))
    return await _tell(world, db, ended, sold, now)


def _arriving(ended: Refund) -> Sequence[Change]:
    return [
        Change(books.IN_TRANSIT, -ended.refund_fen, "refund"),
        Change(books.PAYERS, ended.refund_fen, "refund"),
    ]


async def _tell(world: World, db: Db, ended: Refund, sold: Part, now: datetime) -> News | None:
    if ended.notify_url is None:
        return None
    return await announce(
        db,
        now,
        event_type=f"REFUND.{ended.status}",
        summary=_SUMMARIES[ended.status],
        reference=ended.out_refund_no,
        notify_url=ended.notify_url,
        resource=views.of_refund_notice(world, ended, sold),
    )


def _unknown() -> Refused:
    return Refused(404, "RESOURCE_NOT_EXISTS", "退款单不存在")
