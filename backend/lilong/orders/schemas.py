"""Orders as shoppers see them; quotes too. Amounts in fen, times UTC."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Literal

import msgspec

from lilong.orders.queries import EventRow, LineRow, OrderRow, OrderState, TradeRow, TradeState
from lilong.platform.media import Picture

NextAction = Literal["pay", "cancel", "confirm_receipt", "buy_again"]
STATE_TEXTS: dict[str, str] = {
    "unpaid": "待付款",
    "to_ship": "待发货",
    "partly_shipped": "部分发货",
    "shipped": "待收货",
    "completed": "已完成",
    "closed": "已关闭",
}
EVENT_TEXTS = {
    "placed": "提交订单",
    "to_ship": "付款成功",
    "partly_shipped": "部分商品已发货",
    "shipped": "商品已发货",
    "completed": "交易完成",
    "closed": "订单关闭",
    "noted": "商家备注",
}
ACTORS = {"buyer": "buyer", "staff": "shop", "operator": "platform", "clock": "clock", "system": "platform"}


class ShopName(msgspec.Struct):
    """A shop by name."""

    id: int
    name: str


class TradeOrder(msgspec.Struct):
    """An order of a trade."""

    id: int
    number: str
    shop: ShopName
    payable_fen: int
    state: OrderState


class TradeView(msgspec.Struct):
    """What a buyer pays at once."""

    id: int
    number: str
    state: TradeState
    total_fen: int
    pay_by: datetime
    orders: list[TradeOrder]

    @classmethod
    def of(cls, row: TradeRow, orders: Sequence[OrderRow]) -> "TradeView":
        """From a trade and its orders."""
        mine = [
            TradeOrder(
                order.id,
                order.number,
                ShopName(order.shop_id, order.shop_name),
                order.payable_fen,
                order.state,
            )
            for order in orders
        ]
        return cls(row.id, row.number, row.state, row.total_fen, row.pay_by, mine)


class OrderLineView(msgspec.Struct):
    """A line of goods, as it was when ordered."""

    id: int
    sku_id: int
    product_id: int
    title: str
    spec_text: str
    picture: Picture
    quantity: int
    unit_price_fen: int
    payable_fen: int
    shipped_quantity: int

    @classmethod
    def of(cls, row: LineRow) -> "OrderLineView":
        """From a line."""
        return msgspec.convert(row, cls, from_attributes=True)


class OrderCard(msgspec.Struct, kw_only=True):
    """An order in a list."""

    id: int
    number: str
    trade_id: int
    state: OrderState
    state_text: str
    shop: ShopName
    lines: list[OrderLineView]
    item_count: int
    payable_fen: int
    placed_at: datetime
    pay_by: datetime | None
    """Until when it can be paid; null when there is nothing to pay."""
    next_actions: list[NextAction]
    """What the buyer can do now, the most likely first: pay, cancel, confirm_receipt, buy_again."""


class AddressView(msgspec.Struct):
    """Where an order goes."""

    name: str
    phone_masked: str
    province: str
    city: str
    district: str
    street: str
    detail: str


class OrderEventView(msgspec.Struct):
    """A step in an order's life."""

    kind: str
    text: str
    actor: str
    reason: str
    at: datetime

    @classmethod
    def of(cls, row: EventRow) -> "OrderEventView":
        """From an event."""
        actor = ACTORS.get(row.actor_kind, "platform")
        return cls(row.kind, EVENT_TEXTS.get(row.kind, row.kind), actor, row.reason, row.at)


class OrderView(OrderCard, kw_only=True):
    """An order whole."""

    goods_fen: int
    freight_fen: int
    discount_fen: int
    remark: str
    address: AddressView
    paid_at: datetime | None
    shipped_at: datetime | None
    completed_at: datetime | None
    closed_at: datetime | None
    close_reason: str | None
    auto_receive_at: datetime | None
    payment_no: str | None
    transaction_id: str | None
    events: list[OrderEventView]


class OrderCounts(msgspec.Struct):
    """What waits for the buyer."""

    unpaid: int
    to_ship: int
    shipped: int


def card_fields(row: OrderRow, lines: Sequence[LineRow]) -> dict[str, Any]:
    """The fields of a card."""
    mine = [OrderLineView.of(line) for line in lines if line.order_id == row.id]
    return {
        "id": row.id,
        "number": row.number,
        "trade_id": row.trade_id,
        "state": row.state,
        "state_text": STATE_TEXTS[row.state],
        "shop": ShopName(row.shop_id, row.shop_name),
        "lines": mine,
        "item_count": sum(line.quantity for line in mine),
        "payable_fen": row.payable_fen,
        "placed_at": row.placed_at,
        "pay_by": row.pay_by if row.state == "unpaid" else None,
        "next_actions": _NEXT[row.state],
    }


def order_fields(row: OrderRow, lines: Sequence[LineRow], events: Sequence[EventRow]) -> dict[str, Any]:
    """The fields of an order whole."""
    copied = (
        "goods_fen freight_fen remark paid_at shipped_at completed_at closed_at close_reason auto_receive_at "
        "payment_no transaction_id"
    )
    return card_fields(row, lines) | {
        **{name: getattr(row, name) for name in copied.split()},
        "discount_fen": row.shop_borne_fen + row.platform_borne_fen,
        "address": address_view(row),
        "events": [OrderEventView.of(event) for event in events if event.kind != "noted"],
    }


def address_view(row: OrderRow, phone: str | None = None) -> AddressView:
    """The frozen address; the phone shows its last four digits, or whole when the caller opened and audited it."""
    place = {name: row.address[name] for name in ("province", "city", "district", "street", "detail")}
    return AddressView(name=row.recipient_name, phone_masked=phone or f"*******{row.phone_last4}", **place)


_NEXT: dict[str, list[NextAction]] = {
    "unpaid": ["pay", "cancel"],
    "to_ship": [],
    "partly_shipped": [],
    "shipped": ["confirm_receipt"],
    "completed": ["buy_again"],
    "closed": ["buy_again"],
}
