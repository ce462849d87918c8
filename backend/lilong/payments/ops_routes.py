"""Payments and what needs repair, on the operations console."""

from datetime import datetime
from typing import Annotated, Any, Literal

import msgspec
from litestar import get
from litestar.params import Parameter, QueryParameter
from sqlalchemy import select

from lilong.payments.tables import payment, payment_notice, payment_part, refund, repair
from lilong.platform.access import ops_permission
from lilong.platform.db import Db
from lilong.platform.errors import NotFound
from lilong.platform.paging import (
    DEFAULT_LIMIT,
    MAX_LIMIT,
    Page,
    after,
    decode_cursor,
    encode_cursor,
    page_of,
)

Limit = Annotated[int, Parameter(ge=1, le=MAX_LIMIT)]
VIEW = ops_permission("payments.view")
State = Literal["opening", "prepared", "paid", "closed"]


class PaymentRow(msgspec.Struct):
    """An attempt to pay a trade."""

    id: int
    payment_no: str
    trade_id: int
    state: str
    """opening, prepared, paid or closed."""
    total_fen: int
    created_at: datetime
    paid_at: datetime | None


class PartView(msgspec.Struct):
    """One order's part of an attempt."""

    order_id: int
    shop_id: int
    sub_mchid: str
    number: str
    amount_fen: int
    transaction_id: str | None
    is_counted: bool
    """Whether it paid its order; a paid part that did not count was refunded."""


class NoticeView(msgspec.Struct):
    """A genuine notification of WeChat, and how often it came."""

    kind: str
    outcome: str
    times: int
    first_at: datetime
    last_at: datetime


class RefundView(msgspec.Struct):
    """Money given back."""

    number: str
    order_id: int
    purpose: str
    reason: str
    amount_fen: int
    state: str
    asked_at: datetime
    done_at: datetime | None


class PaymentDetail(PaymentRow):
    """An attempt with its parts, notices and refunds."""

    parts: list[PartView] = []
    notices: list[NoticeView] = []
    refunds: list[RefundView] = []


class RepairView(msgspec.Struct):
    """What a person must look at."""

    id: int
    kind: str
    subject: str
    facts: dict[str, Any]
    state: str
    created_at: datetime


_PAYMENT = (
    payment.c.id,
    payment.c.number,
    payment.c.trade_id,
    payment.c.state,
    payment.c.total_fen,
    payment.c.created_at,
    payment.c.paid_at,
)


@get("/payments", guards=[VIEW])
async def list_payments(
    db: Db,
    in_state: Annotated[State | None, QueryParameter(name="state")] = None,
    q: Annotated[str | None, Parameter(max_length=40)] = None,
    cursor: str | None = None,
    limit: Limit = DEFAULT_LIMIT,
) -> Page[PaymentRow]:
    """Attempts, newest first; `q` is our number or WeChat's."""
    columns = payment.c
    wanted = select(*_PAYMENT).order_by(columns.created_at.desc(), columns.id.desc()).limit(limit + 1)
    if in_state:
        wanted = wanted.where(columns.state == in_state)
    if q:
        by_part = select(payment_part.c.payment_id).where(
            (payment_part.c.transaction_id == q) | (payment_part.c.number == q)
        )
        wanted = wanted.where((columns.number == q) | columns.id.in_(by_part))
    if cursor:
        place = decode_cursor(cursor, datetime, int)
        wanted = wanted.where(after([(columns.created_at, True), (columns.id, True)], place))
    rows = [PaymentRow(*row) for row in await db.execute(wanted)]
    return page_of(rows, limit, lambda row: encode_cursor(row.created_at, row.id), lambda row: row)


@get("/payments/{payment_id:int}", guards=[VIEW])
async def show_payment(payment_id: int, db: Db) -> PaymentDetail:
    """An attempt whole."""
    row = (await db.execute(select(*_PAYMENT).where(payment.c.id == payment_id))).one_or_none()
    if row is None:
        raise NotFound
    parts = _columns(payment_part, PartView).where(payment_part.c.payment_id == payment_id)
    mine = select(payment_part.c.id).where(payment_part.c.payment_id == payment_id)
    refunds = _columns(refund, RefundView).where(refund.c.part_id.in_(mine))
    notices = _columns(payment_notice, NoticeView).where(payment_notice.c.subject == row.number)
    return PaymentDetail(
        *row,
        parts=[PartView(*part) for part in await db.execute(parts.order_by(payment_part.c.id))],
        notices=[
            NoticeView(*notice) for notice in await db.execute(notices.order_by(payment_notice.c.first_at))
        ],
        refunds=[RefundView(*back) for back in await db.execute(refunds.order_by(refund.c.id))],
    )


@get("/repairs", guards=[VIEW])
async def list_repairs(db: Db, cursor: str | None = None, limit: Limit = DEFAULT_LIMIT) -> Page[RepairView]:
    """What a person must look at, newest first."""
    columns = repair.c
    wanted = (
        _columns(repair, RepairView).order_by(columns.created_at.desc(), columns.id.desc()).limit(limit + 1)
    )
    if cursor:
        place = decode_cursor(cursor, datetime, int)
        wanted = wanted.where(after([(columns.created_at, True), (columns.id, True)], place))
    rows = [RepairView(*row) for row in await db.execute(wanted)]
    return page_of(rows, limit, lambda row: encode_cursor(row.created_at, row.id), lambda row: row)


def _columns(table: Any, view: type[msgspec.Struct]) -> Any:
    return select(*(table.c[name] for name in view.__struct_fields__))


handlers = [list_payments, show_payment, list_repairs]
