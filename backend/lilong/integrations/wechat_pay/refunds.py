"""Refunds of a shop's part of a payment (平台收付通退款).

A call is only accepted, never final: the end comes by notification or query. Repeat a failed or unknown
refund with the *same* number; a new number would be a second refund.
"""

from datetime import datetime
from enum import StrEnum
from typing import Any

import msgspec
from msgspec import field

from lilong.integrations.wechat_pay.credentials import WechatPayCredentials


class RefundStatus(StrEnum):
    """Where a refund stands. ABNORMAL: the payer's account took it not; the money waits for a decision."""

    PROCESSING = "PROCESSING"
    SUCCESS = "SUCCESS"
    CLOSED = "CLOSED"
    ABNORMAL = "ABNORMAL"
    UNKNOWN = "UNKNOWN"
    """A word that WeChat added after this was written."""

    @classmethod
    def _missing_(cls, value: object) -> "RefundStatus":
        return cls.UNKNOWN


class RefundRequest(msgspec.Struct, frozen=True, kw_only=True):
    """Give a buyer money back from one shop's part."""

    sub_mchid: str
    transaction_id: str
    """WeChat's number of the part that was paid."""
    out_refund_no: str
    """Our number of this refund: at most 64 of [0-9A-Za-z_-|*@]."""
    refund_fen: int
    total_fen: int
    """What the part cost in full; WeChat checks it."""
    reason: str
    """The buyer sees it: at most 80 characters."""
    notify_url: str


class _RefundAmount(msgspec.Struct, frozen=True):
    refund_fen: int = field(name="refund")
    payer_refund_fen: int | None = field(name="payer_refund", default=None)


class RefundAccepted(msgspec.Struct, frozen=True, kw_only=True):
    """WeChat took the refund on; it is not yet done."""

    refund_id: str
    out_refund_no: str
    created_at: datetime = field(name="create_time")
    amount: _RefundAmount


class Refund(msgspec.Struct, frozen=True, kw_only=True):
    """How a refund stands."""

    refund_id: str
    out_refund_no: str
    transaction_id: str
    out_trade_no: str
    status: RefundStatus
    created_at: datetime = field(name="create_time")
    refunded_at: datetime | None = field(name="success_time", default=None)
    user_received_account: str | None = None
    """Where the buyer finds the money, in Chinese words."""
    amount: _RefundAmount


def refund_body(credentials: WechatPayCredentials, ask: RefundRequest) -> dict[str, Any]:
    """The JSON of POST /v3/ecommerce/refunds/apply."""
    return {
        "sub_mchid": ask.sub_mchid,
        "sp_appid": credentials.app_id,
        "transaction_id": ask.transaction_id,
        "out_refund_no": ask.out_refund_no,
        "reason": ask.reason,
        "amount": {"refund": ask.refund_fen, "total": ask.total_fen, "currency": "CNY"},
        "notify_url": ask.notify_url,
    }
