"""Profit sharing of a shop's part: within 30 % to the platform, and with the finish the rest to the shop."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

import msgspec
from sqlalchemy import func, select, update
from sqlalchemy.dialects.postgresql import insert

from simulator import books, ids
from simulator.books import Change
from simulator.clock import rfc3339
from simulator.database import Db
from simulator.errors import Refused, invalid_request, not_enough
from simulator.news import News, announce
from simulator.pay import rows, views
from simulator.pay.parts import lock_part, part_of
from simulator.pay.rows import Part, Sharing
from simulator.tables import part, setting, sharing, trade
from simulator.world import World

NOTIFY_SETTING = "sharing_notify_url"
CEILING_BP = 3_000
TAKES = timedelta(seconds=2)
_EARLIEST = timedelta(seconds=30)
_MOST_SHARINGS = 50


class SharingAsk(msgspec.Struct, frozen=True, kw_only=True):
    """Shares to pay out, or none and a finish."""

    sub_mchid: str
    transaction_id: str
    out_order_no: str
    request_hash: str
    receivers: Sequence[dict[str, Any]]
    is_finish: bool
    finish_description: str | None = None

    @property
    def amount_fen(self) -> int:
        """All shares together."""
        return sum(receiver["amount"] for receiver in self.receivers)


async def accept(world: World, ask: SharingAsk) -> tuple[Sharing, Part]:
    """Take a sharing on, or find it again.

    Raises: Refused: RULE_LIMIT above the ceiling, NOT_ENOUGH above what is left, INVALID_REQUEST,
    ORDER_NOT_EXIST.
    """
    async with world.begin() as db:
        sold = await lock_part(db, ask.sub_mchid, ask.transaction_id)
        known = await _known(db, ask.out_order_no)
        if known:
            if known.request_hash != ask.request_hash:
                raise invalid_request("商户分账单号重复：请用原参数重试，或换新的商户分账单号")
            return known, sold
        now = world.clock.now()
        await _check(world, db, sold, ask, now)
        accepted = await _take(world, db, sold, ask, now)
    world.ring()
    return accepted, sold


async def find(world: World, sub_mchid: str, transaction_id: str, out_order_no: str) -> tuple[Sharing, Part]:
    """A sharing of a part."""
    async with world.begin() as db:
        found = await _known(db, out_order_no)
        sold = await part_of(db, found.part_id) if found else None
    if found is None or sold is None or (sold.sub_mchid, sold.transaction_id) != (sub_mchid, transaction_id):
        raise Refused(404, "RESOURCE_NOT_EXISTS", "分账单不存在")
    return found, sold


async def complete_due(world: World) -> list[News | None]:
    """Carry out one sharing that is due; its news, or nothing when none was due."""
    async with world.begin() as db:
        now = world.clock.now()
        due = select(sharing).where(sharing.c.due_at <= now).order_by(sharing.c.due_at).limit(1)
        row = (await db.execute(due.with_for_update(skip_locked=True))).one_or_none()
        return [] if row is None else await _complete(world, db, rows.of(Sharing, row), now)


async def finish(db: Db, sold: Part, reference: str, now: datetime, reason: str) -> int:
    """Give the shop what is still frozen of a locked part; returns that, in fen."""
    if sold.sub_mchid is None:
        raise invalid_request("该订单不属于二级商户")
    await db.execute(
        update(part).where(part.c.id == sold.id).values(is_finished=True, frozen_fen=0, release_at=None)
    )
    changes = [
        Change(books.frozen(sold.sub_mchid), -sold.frozen_fen, reason),
        Change(books.available(sold.sub_mchid), sold.frozen_fen, reason),
    ]
    await books.post(db, now, reference, changes)
    return sold.frozen_fen


async def _known(db: Db, out_order_no: str) -> Sharing | None:
    row = (await db.execute(select(sharing).where(sharing.c.out_order_no == out_order_no))).one_or_none()
    return None if row is None else rows.of(Sharing, row)


async def _check(world: World, db: Db, sold: Part, ask: SharingAsk, now: datetime) -> None:
    if not sold.is_profit_sharing:
        raise invalid_request("非分账订单不支持分账")
    if sold.is_finished:
        raise invalid_request("订单分账已完结")
    if any(receiver["receiver_account"] != world.mch_id for receiver in ask.receivers):
        raise invalid_request("分账接收方关系不存在，请先添加分账接收方")
    paid_at = await db.scalar(select(trade.c.paid_at).where(trade.c.id == sold.trade_id))
    if paid_at is None or now - paid_at < _EARLIEST:
        raise invalid_request("订单处理中，暂时无法分账，请稍后再试")
    earlier = select(func.count(), func.count(sharing.c.due_at)).where(sharing.c.part_id == sold.id)
    sharings, running = (await db.execute(earlier)).one()
    if running:
        raise invalid_request("该订单有分账正在处理中，请稍后再试")
    if sharings >= _MOST_SHARINGS:
        raise Refused(403, "RULE_LIMIT", "一笔订单最多支持50次分账")
    _check_amount(sold, ask.amount_fen)


def _check_amount(sold: Part, amount_fen: int) -> None:
    if (sold.shared_fen + amount_fen) * 10_000 > sold.total_fen * CEILING_BP:
        raise Refused(403, "RULE_LIMIT", "分账金额超出最大分账比例")
    if amount_fen > sold.frozen_fen:
        raise not_enough("分账金额不足")


async def _take(world: World, db: Db, sold: Part, ask: SharingAsk, now: datetime) -> Sharing:
    fault = world.faults.strikes(("sharing_closed",), ask.sub_mchid) if ask.receivers else None
    values = {
        "order_id": ids.numbered("30", now),
        "out_order_no": ask.out_order_no,
        "request_hash": ask.request_hash,
        "part_id": sold.id,
        "receivers": [dict(receiver) | {"result": "PENDING"} for receiver in ask.receivers],
        "outcome": "CLOSED" if fault else "SUCCESS",
        "is_finish": ask.is_finish,
        "finish_description": ask.finish_description,
        "status": "PROCESSING",
        "created_at": now,
        "due_at": now + TAKES,
    }
    taken = rows.of(Sharing, (await db.execute(insert(sharing).values(values).returning(sharing))).one())
    await _change_part(db, sold.id, ask.amount_fen)
    changes = [
        Change(books.frozen(ask.sub_mchid), -ask.amount_fen, "sharing"),
        Change(books.IN_TRANSIT, ask.amount_fen, "sharing"),
    ]
    await books.post(db, now, ask.out_order_no, changes)
    return taken


async def _change_part(db: Db, part_id: int, amount_fen: int) -> None:
    values = {"shared_fen": part.c.shared_fen + amount_fen, "frozen_fen": part.c.frozen_fen - amount_fen}
    await db.execute(update(part).where(part.c.id == part_id).values(values))


async def _complete(world: World, db: Db, running: Sharing, now: datetime) -> list[News | None]:
    sold = await part_of(db, running.part_id, lock=True)
    sold = await _settle_shares(world, db, running, sold, now)
    finish_fen = None
    if running.is_finish:
        finish_fen = await finish(db, sold, running.out_order_no, now, "finish")
    receivers = [_result(receiver, running, now) for receiver in running.receivers]
    values = {"status": "FINISHED", "due_at": None, "receivers": receivers, "finish_fen": finish_fen}
    await db.execute(update(sharing).where(sharing.c.id == running.id).values(values))
    if running.outcome != "SUCCESS":
        return [None]
    return await _tell(world, db, running, sold, now) or [None]


async def _settle_shares(world: World, db: Db, running: Sharing, sold: Part, now: datetime) -> Part:
    """The shares reach the platform, or, refused by it, come back to the part."""
    amount_fen = sum(receiver["amount"] for receiver in running.receivers)
    if not amount_fen or sold.sub_mchid is None:
        return sold
    is_success = running.outcome == "SUCCESS"
    reached = books.basic(world.mch_id) if is_success else books.frozen(sold.sub_mchid)
    reason = "sharing" if is_success else "sharing_closed"
    changes = [Change(books.IN_TRANSIT, -amount_fen, reason), Change(reached, amount_fen, reason)]
    await books.post(db, now, running.out_order_no, changes)
    if not is_success:
        await _change_part(db, sold.id, -amount_fen)
    return await part_of(db, sold.id)


def _result(receiver: dict[str, Any], running: Sharing, now: datetime) -> dict[str, Any]:
    ended = receiver | {
        "result": running.outcome,
        "detail_id": ids.numbered("31", now),
        "finish_time": rfc3339(now),
    }
    return ended if running.outcome == "SUCCESS" else ended | {"fail_reason": "ACCOUNT_ABNORMAL"}


async def _tell(world: World, db: Db, done: Sharing, sold: Part, now: datetime) -> list[News | None]:
    """One notification per receiver, to the address that the merchant platform's page holds."""
    notify_url = await db.scalar(select(setting.c.value).where(setting.c.name == NOTIFY_SETTING))
    if notify_url is None:
        return []
    return [
        await announce(
            db,
            now,
            event_type="PROFITSHARING.SUCCESS",
            summary="分账成功",
            reference=done.out_order_no,
            notify_url=notify_url,
            resource=views.of_sharing_notice(world, done, sold, receiver, now),
        )
        for receiver in done.receivers
    ]
