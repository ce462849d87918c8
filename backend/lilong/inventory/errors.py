"""What stock refuses."""

from lilong.platform.errors import DomainError


class NotEnoughStock(DomainError):
    """Fewer pieces are available than wanted; `left` says how many, `sku_id` of what."""

    code, message = "not_enough_stock", "库存不足，仅剩 {left} 件，请减少数量后再试"

    def __init__(self, *, sku_id: int, left: int) -> None:
        super().__init__(sku_id=sku_id, left=left)
        if left == 0:
            self.args = ("商品已售罄，看看其他规格或商品吧",)


class HeldByOrders(DomainError):
    """A count cannot fall below what orders hold; `reserved` says how many pieces they do."""

    code, message = "held_by_orders", "有 {reserved} 件已被订单占用，实物库存不能少于该数量"


class ReservationSpent(DomainError):
    """An order line holds fewer open pieces than somebody wants to take, or has fewer out than come back."""

    code, message = "reservation_spent", "订单商品的可发数量已变化，请刷新后再试"
