"""Opening a trade: one statement, as every purchase begins here."""

from collections.abc import Sequence
from datetime import datetime, timedelta

import msgspec
from sqlalchemy import BigInteger, Boolean, Text, bindparam, column, func, literal, select, true, update
from sqlalchemy.dialects.postgresql import JSONB, insert
from sqlalchemy.exc import IntegrityError

from simulator import ids
from simulator.database import Db
from simulator.errors import Refused, invalid_request, number_used, wrong_parameter
from simulator.pay.trades import PREPAY_LASTS, find_trade, paid_already
from simulator.tables import part, trade
from simulator.world import World

_SHORTEST, _USUAL, _LONGEST = timedelta(minutes=1), timedelta(days=7), timedelta(days=90)


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
    now = world.clock.now()
    async with world.at_once() as db:
        row = _trade_row(ask, await _payer(world, db, ask), now)
        if await _placed(db, row, ask.parts):
            return str(row["prepay_id"])
    async with world.begin() as db:
        return await _open_again(db, ask, now)


_TRADE_COLUMNS = (
    "is_combined",
    "number",
    "request_hash",
    "person_id",
    "notify_url",
    "payer_ip",
    "state",
    "total_fen",
    "prepay_id",
    "prepaid_at",
    "expires_at",
    "created_at",
)
_placed_trade = (
    insert(trade)
    .values({name: bindparam(name, type_=trade.c[name].type) for name in _TRADE_COLUMNS})
    .on_conflict_do_nothing(index_elements=["is_combined", "number"])
    .returning(trade.c.id)
    .cte("placed")
)
_asked = (
    func.jsonb_to_recordset(bindparam("parts", type_=JSONB))
    .table_valued(
        column("sub_mchid", Text),
        column("out_trade_no", Text),
        column("description", Text),
        column("attach", Text),
        column("total_fen", BigInteger),
        column("is_profit_sharing", Boolean),
    )
    .render_derived(name="asked", with_types=True)
)
_PLACE = (
    insert(part)
    .from_select(
        [
            "trade_id",
            *PartAsk.__struct_fields__,
            *("fee_fen", "frozen_fen", "shared_fen", "refunded_fen", "is_finished"),
        ],
        select(
            _placed_trade.c.id,
            *(_asked.c[name] for name in PartAsk.__struct_fields__),
            *(literal(0) for _ in range(4)),
            literal(False),
        ).select_from(_placed_trade.join(_asked, true())),
    )
    .returning(part.c.trade_id)
)


async def _placed(db: Db, row: dict[str, object], parts: Sequence[PartAsk]) -> bool:
    """Whether the trade was new and is written, parts and all."""
    try:
        written = await db.execute(_PLACE, row | {"parts": msgspec.to_builtins(parts)})
    except IntegrityError as taken:  # an out_trade_no stands in another trade, or twice in this one
        raise number_used() from taken
    return bool(written.all())


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


async def _open_again(db: Db, ask: TradeAsk, now: datetime) -> str:
    """The current prepay_id of a trade that the merchant asks for once more."""
    row = await find_trade(db, ask.is_combined, ask.number, lock=True)
    if row.request_hash != ask.request_hash:
        raise number_used()
    if row.state == "SUCCESS":
        raise paid_already()
    if row.state == "CLOSED":
        raise Refused(400, "ORDER_CLOSED", "订单已关闭，请重新下单")
    if row.expires_at <= now:
        raise invalid_request("订单已过支付截止时间，请换新的商户订单号")
    if row.prepaid_at + PREPAY_LASTS > now:
        return row.prepay_id
    renewed = ids.prepay_id()
    await db.execute(update(trade).where(trade.c.id == row.id).values(prepay_id=renewed, prepaid_at=now))
    return renewed
