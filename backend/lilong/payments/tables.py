"""Attempts to pay a trade, their parts per order, refunds, WeChat's notices, and what a person must look at.

Invariants held here: one open attempt per trade; one counted success per order; a WeChat transaction belongs to one part;
one refund per part and purpose.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    DateTime,
    ForeignKey,
    Index,
    Named,
    Table,
    TypedColumns,
    text,
)

from lilong.platform.columns import big, document, key, metadata, moment, owned

OPEN_STATES = ("opening", "prepared")
"""opening: written down, WeChat not yet asked; prepared: payable at WeChat."""


QUERY = "payment.query"
"""The clock of an open attempt: ask WeChat when its notification is late."""


class _PaymentColumns(TypedColumns):
    id: Named[int] = key()
    number: Named[str] = Column(unique=True)
    """Our number at WeChat: combine_out_trade_no."""
    trade_id: Named[int] = big()
    trade_version: Named[int] = big()
    buyer_id: Named[int] = big()
    openid: Named[str]
    payer_ip: Named[str]
    """Sent to WeChat; kept because a repeated prepay must be the very same request."""
    description: Named[str]
    total_fen: Named[int] = big()
    state: Named[str]
    prepay_id: Named[str | None]
    expires_at: Named[datetime] = moment()
    created_at: Named[datetime] = moment()
    paid_at: Named[datetime | None] = Column(DateTime(timezone=True))


class _PartColumns(TypedColumns):
    id: Named[int] = key()
    payment_id: Named[int] = Column(BigInteger, ForeignKey("payment.id"))
    order_id: Named[int] = big()
    shop_id: Named[int] = big()
    buyer_id: Named[int] = big()
    sub_mchid: Named[str]
    number: Named[str] = Column(unique=True)
    """Our number of this shop's part at WeChat: out_trade_no."""
    amount_fen: Named[int] = big()
    transaction_id: Named[str | None] = Column(unique=True)
    is_counted: Named[bool]
    """The success that paid the order; a second one is refunded."""
    paid_at: Named[datetime | None] = Column(DateTime(timezone=True))


class _RefundColumns(TypedColumns):
    id: Named[int] = key()
    number: Named[str] = Column(unique=True)
    part_id: Named[int] = Column(BigInteger, ForeignKey("payment_part.id"))
    order_id: Named[int] = big()
    shop_id: Named[int] = big()
    buyer_id: Named[int] = big()
    purpose: Named[str]
    reason: Named[str]
    amount_fen: Named[int] = big()
    state: Named[str]
    asked_at: Named[datetime] = moment()
    done_at: Named[datetime | None] = Column(DateTime(timezone=True))


class _NoticeColumns(TypedColumns):
    id: Named[str] = Column(primary_key=True)
    kind: Named[str]
    subject: Named[str]
    outcome: Named[str]
    times: Named[int] = big()
    first_at: Named[datetime] = moment()
    last_at: Named[datetime] = moment()


class _RepairColumns(TypedColumns):
    id: Named[int] = key()
    kind: Named[str]
    subject: Named[str]
    facts: Named[dict[str, Any]] = document()
    state: Named[str]
    created_at: Named[datetime] = moment()


payment = Table(
    "payment",
    metadata,
    _PaymentColumns,
    CheckConstraint("state IN ('opening', 'prepared', 'paid', 'closed')", name="state"),
    CheckConstraint("total_fen > 0", name="total"),
    CheckConstraint("(state = 'paid') = (paid_at IS NOT NULL)", name="paid"),
    Index(
        "payment_one_open_per_trade",
        "trade_id",
        unique=True,
        postgresql_where=text("state IN ('opening', 'prepared')"),
    ),
    Index(None, "trade_id"),
    Index(None, "created_at", "id"),
)
payment_part = Table(
    "payment_part",
    metadata,
    _PartColumns,
    CheckConstraint("amount_fen > 0", name="amount"),
    CheckConstraint("(transaction_id IS NULL) = (paid_at IS NULL)", name="paid"),
    CheckConstraint("paid_at IS NOT NULL OR NOT is_counted", name="counted"),
    Index("payment_part_one_counted_per_order", "order_id", unique=True, postgresql_where=text("is_counted")),
    Index(None, "payment_id"),
    Index(None, "order_id"),
)
refund = Table(
    "refund",
    metadata,
    _RefundColumns,
    CheckConstraint("state IN ('asked', 'processing', 'succeeded', 'abnormal', 'closed')", name="state"),
    CheckConstraint("amount_fen > 0", name="amount"),
    Index("refund_once_per_purpose", "part_id", "purpose", unique=True),
    Index(None, "order_id"),
)
payment_notice = Table("payment_notice", metadata, _NoticeColumns, Index(None, "subject"))
"""Genuine notices only, one row each with how often it came: forged ones leave nothing behind."""
repair = Table(
    "repair",
    metadata,
    _RepairColumns,
    CheckConstraint("state IN ('open', 'resolved')", name="state"),
    Index("repair_once", "kind", "subject", unique=True),
    Index(None, "created_at", "id"),
)

owned(payment, buyer="buyer_id")
owned(payment_part, buyer="buyer_id", merchant="shop_id")
owned(refund, buyer="buyer_id", merchant="shop_id")
