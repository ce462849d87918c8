"""Attempts and parts as the module's functions need them."""

from datetime import datetime

import msgspec
from sqlalchemy import select

from lilong.payments.tables import OPEN_STATES, payment, payment_part, refund
from lilong.platform.db import Db


class Part(msgspec.Struct, frozen=True):
    """What one shop is paid in an attempt."""

    id: int
    payment_id: int
    order_id: int
    shop_id: int
    buyer_id: int
    sub_mchid: str
    number: str
    amount_fen: int
    transaction_id: str | None


class Attempt(msgspec.Struct, frozen=True):
    """One try to pay a trade; `number` is our number of it at WeChat."""

    id: int
    number: str
    trade_id: int
    trade_version: int
    openid: str
    payer_ip: str
    description: str
    total_fen: int
    state: str
    prepay_id: str | None
    expires_at: datetime


class RefundRow(msgspec.Struct, frozen=True):
    """A refund and what it is taken from."""

    id: int
    number: str
    state: str
    reason: str
    amount_fen: int
    shop_id: int
    sub_mchid: str
    transaction_id: str | None
    part_fen: int


_ATTEMPT = tuple(payment.c[name] for name in Attempt.__struct_fields__)
_PART = tuple(payment_part.c[name] for name in Part.__struct_fields__)


async def attempt(db: Db, payment_id: int) -> Attempt:
    """The attempt with the id. Raises NoResultFound."""
    return Attempt(*(await db.execute(select(*_ATTEMPT).where(payment.c.id == payment_id))).one())


async def locked_by_number(db: Db, number: str) -> Attempt | None:
    """The attempt with our number at WeChat, locked; None when it is not ours."""
    row = (
        await db.execute(select(*_ATTEMPT).where(payment.c.number == number).with_for_update())
    ).one_or_none()
    return Attempt(*row) if row else None


async def open_of_trade(db: Db, trade_id: int) -> list[Attempt]:
    """Attempts of a trade that may still be paid."""
    wanted = select(*_ATTEMPT).where(payment.c.trade_id == trade_id, payment.c.state.in_(OPEN_STATES))
    return [Attempt(*row) for row in await db.execute(wanted)]


async def parts_of(db: Db, payment_id: int) -> list[Part]:
    """The parts of an attempt."""
    wanted = select(*_PART).where(payment_part.c.payment_id == payment_id).order_by(payment_part.c.id)
    return [Part(*row) for row in await db.execute(wanted)]


async def part(db: Db, part_id: int) -> Part:
    """The part with the id. Raises NoResultFound."""
    return Part(*(await db.execute(select(*_PART).where(payment_part.c.id == part_id))).one())


async def refund_row(
    db: Db, *, refund_id: int | None = None, number: str | None = None, lock: bool = False
) -> RefundRow | None:
    """A refund by id or by our number at WeChat."""
    wanted = select(
        refund.c.id,
        refund.c.number,
        refund.c.state,
        refund.c.reason,
        refund.c.amount_fen,
        refund.c.shop_id,
        payment_part.c.sub_mchid,
        payment_part.c.transaction_id,
        payment_part.c.amount_fen,
    ).join(payment_part, payment_part.c.id == refund.c.part_id)
    wanted = wanted.where(refund.c.id == refund_id if refund_id else refund.c.number == number)
    row = (await db.execute(wanted.with_for_update(of=refund) if lock else wanted)).one_or_none()
    return RefundRow(*row) if row else None
