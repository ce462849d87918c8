"""Trades: opened by the merchant, paid or not by a person, closed by the merchant.

NOTPAY → SUCCESS (→ REFUND, seen part by part) or NOTPAY → CLOSED; nothing leads back.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

import msgspec
from sqlalchemy import bindparam, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.exc import IntegrityError

from simulator import books, ids
from simulator.books import Change
from simulator.database import Db
from simulator.errors import Refused, invalid_request, no_such_order, number_used, wrong_parameter
from simulator.news import News, announce
from simulator.pay import rows, views
from simulator.pay.rows import Part, Trade
from simulator.tables import part, person, trade
from simulator.world import World

PREPAY_LASTS = timedelta(hours=2)
_SHORTEST, _USUAL, _LONGEST = timedelta(minutes=1), timedelta(days=7), timedelta(days=90)
FREEZE_LASTS = timedelta(days=180)


class PartAsk(msgspec.Struct, frozen=True, kw_only=True):
    """What one merchant is to be paid; `sub_mchid` null: the platform itself."""

    sub_mchid: str | None
    out_trade_no: str
    description: str
    attach: str | None
    total_fen: int
    is_profit_sharing: bool


class TradeAsk(msgspec.Struct, frozen=True, kw_only=True):
    """What a merchant asks to be paid."""

    is_combined: bool
    number: str
    request_hash: str
    openid: str
    notify_url: str
    payer_ip: str | None
    time_expire: datetime | None
    parts: Sequence[PartAsk]


async def open_trade(world: World, ask: TradeAsk) -> str:
    """Open a trade, or find it again; returns its prepay_id.

    Raises:
        Refused: OUT_TRADE_NO_USED, ORDERPAID, ORDER_CLOSED, NO_AUTH, PARAM_ERROR.
    """
    async with world.begin() as db:
        person_id = await _payer(world, db, ask)
        now = world.clock.now()
        row = _trade_row(ask, person_id, now)
        place = insert(trade).values(row).on_conflict_do_nothing(index_elements=["is_combined", "number"])
        trade_id = await db.scalar(place.returning(trade.c.id))
        if trade_id is None:
            return await _open_again(db, ask, now)
        await _insert_parts(db, trade_id, ask.parts)
        return str(row["prepay_id"])


async def find_trade(db: Db, is_combined: bool, number: str, *, lock: bool = False) -> Trade:
    """The trade; with `lock`, for this transaction alone."""
    chosen = select(trade).where(trade.c.is_combined == is_combined, trade.c.number == number)
    row = (await db.execute(chosen.with_for_update() if lock else chosen)).one_or_none()
    if row is None:
        raise no_such_order()
    return rows.of(Trade, row)


async def openid_of(db: Db, person_id: int) -> str:
    """How the mini program knows a person."""
    return (await db.execute(select(person.c.openid).where(person.c.id == person_id))).scalar_one()


async def parts_of(db: Db, trade_id: int) -> Sequence[Part]:
    """The trade's parts in the order in which they were asked for."""
    chosen = select(part).where(part.c.trade_id == trade_id).order_by(part.c.id)
    return rows.all_of(Part, await db.execute(chosen))


async def show(world: World, is_combined: bool, number: str) -> dict[str, object]:
    """The answer of a query."""
    async with world.begin() as db:
        row = await find_trade(db, is_combined, number)
        openid = await openid_of(db, row.person_id)
        return views.of_trade(world, row, await parts_of(db, row.id), openid)


async def close(world: World, is_combined: bool, number: str, named: set[str] | None = None) -> None:
    """Make a trade unpayable; a second time is harmless. `named`: the parts that the merchant named.

    Raises:
        Refused: ORDERPAID when it is paid, PARAM_ERROR when not all parts are named.
    """
    async with world.begin() as db:
        row = await find_trade(db, is_combined, number, lock=True)
        if named is not None and named != {each.out_trade_no for each in await parts_of(db, row.id)}:
            raise wrong_parameter("/sub_orders", "须列出合单内的全部子单")
        if row.state == "SUCCESS":
            raise _paid()
        await db.execute(update(trade).where(trade.c.id == row.id).values(state="CLOSED"))


async def pay(world: World, db: Db, row: Trade, openid: str) -> News:
    """Take the payer's money: every part gets its transaction_id, its merchant the money less the fee."""
    now = world.clock.now()
    await db.execute(update(trade).where(trade.c.id == row.id).values(state="SUCCESS", paid_at=now))
    parts = [_paid_part(each, now) for each in await parts_of(db, row.id)]
    await db.execute(_PAY_PART, [_payment(each) for each in parts])
    changes = [change for each in parts for change in _incoming(world, each)]
    await books.post(db, now, row.number, changes)
    paid = msgspec.structs.replace(row, state="SUCCESS", paid_at=now)
    return await announce(
        db,
        now,
        event_type="TRANSACTION.SUCCESS",
        summary="支付成功",
        reference=row.number,
        notify_url=row.notify_url,
        resource=views.of_trade(world, paid, parts, openid),
    )


