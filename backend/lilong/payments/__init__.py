"""Attempts to pay, completion, closing, refunds: what stands between our orders and WeChat Pay.

Invariants: at most one open attempt per trade and one counted success per order; the same news applied any number of times is
applied once; an amount that differs changes nothing and is put before a person; nothing is called inside a transaction.
This module knows orders by id only: who hears PaymentSucceeded decides what it means for them.
"""

from lilong.payments.attempts import (
    Bill,
    BillPart,
    Sheet,
    close_attempts,
    open_attempt,
    open_attempts,
    prepay,
)
from lilong.payments.completion import PaymentSucceeded, SucceededPart, complete, count_part
from lilong.payments.querying import query_attempt, query_open
from lilong.payments.refunds import REFUND, refund_part, refunded_fen, send_refund
from lilong.payments.repairs import repairs_open
from lilong.payments.tables import QUERY

__all__ = [
    "QUERY",
    "REFUND",
    "Bill",
    "BillPart",
    "PaymentSucceeded",
    "Sheet",
    "SucceededPart",
    "close_attempts",
    "complete",
    "count_part",
    "open_attempt",
    "open_attempts",
    "prepay",
    "query_attempt",
    "query_open",
    "refund_part",
    "refunded_fen",
    "repairs_open",
    "send_refund",
]
