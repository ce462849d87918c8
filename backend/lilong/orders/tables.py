"""Trades, orders, lines and the events of an order; states and the moves between them.

Everything that decided the price is frozen here at placement: a later edit of a product changes no order.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    DateTime,
    ForeignKey,
    Index,
    LargeBinary,
    Named,
    Table,
    TypedColumns,
)

from lilong.platform.columns import append_only, big, document, key, metadata, moment, owned

MOVES: frozenset[tuple[str, str]] = frozenset(
    {
        ("unpaid", "to_ship"),
        ("unpaid", "closed"),
        ("to_ship", "partly_shipped"),
        ("to_ship", "shipped"),
        ("partly_shipped", "shipped"),
        ("shipped", "completed"),
        ("closed", "to_ship"),  # a late payment whose pieces could all be held again
    }
)
"""The one table of allowed transitions."""

CLOSE_UNPAID = "trade.close_unpaid"
AUTO_RECEIVE = "order.auto_receive"


class _TradeColumns(TypedColumns):
    id: Named[int] = key()
    number: Named[str] = Column(unique=True)
    buyer_id: Named[int] = big()
    state: Named[str]
    version: Named[int] = big()
    """Rises when the amount changes before payment; an attempt pays one version."""
    total_fen: Named[int] = big()
    pay_by: Named[datetime] = moment()
    placed_at: Named[datetime] = moment()
    paid_at: Named[datetime | None] = Column(DateTime(timezone=True))
    closed_at: Named[datetime | None] = Column(DateTime(timezone=True))
    close_reason: Named[str | None]
    closed_by: Named[str | None]


class _OrderColumns(TypedColumns):
    id: Named[int] = key()
    number: Named[str] = Column(unique=True)
    trade_id: Named[int] = Column(BigInteger, ForeignKey("trade.id"))
    buyer_id: Named[int] = big()
    shop_id: Named[int] = big()
    shop_name: Named[str]
    sub_mchid: Named[str]
    state: Named[str]
    goods_fen: Named[int] = big()
    """Σ unit price × quantity."""
    freight_fen: Named[int] = big()
    shop_borne_fen: Named[int] = big()
    platform_borne_fen: Named[int] = big()
    payable_fen: Named[int] = big()
    commission_fen: Named[int] = big()
    remark: Named[str]
    note: Named[str]
    """The shop's own words about the order; the buyer never sees them."""
    recipient_name: Named[str]
    phone_sealed: Named[bytes] = Column(LargeBinary)
    phone_last4: Named[str]
    address: Named[dict[str, Any]] = document()
    """region_code, province, city, district, street, detail."""
    placed_at: Named[datetime] = moment()
    pay_by: Named[datetime] = moment()
    """The trade's; kept here because a shop cannot see trades."""
    paid_at: Named[datetime | None] = Column(DateTime(timezone=True))
    ship_by: Named[datetime | None] = Column(DateTime(timezone=True))
    shipped_at: Named[datetime | None] = Column(DateTime(timezone=True))
    auto_receive_at: Named[datetime | None] = Column(DateTime(timezone=True))
    completed_at: Named[datetime | None] = Column(DateTime(timezone=True))
    closed_at: Named[datetime | None] = Column(DateTime(timezone=True))
    close_reason: Named[str | None]
    payment_no: Named[str | None]
    transaction_id: Named[str | None]


class _LineColumns(TypedColumns):
    id: Named[int] = key()
    order_id: Named[int] = Column(BigInteger, ForeignKey("shop_order.id"))
    buyer_id: Named[int] = big()
    shop_id: Named[int] = big()
    kind: Named[str]
    """goods or freight."""
    sku_id: Named[int | None] = Column(BigInteger)
    product_id: Named[int | None] = Column(BigInteger)
    title: Named[str]
    spec_text: Named[str]
    code: Named[str]
    picture: Named[dict[str, Any] | None] = Column(document().type, nullable=True)
    quantity: Named[int] = big()
    unit_price_fen: Named[int] = big()
    list_fen: Named[int] = big()
    payable_fen: Named[int] = big()
    shop_borne_fen: Named[int] = big()
    platform_borne_fen: Named[int] = big()
    commission_bp: Named[int] = big()
    commission_fen: Named[int] = big()
    weight_grams: Named[int] = big()
    limit_per_buyer: Named[int | None]
    """Pieces that one buyer could have when this was placed; null: it was not counted."""
    return_policy: Named[str]
    shipped_quantity: Named[int] = big()


