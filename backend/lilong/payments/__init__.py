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
from lilong.payments.patience import left_to_the_clock
from lilong.payments.querying import query_attempt, query_open
from lilong.payments.refunds import REFUND, refund_part, send_refund
from lilong.payments.repairs import open_repair, repairs_open, resolve_repair
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
    "left_to_the_clock",
    "open_attempt",
    "open_attempts",
    "open_repair",
    "prepay",
    "query_attempt",
    "query_open",
    "refund_part",
    "repairs_open",
    "resolve_repair",
    "send_refund",
]
