"""What a cart refuses."""

from lilong.platform.errors import DomainError


class CartFull(DomainError):
    """A cart holds so many different SKUs."""

    code, message = "cart_full", "购物车最多放 {limit} 种商品，请先清理一些再添加"


class NotForSale(DomainError):
    """The SKU cannot be bought now; `reason` is delisted or shop_closed."""

    code, message = "not_for_sale", "{reason_text}，暂时不能购买"


class OverLimit(DomainError):
    """More pieces than one buyer may have."""

    code, message = "over_limit", "这款商品每人限购 {limit} 件"
