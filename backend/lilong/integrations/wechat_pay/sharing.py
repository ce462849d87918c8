"""Profit sharing of a shop's part (平台收付通分账): take the commission, then give the shop the rest.

The money of a part is frozen until the sharing is *finished*, by the last sharing (`is_finish`) or alone by
`FinishRequest`. Sharing is asynchronous: it is done when a query says FINISHED, receiver by receiver.
"""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from typing import Any

import msgspec
from msgspec import field

from lilong.integrations.wechat_pay.credentials import WechatPayCredentials


class SharingStatus(StrEnum):
    """Where a sharing order stands."""

    PROCESSING = "PROCESSING"
    FINISHED = "FINISHED"
    UNKNOWN = "UNKNOWN"
    """A word that WeChat added after this was written."""

    @classmethod
    def _missing_(cls, value: object) -> "SharingStatus":
        return cls.UNKNOWN


class SharingResult(StrEnum):
    """How one receiver fared. CLOSED: it got nothing, the money is the payer's again."""

    PENDING = "PENDING"
    SUCCESS = "SUCCESS"
    CLOSED = "CLOSED"
    UNKNOWN = "UNKNOWN"
    """A word that WeChat added after this was written."""

    @classmethod
    def _missing_(cls, value: object) -> "SharingResult":
        return cls.UNKNOWN


class SharingReceiver(msgspec.Struct, frozen=True, kw_only=True):
    """A merchant who gets a share; the platform itself is always one."""

    account: str
    """Its merchant number."""
    amount_fen: int
    description: str
    """At most 80 characters; it is printed on bills."""


class SharingRequest(msgspec.Struct, frozen=True, kw_only=True):
    """Share out a part: 1 to 50 receivers, and with `is_finish` the rest goes to the shop."""

    sub_mchid: str
    transaction_id: str
    out_order_no: str
    """Our number of this sharing: at most 64 of [0-9A-Za-z_-|*@]."""
    receivers: Sequence[SharingReceiver]
    is_finish: bool


class FinishRequest(msgspec.Struct, frozen=True, kw_only=True):
    """Share nothing (more): give the shop all that is left of a part."""

    sub_mchid: str
    transaction_id: str
    out_order_no: str
    """Our number of this act, another than that of any sharing."""
    description: str
    """At most 80 characters."""


class SharingReceiverResult(msgspec.Struct, frozen=True, kw_only=True):
    """What became of one receiver's share."""

    account: str = field(name="receiver_account")
    amount_fen: int = field(name="amount")
    result: SharingResult
    detail_id: str | None = None
    finished_at: datetime | None = field(name="finish_time", default=None)
    fail_reason: str | None = None


class Sharing(msgspec.Struct, frozen=True, kw_only=True):
    """How a sharing (or a finish) stands."""

    sub_mchid: str
    transaction_id: str
    out_order_no: str
    order_id: str
    """WeChat's number of it."""
    status: SharingStatus = SharingStatus.PROCESSING
    receivers: tuple[SharingReceiverResult, ...] = ()
    finish_fen: int | None = field(name="finish_amount", default=None)
    """What the finish gave to the shop."""


class Unsplit(msgspec.Struct, frozen=True):
    """What is left of a part to share."""

    unsplit_fen: int = field(name="unsplit_amount")


def sharing_body(credentials: WechatPayCredentials, ask: SharingRequest) -> dict[str, Any]:
    """The JSON of POST /v3/ecommerce/profitsharing/orders.

    Its receivers are *not* those of ordinary sharing.
    """
    return {
        "appid": credentials.app_id,
        "sub_mchid": ask.sub_mchid,
        "transaction_id": ask.transaction_id,
        "out_order_no": ask.out_order_no,
        "receivers": [
            {
                "type": "MERCHANT_ID",
                "receiver_account": receiver.account,
                "amount": receiver.amount_fen,
                "description": receiver.description,
            }
            for receiver in ask.receivers
        ],
        "finish": ask.is_finish,
    }