class _EventColumns(TypedColumns):
    id: Named[int] = key()
    order_id: Named[int] = Column(BigInteger, ForeignKey("shop_order.id"))
    buyer_id: Named[int] = big()
    shop_id: Named[int] = big()
    kind: Named[str]
    from_state: Named[str | None]
    to_state: Named[str]
    actor_kind: Named[str]
    actor_id: Named[int] = big()
    reason: Named[str]
    at: Named[datetime] = moment()


trade = Table(
    "trade",
    metadata,
    _TradeColumns,
    CheckConstraint("state IN ('open', 'closing', 'closed', 'paid')", name="state"),
    CheckConstraint("total_fen > 0", name="total"),
    CheckConstraint("state <> 'paid' OR paid_at IS NOT NULL", name="paid"),
    Index(None, "buyer_id", "placed_at"),
)
shop_order = Table(
    "shop_order",
    metadata,
    _OrderColumns,
    CheckConstraint(
        "state IN ('unpaid', 'to_ship', 'partly_shipped', 'shipped', 'completed', 'closed')", name="state"
    ),
    CheckConstraint(
        "goods_fen + freight_fen = payable_fen + shop_borne_fen + platform_borne_fen", name="adds_up"
    ),
    CheckConstraint(
        "least(goods_fen, freight_fen, shop_borne_fen, platform_borne_fen, payable_fen, commission_fen) >= 0",
        name="not_negative",
    ),
    CheckConstraint("state IN ('unpaid', 'closed') OR paid_at IS NOT NULL", name="paid"),
    CheckConstraint("state <> 'completed' OR completed_at IS NOT NULL", name="completed"),
    CheckConstraint("state <> 'closed' OR closed_at IS NOT NULL", name="closed"),
    Index(None, "trade_id"),
    Index(None, "buyer_id", "placed_at", "id"),
    Index(None, "buyer_id", "state", "placed_at", "id"),
    Index(None, "shop_id", "placed_at", "id"),
    Index(None, "shop_id", "state", "placed_at", "id"),
    Index(None, "shop_id", "phone_last4"),
    Index(None, "placed_at", "id"),
)
order_line = Table(
    "order_line",
    metadata,
    _LineColumns,
    CheckConstraint("kind IN ('goods', 'freight')", name="kind"),
    CheckConstraint("quantity BETWEEN 1 AND 999", name="quantity"),
    CheckConstraint("shipped_quantity BETWEEN 0 AND quantity", name="shipped"),
    CheckConstraint("list_fen = unit_price_fen * quantity", name="list"),
    CheckConstraint("list_fen = payable_fen + shop_borne_fen + platform_borne_fen", name="adds_up"),
    CheckConstraint("payable_fen >= 0 AND commission_fen >= 0", name="not_negative"),
    Index(None, "order_id"),
)
order_event = Table("order_event", metadata, _EventColumns, Index(None, "order_id", "id"))
"""One row for each move between states, and for each act that people may want to see."""

owned(trade, buyer="buyer_id")
owned(shop_order, buyer="buyer_id", merchant="shop_id")
owned(order_line, buyer="buyer_id", merchant="shop_id")
owned(order_event, buyer="buyer_id", merchant="shop_id")
append_only(order_event)


class _LimitColumns(TypedColumns):
    buyer_id: Named[int] = Column(BigInteger, primary_key=True, autoincrement=False)
    sku_id: Named[int] = Column(BigInteger, primary_key=True, autoincrement=False)
    taken: Named[int] = big()


purchase_count = Table(
    "purchase_count", metadata, _LimitColumns, CheckConstraint("taken >= 0", name="not_negative")
)
"""Pieces of a limited SKU that a buyer has ordered and not lost again by closing."""
owned(purchase_count, buyer="buyer_id")
