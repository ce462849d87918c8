"""Payments: one order of one merchant (direct), or one payment for several shops (combined, 合单支付).

In a combined payment every part has its own `out_trade_no` and gets its own `transaction_id`: refunds,
sharing and shipping name the part, never the whole. Compare amounts by `total_fen`: `payer_fen` is lower
when WeChat's own coupons paid a part.
"""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from typing import Any

import msgspec
from msgspec import field

from lilong.integrations.wechat_pay.credentials import WechatPayCredentials


class TradeState(StrEnum):
    """Where a payment stands; only SUCCESS (and REFUND, which was one) is money."""

    SUCCESS = "SUCCESS"
    REFUND = "REFUND"
    NOTPAY = "NOTPAY"
    CLOSED = "CLOSED"
    REVOKED = "REVOKED"
    USERPAYING = "USERPAYING"
    PAYERROR = "PAYERROR"
    ACCEPT = "ACCEPT"
    UNKNOWN = "UNKNOWN"
    """A word that WeChat added after this was written."""

    @classmethod
    def _missing_(cls, value: object) -> "TradeState":
        return cls.UNKNOWN


class DirectOrder(msgspec.Struct, frozen=True, kw_only=True):
    """A payment to the platform's own account."""

    out_trade_no: str
    """Our number: 6 to 32 of [0-9A-Za-z_-|*], unique for the merchant."""
    description: str
    """What is bought, at most 127 characters: the payer sees it."""
    total_fen: int
    openid: str
    notify_url: str
    """Public https, no query."""
    expires_at: datetime
    """The last moment to pay; it closes nothing."""
    attach: str | None = None
    """Comes back in queries and notifications, at most 128 characters."""
    is_profit_sharing: bool = False


class CombinedPart(msgspec.Struct, frozen=True, kw_only=True):
    """What one shop is paid in a combined payment."""

    sub_mchid: str
    """The shop's own merchant number."""
    out_trade_no: str
    """Our number of this part: 6 to 32 of [0-9A-Za-z_-|*]."""
    description: str
    """At most 127 characters."""
    total_fen: int
    attach: str
    """Required by WeChat: 1 to 128 characters."""


class CombinedOrder(msgspec.Struct, frozen=True, kw_only=True):
    """One payment for 1 to 50 shops. Every part is frozen at WeChat until it is shared and finished."""

    combine_out_trade_no: str
    """Our number of the whole: 2 to 32 of [0-9A-Za-z_-|*]."""
    parts: Sequence[CombinedPart]
    openid: str
    payer_ip: str
    """The payer's address, IPv4 or IPv6."""
    notify_url: str
    """Public https, no query."""
    expires_at: datetime
    """The last moment to pay; it closes nothing."""


class PaymentFields(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """The argument of `wx.requestPayment`, encoded under WeChat's own names (timeStamp, nonceStr, …)."""

    time_stamp: str
    nonce_str: str
    package: str
    sign_type: str
    pay_sign: str


class _DirectAmount(msgspec.Struct, frozen=True):
    total_fen: int = field(name="total")
    payer_fen: int | None = field(name="payer_total", default=None)


class _DirectPayer(msgspec.Struct, frozen=True):
    openid: str


class DirectTrade(msgspec.Struct, frozen=True, kw_only=True):
    """How a direct payment stands: the answer of a query and the content of its notification."""

    app_id: str = field(name="appid")
    mch_id: str = field(name="mchid")
    out_trade_no: str
    trade_state: TradeState
    transaction_id: str | None = None
    attach: str | None = None
    paid_at: datetime | None = field(name="success_time", default=None)
    payer: _DirectPayer | None = None
    amount: _DirectAmount | None = None
    """Absent while nothing is paid."""


class _CombinedAmount(msgspec.Struct, frozen=True):
    total_fen: int = field(name="total_amount")
    payer_fen: int | None = field(name="payer_amount", default=None)


class CombinedTradePart(msgspec.Struct, frozen=True, kw_only=True):
    """How one shop's part stands."""

    mch_id: str = field(name="mchid")
    sub_mchid: str | None = None
    out_trade_no: str
    trade_state: TradeState
    amount: _CombinedAmount
    transaction_id: str | None = None
    """WeChat's number of this part, once it is paid."""
    attach: str | None = None
    paid_at: datetime | None = field(name="success_time", default=None)


class CombinedTrade(msgspec.Struct, frozen=True, kw_only=True):
    """How a combined payment stands: the answer of a query and the content of its notification."""

    combine_app_id: str = field(name="combine_appid")
    combine_mch_id: str = field(name="combine_mchid")
    combine_out_trade_no: str
    parts: tuple[CombinedTradePart, ...] = field(name="sub_orders")
    payer: _DirectPayer | None = field(name="combine_payer_info", default=None)


class Prepaid(msgspec.Struct, frozen=True):
    """WeChat's answer to both prepay calls."""

    prepay_id: str


def direct_body(credentials: WechatPayCredentials, order: DirectOrder) -> dict[str, Any]:
    """The JSON of POST /v3/pay/transactions/jsapi."""
    body: dict[str, Any] = {
        "appid": credentials.app_id,
        "mchid": credentials.mch_id,
        "description": order.description,
        "out_trade_no": order.out_trade_no,
        "time_expire": rfc3339(order.expires_at),
        "notify_url": order.notify_url,
        "amount": {"total": order.total_fen, "currency": "CNY"},
        "payer": {"openid": order.openid},
        "settle_info": {"profit_sharing": order.is_profit_sharing},
    }
    return body if order.attach is None else body | {"attach": order.attach}


def combined_body(credentials: WechatPayCredentials, order: CombinedOrder) -> dict[str, Any]:
    """The JSON of POST /v3/combine-transactions/jsapi."""
    return {
        "combine_appid": credentials.app_id,
        "combine_mchid": credentials.mch_id,
        "combine_out_trade_no": order.combine_out_trade_no,
        "scene_info": {"payer_client_ip": order.payer_ip},
        "sub_orders": [_part_body(credentials, part) for part in order.parts],
        "combine_payer_info": {"openid": order.openid},
        "time_expire": rfc3339(order.expires_at),
        "notify_url": order.notify_url,
    }


def combined_close_body(credentials: WechatPayCredentials, parts: Sequence[CombinedPart]) -> dict[str, Any]:
    """The JSON that closes a combined payment; WeChat wants every part named."""
    return {
        "combine_appid": credentials.app_id,
        "sub_orders": [
            {
                "mchid": credentials.mch_id,
                "sub_mchid": part.sub_mchid,
                "out_trade_no": part.out_trade_no,
            }
            for part in parts
        ],
    }


def rfc3339(moment: datetime) -> str:
    """Whole seconds with an offset: WeChat refuses fractions."""
    return moment.isoformat(timespec="seconds")


def _part_body(credentials: WechatPayCredentials, part: CombinedPart) -> dict[str, Any]:
    return {
        "mchid": credentials.mch_id,
        "sub_mchid": part.sub_mchid,
        "attach": part.attach,
        "amount": {"total_amount": part.total_fen, "currency": "CNY"},
        "out_trade_no": part.out_trade_no,
        "description": part.description,
        "settle_info": {"profit_sharing": True},
    }
