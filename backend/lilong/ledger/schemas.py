"""The ledger as the operations console shows it. Amounts are fen and never negative: a side carries the sign."""

from datetime import datetime
from typing import Any

import msgspec

from lilong.ledger.accounts import text_of
from lilong.ledger.queries import AccountSum, PostingRow, TransactionRow

KIND_TEXTS = {
    "captured": "买家付款",
    "fee": "支付手续费",
    "commission_shared": "佣金分账",
    "finished": "分账完结",
    "refund_asked": "发起退款",
    "refunded": "退款成功",
}


class PostingView(msgspec.Struct):
    """One line of a transaction."""

    account: str
    account_text: str
    asset: str
    debit_fen: int
    credit_fen: int

    @classmethod
    def of(cls, row: PostingRow) -> "PostingView":
        """From a posting."""
        return cls(row.account, text_of(row.account), row.asset, max(row.amount, 0), max(-row.amount, 0))


class TransactionView(msgspec.Struct):
    """A balanced movement."""

    id: int
    kind: str
    kind_text: str
    business_key: str
    """What happened, once: for example `captured:` and WeChat's transaction id."""
    facts: dict[str, Any]
    posted_at: datetime
    postings: list[PostingView]

    @classmethod
    def of(cls, row: TransactionRow, postings: list[PostingRow]) -> "TransactionView":
        """From a transaction and the postings of the page it is on."""
        mine = [PostingView.of(posting) for posting in postings if posting.transaction_id == row.id]
        words = KIND_TEXTS.get(row.kind, row.kind)
        return cls(row.id, row.kind, words, row.business_key, row.facts, row.posted_at, mine)


class AccountView(msgspec.Struct):
    """An account and its balance."""

    account: str
    account_text: str
    asset: str
    side: str
    """debit: we hold it; credit: we owe it."""
    balance_fen: int

    @classmethod
    def of(cls, row: AccountSum) -> "AccountView":
        """From an account's sums."""
        balance = row.debits - row.credits
        side = "debit" if balance >= 0 else "credit"
        return cls(row.account, text_of(row.account), row.asset, side, abs(balance))


class TrialBalance(msgspec.Struct):
    """All accounts; in a sound ledger both sides are equal."""

    is_balanced: bool
    debit_fen: int
    credit_fen: int
    rows: list[AccountView]
    checked_at: datetime
