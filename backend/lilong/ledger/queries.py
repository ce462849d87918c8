"""What the books say."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import msgspec
from sqlalchemy import func, select

from lilong.ledger.tables import ledger_account, ledger_posting, ledger_transaction
from lilong.platform.db import Db
from lilong.platform.paging import after, decode_cursor


class TransactionRow(msgspec.Struct, frozen=True):
    """A transaction without its postings."""

    id: int
    kind: str
    business_key: str
    facts: dict[str, Any]
    posted_at: datetime


class PostingRow(msgspec.Struct, frozen=True):
    """A posting: + debit, − credit."""

    transaction_id: int
    account: str
    asset: str
    amount: int


class AccountSum(msgspec.Struct, frozen=True):
    """All postings of an account."""

    account: str
    asset: str
    debits: int
    credits: int


_TRANSACTION = (
    ledger_transaction.c.id,
    ledger_transaction.c.kind,
    ledger_transaction.c.business_key,
    ledger_transaction.c.facts,
    ledger_transaction.c.posted_at,
)


async def balance_fen(db: Db, account: str) -> int:
    """Debits less credits of an account, in fen: positive for what we hold, negative for what we owe."""
    total = select(func.coalesce(func.sum(ledger_posting.c.amount), 0)).where(
        ledger_posting.c.account == account
    )
    return int((await db.execute(total)).scalar_one())


async def is_balanced(db: Db) -> bool:
    """Whether all postings add up to 0, asset by asset."""
    crooked = (
        select(ledger_posting.c.asset)
        .group_by(ledger_posting.c.asset)
        .having(func.sum(ledger_posting.c.amount) != 0)
    )
    return (await db.execute(crooked)).first() is None


async def account_sums(db: Db, asset: str) -> list[AccountSum]:
    """Every account of the asset with its debits and credits."""
    amount = ledger_posting.c.amount
    sums = (
        select(
            ledger_account.c.code,
            ledger_account.c.asset,
            func.coalesce(func.sum(amount).filter(amount > 0), 0),
            func.coalesce(-func.sum(amount).filter(amount < 0), 0),
        )
        .outerjoin(ledger_posting, ledger_posting.c.account == ledger_account.c.code)
        .where(ledger_account.c.asset == asset)
        .group_by(ledger_account.c.code, ledger_account.c.asset)
        .order_by(ledger_account.c.code)
    )
    return [
        AccountSum(code, kind, int(debits), int(credits))
        for code, kind, debits, credits in await db.execute(sums)
    ]


async def transaction_by_key(db: Db, business_key: str) -> TransactionRow:
    """The transaction with the key. Raises LookupError when there is none."""
    row = (
        await db.execute(select(*_TRANSACTION).where(ledger_transaction.c.business_key == business_key))
    ).one_or_none()
    if row is None:
        raise LookupError(business_key)
    return TransactionRow(*row)


async def transactions(
    db: Db, *, account: str | None, business_key: str | None, kind: str | None, cursor: str | None, limit: int
) -> list[TransactionRow]:
    """Transactions, newest first, `limit + 1` of them."""
    columns = ledger_transaction.c
    wanted = select(*_TRANSACTION).order_by(columns.posted_at.desc(), columns.id.desc()).limit(limit + 1)
    if account:
        wanted = wanted.where(
            columns.id.in_(select(ledger_posting.c.transaction_id).where(ledger_posting.c.account == account))
        )
    if business_key:
        wanted = wanted.where(columns.business_key.contains(business_key, autoescape=True))
    if kind:
        wanted = wanted.where(columns.kind == kind)
    if cursor:
        place = decode_cursor(cursor, datetime, int)
        wanted = wanted.where(after([(columns.posted_at, True), (columns.id, True)], place))
    return [TransactionRow(*row) for row in await db.execute(wanted)]


async def postings_of(db: Db, transaction_ids: Sequence[int]) -> list[PostingRow]:
    """The postings of some transactions, debits first."""
    columns = ledger_posting.c
    wanted = (
        select(columns.transaction_id, columns.account, columns.asset, columns.amount)
        .where(columns.transaction_id.in_(transaction_ids))
        .order_by(columns.transaction_id, columns.amount.desc(), columns.id)
    )
    return [PostingRow(*row) for row in await db.execute(wanted)]