_PAY_PART = (
    update(part)
    .where(part.c.id == bindparam("of"))
    .values(
        transaction_id=bindparam("numbered"),
        fee_fen=bindparam("fee"),
        frozen_fen=bindparam("frozen"),
        release_at=bindparam("release"),
    )
)


def _paid_part(each: Part, now: datetime) -> Part:
    fee_fen = books.fee(each.total_fen)
    is_frozen = each.is_profit_sharing and each.sub_mchid is not None
    return msgspec.structs.replace(
        each,
        transaction_id=ids.numbered("42", now),
        fee_fen=fee_fen,
        frozen_fen=each.total_fen - fee_fen if is_frozen else 0,
        release_at=now + FREEZE_LASTS if is_frozen else None,
    )


def _payment(each: Part) -> dict[str, object]:
    return {
        "of": each.id,
        "numbered": each.transaction_id,
        "fee": each.fee_fen,
        "frozen": each.frozen_fen,
        "release": each.release_at,
    }


def _incoming(world: World, each: Part) -> list[Change]:
    if each.sub_mchid is None:
        account = books.basic(world.mch_id)
    else:
        account = books.frozen(each.sub_mchid) if each.is_profit_sharing else books.available(each.sub_mchid)
    return [
        Change(books.PAYERS, -each.total_fen, "payment"),
        Change(account, each.total_fen, "payment"),
        Change(account, -each.fee_fen, "fee"),
        Change(books.FEES, each.fee_fen, "fee"),
    ]


async def _payer(world: World, db: Db, ask: TradeAsk) -> int:
    """The person who is to pay, after checking that every shop is signed."""
    shops = [each.sub_mchid for each in ask.parts if each.sub_mchid is not None]
    if unknown := await world.directory.unknown_sub_merchants(db, shops):
        raise Refused(403, "NO_AUTH", f"二级商户号未与该平台签约：{'、'.join(sorted(unknown))}")
    person_id = await world.directory.person_id(db, ask.openid)
    if person_id is None:
        raise wrong_parameter("/payer/openid", "无效的openid")
    return person_id


def _trade_row(ask: TradeAsk, person_id: int, now: datetime) -> dict[str, object]:
    return {
        "is_combined": ask.is_combined,
        "number": ask.number,
        "request_hash": ask.request_hash,
        "person_id": person_id,
        "notify_url": ask.notify_url,
        "payer_ip": ask.payer_ip,
        "state": "NOTPAY",
        "total_fen": sum(each.total_fen for each in ask.parts),
        "prepay_id": ids.prepay_id(),
        "prepaid_at": now,
        "expires_at": _clamped(ask.time_expire, now),
        "created_at": now,
    }


def _clamped(asked: datetime | None, now: datetime) -> datetime:
    """The last moment to pay: a minute to 90 days from now, 7 days if not asked for."""
    return min(max(asked or now + _USUAL, now + _SHORTEST), now + _LONGEST)


async def _insert_parts(db: Db, trade_id: int, parts: Sequence[PartAsk]) -> None:
    values = [
        msgspec.structs.asdict(each)
        | {"trade_id": trade_id, "is_finished": False}
        | dict.fromkeys(("fee_fen", "frozen_fen", "shared_fen", "refunded_fen"), 0)
        for each in parts
    ]
    try:
        await db.execute(insert(part).values(values))
    except IntegrityError as taken:  # an out_trade_no stands in another trade, or twice in this one
        raise number_used() from taken


async def _open_again(db: Db, ask: TradeAsk, now: datetime) -> str:
    """The current prepay_id of a trade that the merchant asks for once more."""
    row = await find_trade(db, ask.is_combined, ask.number, lock=True)
    if row.request_hash != ask.request_hash:
        raise number_used()
    if row.state == "SUCCESS":
        raise _paid()
    if row.state == "CLOSED":
        raise Refused(400, "ORDER_CLOSED", "订单已关闭，请重新下单")
    if row.expires_at <= now:
        raise invalid_request("订单已过支付截止时间，请换新的商户订单号")
    if row.prepaid_at + PREPAY_LASTS > now:
        return str(row.prepay_id)
    renewed = ids.prepay_id()
    await db.execute(update(trade).where(trade.c.id == row.id).values(prepay_id=renewed, prepaid_at=now))
    return renewed


def _paid() -> Refused:
    return Refused(400, "ORDERPAID", "该订单已支付")
