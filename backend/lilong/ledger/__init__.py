"""Double entry, append-only: where every fen is and whose it is.

Invariants, held by the database: the postings of a transaction add up to 0 per asset; nothing is ever updated or deleted, a
mistake is reversed; a business key is posted once; an account with a floor never falls below it.
"""

from lilong.ledger.accounts import (
    COMMISSION,
    FEE_EXPENSE,
    PLATFORM_BASIC,
    REFUND_PAYABLE,
    shop_available,
    shop_pending,
    wechat_available,
    wechat_frozen,
)
from lilong.ledger.errors import BalanceTooLow
from lilong.ledger.queries import balance_fen, is_balanced
from lilong.ledger.service import Posting, credit, debit, post, reverse

__all__ = [
    "COMMISSION",
    "FEE_EXPENSE",
    "PLATFORM_BASIC",
    "REFUND_PAYABLE",
    "BalanceTooLow",
    "Posting",
    "balance_fen",
    "credit",
    "debit",
    "is_balanced",
    "post",
    "reverse",
    "shop_available",
    "shop_pending",
    "wechat_available",
    "wechat_frozen",
]
