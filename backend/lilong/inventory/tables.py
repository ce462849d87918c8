"""Where goods lie, how many there are, who holds them, and every move."""

from datetime import datetime

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Named,
    Table,
    TypedColumns,
    UniqueConstraint,
    text,
)

from lilong.platform.columns import allowed, append_only, big, key, metadata, moment, owned


class _WarehouseColumns(TypedColumns):
    id: Named[int] = key()
    shop_id: Named[int] = big()
    name: Named[str]
    is_default: Named[bool]


warehouse = Table(
    "warehouse",
    metadata,
    _WarehouseColumns,
    Index("warehouse_default_key", "shop_id", unique=True, postgresql_where=text("is_default")),
)
owned(warehouse, merchant="shop_id")


class _StockColumns(TypedColumns):
    sku_id: Named[int] = Column(BigInteger, primary_key=True, autoincrement=False)
    warehouse_id: Named[int] = Column(BigInteger, ForeignKey("warehouse.id"), primary_key=True)
    shop_id: Named[int] = big()
    product_id: Named[int] = big()
    """The SKU's product, to know whose cached page a change makes stale."""
    on_hand: Named[int]
    reserved: Named[int]


stock = Table(
    "stock",
    metadata,
    _StockColumns,
    CheckConstraint("0 <= reserved AND reserved <= on_hand", name="reserved"),
    UniqueConstraint(
        "sku_id", name="stock_sku_key"
    ),  # one warehouse per SKU, until orders choose among several
    Index(None, "shop_id"),
    Index(None, "product_id"),
    postgresql_with={"fillfactor": 70},  # the hottest rows of all: room to update them in place
)
owned(stock, merchant="shop_id", public=True)
allowed(stock, "buyer", "UPDATE (reserved)")  # placing an order holds stock


class _ReservationColumns(TypedColumns):
    id: Named[int] = key()
    order_line_id: Named[int] = big()
    sku_id: Named[int] = big()
    warehouse_id: Named[int] = Column(BigInteger, ForeignKey("warehouse.id"))
    shop_id: Named[int] = big()
    quantity: Named[int]
    taken: Named[int]
    """Pieces that left with a parcel."""
    released: Named[int]
    """Pieces that became available again before they were shipped."""
    returned: Named[int]
    """Of the taken pieces, those that came back to the shelf."""


reservation = Table(
    "reservation",
    metadata,
    _ReservationColumns,
    UniqueConstraint("order_line_id"),
    CheckConstraint("quantity > 0", name="quantity"),
    CheckConstraint("taken >= 0 AND released >= 0 AND taken + released <= quantity", name="ends_once"),
    CheckConstraint("0 <= returned AND returned <= taken", name="returned"),
    Index("reservation_open", "sku_id", postgresql_where=text("taken + released < quantity")),
)
owned(reservation, merchant="shop_id")
allowed(reservation, "buyer", "INSERT")  # placing an order holds stock


class _StockMoveColumns(TypedColumns):
    id: Named[int] = key()
    shop_id: Named[int] = big()
    sku_id: Named[int] = big()
    warehouse_id: Named[int] = big()
    kind: Named[str]
    on_hand_delta: Named[int]
    reserved_delta: Named[int]
    on_hand_after: Named[int]
    reserved_after: Named[int]
    order_line_id: Named[int | None] = Column(BigInteger)
    actor_kind: Named[str]
    actor_id: Named[int] = big()
    reason: Named[str]
    at: Named[datetime] = moment()


stock_move = Table(
    "stock_move",
    metadata,
    _StockMoveColumns,
    CheckConstraint("kind IN ('set', 'adjust', 'reserve', 'release', 'take', 'put_back')", name="kind"),
    Index(None, "sku_id", "id"),
)
owned(stock_move, merchant="shop_id")
append_only(stock_move)
allowed(stock_move, "buyer", "INSERT")  # placing an order holds stock
