"""WeChat Pay APIv3 (微信支付): a thin, typed, asynchronous client of exactly the calls that Lilong makes.

`WechatPay` is the one class that a caller builds. Everything it takes and returns is a frozen struct: money
is integer fen, times are aware datetimes, unknown fields of WeChat's answers are ignored.

How a call can end:

- it returns: WeChat's answer, whose signature was verified;
- `WechatPayRefusal`: WeChat said no. `retryable` says whether the same call with the same numbers may be
  repeated;
- `WechatPayUnreachable`: no trustworthy answer came. Whether WeChat did it is unknown: repeat with the
  same numbers, or query;
- `NotificationRejected` (from `parse_notification` only): the message is not WeChat's, or not fresh.
  Answer non-2xx.

Never: a key in a log line or a `repr`; a call to anybody while a notification is parsed; a retry by itself.
"""

from lilong.integrations.wechat_pay.client import WechatPay
from lilong.integrations.wechat_pay.credentials import WechatPayCredentials
from lilong.integrations.wechat_pay.errors import NotificationRejected, WechatPayRefusal, WechatPayUnreachable
from lilong.integrations.wechat_pay.funds import Balance
from lilong.integrations.wechat_pay.notifications import (
    Notification,
    RefundNotice,
    SharingNotice,
    SharingNoticeReceiver,
    UnknownNotice,
)
from lilong.integrations.wechat_pay.payments import (
    CombinedOrder,
    CombinedPart,
    CombinedTrade,
    CombinedTradePart,
    DirectOrder,
    DirectTrade,
    PaymentFields,
    TradeState,
)
from lilong.integrations.wechat_pay.refunds import Refund, RefundAccepted, RefundRequest, RefundStatus
from lilong.integrations.wechat_pay.sharing import (
    FinishRequest,
    Sharing,
    SharingReceiver,
    SharingReceiverResult,
    SharingRequest,
    SharingResult,
    SharingStatus,
)

__all__ = [
    "Balance",
    "CombinedOrder",
    "CombinedPart",
    "CombinedTrade",
    "CombinedTradePart",
    "DirectOrder",
    "DirectTrade",
    "FinishRequest",
    "Notification",
    "NotificationRejected",
    "PaymentFields",
    "Refund",
    "RefundAccepted",
    "RefundNotice",
    "RefundRequest",
    "RefundStatus",
    "Sharing",
    "SharingNotice",
    "SharingNoticeReceiver",
    "SharingReceiver",
    "SharingReceiverResult",
    "SharingRequest",
    "SharingResult",
    "SharingStatus",
    "TradeState",
    "UnknownNotice",
    "WechatPay",
    "WechatPayCredentials",
    "WechatPayRefusal",
    "WechatPayUnreachable",
]
