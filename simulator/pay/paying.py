"""Taking a payer's money: a conditional UPDATE, so that two taps on 立即支付 pay once."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import BigInteger, DateTime, Text, and_, bindparam, case, cast, func, literal, null, update

from simulator import books
from simulator.books import Change
from simulator.database import Db
from simulator.news import News, announce
from simulator.pay import rows, views
from simulator.pay.rows import Part, Trade
from simulator.pay.trades import PREPAY_LASTS
from simulator.tables import part, trade
from simulator.world import World

FREEZE_LASTS = timedelta(days=180)

_moment = DateTime(timezone=True)
_paid_trade = (
    update(trade)
    .where(
        trade.c.prepay_id == bindparam("prepay"),
        trade.c.person_id == bindparam("payer", type_=BigInteger),
        trade.c.state == "NOTPAY",
        trade.c.expires_at > bindparam("now", type_=_moment),
        trade.c.prepaid_at > bindparam("oldest", type_=_moment),
    )
    .values(state="SUCCESS", paid_at=bindparam("now", type_=_moment))
    .returning(trade)
    .cte("paid")
)
# books.fee, in SQL
_fee = (part.c.total_fen * books.FEE_RATE_BP + 5_000) // literal(10_000, BigInteger)
_is_frozen = and_(part.c.is_profit_sharing, part.c.sub_mchid.is_not(None))
_PAY = (
    update(part)
    .where(part.c.trade_id == _paid_trade.c.id)
    .values(
        # sim42, the day, 16 random digits
        transaction_id=bindparam("prefix", type_=Text)
        + func.left(func.replace(cast(func.gen_random_uuid(), Text), "-", ""), 16),
        fee_fen=_fee,
        frozen_fen=case((_is_frozen, part.c.total_fen - _fee), else_=0),
        release_at=case((_is_frozen, bindparam("release", type_=_moment)), else_=null()),
    )
    .returning(*part.c, *(each.label(f"whole_{each.name}") for each in _paid_trade.c))
)


async def pay(world: World, db: Db, prepay_id: str, person_id: int, openid: str) -> News | None:
    """Pay, if the trade can be paid by this person now.

    Every part gets its transaction_id, its merchant the money less the fee. None: nothing was done.
    """
    now = world.clock.now()
    paid = (await db.execute(_PAY, _parameters(prepay_id, person_id, now))).all()
    if not paid:
        return None
    whole = rows.prefixed(Trade, paid[0], "whole_")
    parts = sorted((rows.prefixed(Part, each) for each in paid), key=lambda each: each.id)
    await books.post(db, now, whole.number, _incoming(world, parts))
    return await announce(
        db,
        now,
        event_type="TRANSACTION.SUCCESS",
        summary="支付成功",
        reference=whole.number,
        notify_url=whole.notify_url,
        resource=views.of_trade(world, whole, parts, openid),
    )


def _parameters(prepay_id: str, person_id: int, now: datetime) -> dict[str, object]:
    return {
        "prepay": prepay_id,
        "payer": person_id,
        "now": now,
        "oldest": now - PREPAY_LASTS,
        "prefix": f"sim42{now:%Y%m%d}",
        "release": now + FREEZE_LASTS,
    }


def _incoming(world: World, parts: Sequence[Part]) -> list[Change]:
    return [change for each in parts for change in _part_incoming(world, each)]


def _part_incoming(world: World, each: Part) -> list[Change]:
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
