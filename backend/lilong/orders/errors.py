"""Refusals of orders."""

from lilong.platform.errors import DomainError


class BasketRefused(DomainError):
    """Something in the basket cannot be ordered; `problems` says what, line by line."""

    code, message = "basket_refused", "{first}"

    def __init__(self, problems: object, first: str) -> None:
        super().__init__(problems=problems, first=first)


class PriceChanged(DomainError):
    """The server's price is another than the quoted total; `quote` is the new one. Nothing was placed."""

    code, message = "price_changed", "价格有变动，请确认最新价格后再提交"

    def __init__(self, quote: object) -> None:
        super().__init__(quote=quote)


class OverLimit(DomainError):
    """This buyer has as many pieces as one may have."""

    code, message = "over_limit", "「{title}」每人限购 {limit} 件，您已达到上限"


class TradeNotPayable(DomainError):
    """The trade is paid, closed, or its time is over."""

    code, message = "trade_not_payable", "订单已支付或已关闭，不能再付款"


class NotInState(DomainError):
    """The order has moved on: this act is not possible any more."""

    code, message = "not_in_state", "订单当前状态是「{state_text}」，不能进行此操作，请刷新查看"


class NothingToShip(DomainError):
    """More pieces than are left to ship."""

    code, message = "nothing_to_ship", "发货数量超过待发数量，请刷新后重新填写"
