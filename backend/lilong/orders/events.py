"""News of orders. Heard above: by fulfilment, settlement and whoever draws figures."""

from datetime import datetime

from lilong.platform.events import Event


class TradePlaced(Event, frozen=True):
    """A buyer has ordered; nothing is paid yet."""

    trade_id: int
    buyer_id: int
    order_ids: tuple[int, ...]
    total_fen: int


class OrderPaid(Event, frozen=True):
    """An order's money is there: the shop may ship."""

    order_id: int
    shop_id: int
    buyer_id: int
    payable_fen: int
    pieces: dict[int, int]
    """Bought pieces by product id."""


class OrderCompleted(Event, frozen=True):
    """The buyer has it, by their word or by the clock. Its earning can be expected."""

    order_id: int
    order_number: str
    shop_id: int
    buyer_id: int
    sub_mchid: str
    transaction_id: str
    captured_fen: int
    commission_fen: int
    paid_at: datetime
    completed_at: datetime


class TradeClosed(Event, frozen=True):
    """A trade ended unpaid; what it held is free again."""

    trade_id: int
    buyer_id: int
    reason: str
