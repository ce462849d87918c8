"""Earnings, statements and runs."""

from datetime import date, datetime

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    Date,
    DateTime,
    ForeignKey,
    Index,
    Named,
    Table,
    TypedColumns,
    UniqueConstraint,
    text,
)

from lilong.platform.columns import append_only, big, key, metadata, moment, owned


class _EarningColumns(TypedColumns):
    id: Named[int] = key()
    order_id: Named[int] = big()
    order_number: Named[str]
    kind: Named[str]
    shop_id: Named[int] = big()
    sub_mchid: Named[str]
    transaction_id: Named[str]
    captured_fen: Named[int] = big()
    commission_fen: Named[int] = big()
    fee_fen: Named[int | None] = Column(BigInteger)
    """WeChat's fee, known when it is shared."""
    net_fen: Named[int | None] = Column(BigInteger)
    state: Named[str]
    sharing_number: Named[str] = Column(unique=True)
    """Our number of the sharing at WeChat: given once, so that a repeated call shares once."""
    completed_at: Named[datetime] = moment()
    share_at: Named[datetime] = moment()
    shared_at: Named[datetime | None] = Column(DateTime(timezone=True))
    statement_id: Named[int | None] = Column(BigInteger, ForeignKey("statement.id"))


class _StatementColumns(TypedColumns):
    id: Named[int] = key()
    number: Named[str] = Column(unique=True)
    run_id: Named[int] = Column(BigInteger, ForeignKey("settlement_run.id"))
    shop_id: Named[int] = big()
    shop_name: Named[str]
    from_on: Named[date] = Column(Date)
    to_on: Named[date] = Column(Date)
    order_count: Named[int] = big()
    gross_fen: Named[int] = big()
    commission_fen: Named[int] = big()
    fee_fen: Named[int] = big()
    net_fen: Named[int] = big()
    published_at: Named[datetime] = moment()


class _RunColumns(TypedColumns):
    id: Named[int] = key()
    until_on: Named[date] = Column(Date)
    started_by: Named[int] = big()
    started_at: Named[datetime] = moment()
    finished_at: Named[datetime | None] = Column(DateTime(timezone=True))
    statement_count: Named[int] = big()
    net_fen: Named[int] = big()


settlement_run = Table("settlement_run", metadata, _RunColumns, Index(None, "started_at", "id"))
statement = Table(
    "statement",
    metadata,
    _StatementColumns,
    CheckConstraint("gross_fen = commission_fen + fee_fen + net_fen", name="adds_up"),
    CheckConstraint("from_on <= to_on", name="period"),
    Index(None, "shop_id", "published_at", "id"),
    Index(None, "run_id"),
)
earning = Table(
    "earning",
    metadata,
    _EarningColumns,
    UniqueConstraint("order_id", "kind"),
    CheckConstraint("state IN ('expected', 'sharing', 'shared')", name="state"),
    CheckConstraint(
        "state <> 'shared' OR captured_fen = commission_fen + fee_fen + net_fen AND shared_at IS NOT NULL",
        name="adds_up",
    ),
    CheckConstraint("statement_id IS NULL OR state = 'shared'", name="stamped"),
    Index("earning_unstamped", "shop_id", "shared_at", postgresql_where=text("statement_id IS NULL")),
    Index(None, "statement_id"),
)
owned(earning, merchant="shop_id")
owned(statement, merchant="shop_id")
append_only(statement)  # published: corrections are rows of the next
