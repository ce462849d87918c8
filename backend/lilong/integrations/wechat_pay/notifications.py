"""What WeChat tells us by itself.

A notification may come late, twice, or never: act on it idempotently, and query too.
"""

from collections.abc import Mapping
from datetime import datetime

import msgspec
from msgspec import field

from lilong.integrations.wechat_pay.errors import NotificationRejected, UntrustedMessage
from lilong.integrations.wechat_pay.payments import CombinedTrade, DirectTrade
from lilong.integrations.wechat_pay.refunds import RefundStatus
from lilong.integrations.wechat_pay.signing import Opener, Verifier


class _NoticeAmount(msgspec.Struct, frozen=True):
    total_fen: int = field(name="total")
    refund_fen: int = field(name="refund")


class RefundNotice(msgspec.Struct, frozen=True, kw_only=True):
    """A refund ended.

    The word for its state is `refund_status` here and `status` in a query: WeChat's doing.
    """

    sub_mchid: str | None = None
    transaction_id: str
    out_trade_no: str
    refund_id: str
    out_refund_no: str
    status: RefundStatus = field(name="refund_status")
    refunded_at: datetime | None = field(name="success_time", default=None)
    user_received_account: str | None = None
    amount: _NoticeAmount


class SharingNoticeReceiver(msgspec.Struct, frozen=True, kw_only=True):
    """Who got a share."""

    account: str
    amount_fen: int = field(name="amount")
    description: str = ""


class SharingNotice(msgspec.Struct, frozen=True, kw_only=True):
    """One receiver got its share (PROFITSHARING.SUCCESS), or gave it back (PROFITSHARING.RETURN)."""

    sub_mchid: str | None = None
    transaction_id: str
    order_id: str
    out_order_no: str
    receiver: SharingNoticeReceiver
    shared_at: datetime = field(name="success_time")


class UnknownNotice(msgspec.Struct, frozen=True):
    """An authentic notification of a kind that we do not use; acknowledge it, or it comes 15 times."""

    plaintext: bytes


Content = CombinedTrade | DirectTrade | RefundNotice | SharingNotice | UnknownNotice


class Notification(msgspec.Struct, frozen=True, kw_only=True):
    """A notification that is WeChat's, fresh and opened."""

    id: str
    """The same in every delivery of the same news."""
    event_type: str
    """TRANSACTION.SUCCESS, REFUND.SUCCESS, …"""
    created_at: datetime
    content: Content


class _Sealed(msgspec.Struct):
    nonce: str
    ciphertext: str
    associated_data: str = ""


class _Envelope(msgspec.Struct):
    id: str
    event_type: str
    create_time: datetime
    resource: _Sealed


class _TradeKind(msgspec.Struct):
    combine_out_trade_no: str | None = None


class NotificationReader:
    """Verifies, opens and types callbacks. It never calls out: a stranger's message costs one hash."""

    def __init__(self, verifier: Verifier, opener: Opener) -> None:
        self._verifier = verifier
        self._opener = opener

    def read(self, headers: Mapping[str, str], body: bytes) -> Notification:
        """The notification in a callback.

        Raises:
            NotificationRejected: forged, stale, a probe, damaged, or not in the documented shape.
        """
        try:
            self._verifier.verify(headers, body)
            envelope = msgspec.json.decode(body, type=_Envelope)
            sealed = envelope.resource
            plaintext = self._opener.open(sealed.nonce, sealed.associated_data, sealed.ciphertext)
            content = _content(envelope.event_type, plaintext)
        except UntrustedMessage as doubt:
            raise NotificationRejected(doubt.reason) from doubt
        except msgspec.DecodeError as malformed:
            raise NotificationRejected(f"malformed: {malformed}") from malformed
        return Notification(
            id=envelope.id, event_type=envelope.event_type, created_at=envelope.create_time, content=content
        )


def _content(event_type: str, plaintext: bytes) -> Content:
    if event_type == "TRANSACTION.SUCCESS":
        return _trade(plaintext)
    if event_type.startswith("REFUND."):
        return msgspec.json.decode(plaintext, type=RefundNotice)
    if event_type.startswith("PROFITSHARING."):
        return msgspec.json.decode(plaintext, type=SharingNotice)
    return UnknownNotice(plaintext)


def _trade(plaintext: bytes) -> CombinedTrade | DirectTrade:
    if msgspec.json.decode(plaintext, type=_TradeKind).combine_out_trade_no is None:
        return msgspec.json.decode(plaintext, type=DirectTrade)
    return msgspec.json.decode(plaintext, type=CombinedTrade)
