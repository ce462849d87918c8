"""Refusals of payments."""

from lilong.platform.errors import Busy, DomainError


class PaymentChannelBusy(Busy):
    """WeChat Pay did not answer; whether it acted is unknown, and repeating is safe."""

    code, message = "payment_channel_busy", "微信支付暂时没有响应，请稍后重试，不会重复扣款"


class PaymentRefused(DomainError):
    """WeChat Pay refuses this payment, or the attempt is closed."""

    code, message = "payment_refused", "这笔订单现在不能支付，请返回订单查看最新状态"
