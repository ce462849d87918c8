"""Accounts, transactions, postings. `constraints.sql` beside this file holds the trigger that keeps Σ = 0."""

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, CheckConstraint, Column, ForeignKey, Index, Named, Table, TypedColumns

from lilong.platform.columns import append_only, big, document, key, metadata, moment


class _AccountColumns(TypedColumns):
    code: Named[str] = Column(primary_key=True)
    asset: Named[str]


class _TransactionColumns(TypedColumns):
    id: Named[int] = key()
    kind: Named[str]
    business_key: Named[str] = Column(unique=True)
    facts: Named[dict[str, Any]] = document()
    posted_at: Named[datetime] = moment()


class _PostingColumns(TypedColumns):
    id: Named[int] = key()
    transaction_id: Named[int] = Column(BigInteger, ForeignKey("ledger_transaction.id"))
    account: Named[str] = Column(ForeignKey("ledger_account.code"))
    asset: Named[str]
    amount: Named[int] = big()
    """+ debit, − credit; fen for CNY."""


class _FloorColumns(TypedColumns):
    account: Named[str] = Column(ForeignKey("ledger_account.code"), primary_key=True)
    credit_fen: Named[int] = big()


ledger_account = Table(
    "ledger_account", metadata, _AccountColumns, CheckConstraint("asset IN ('CNY', 'POINT')", name="asset")
)
ledger_transaction = Table(
    "ledger_transaction", metadata, _TransactionColumns, Index(None, "posted_at", "id")
)
ledger_posting = Table(
    "ledger_posting",
    metadata,
    _PostingColumns,
    CheckConstraint("amount <> 0", name="amount"),
    Index(None, "transaction_id"),
    Index(None, "account", "id"),
)
ledger_floor = Table(
    "ledger_floor", metadata, _FloorColumns, CheckConstraint("credit_fen >= 0", name="not_negative")
)
"""The locked balance row of each account with a floor; all other balances are sums of postings: no hot rows."""

for table in (ledger_account, ledger_transaction, ledger_posting):
    append_only(table)
