"""Carts."""

from datetime import datetime

from sqlalchemy import BigInteger, CheckConstraint, Column, Named, Table, TypedColumns

from lilong.platform.columns import big, metadata, moment, owned


class _CartItemColumns(TypedColumns):
    buyer_id: Named[int] = Column(BigInteger, primary_key=True, autoincrement=False)
    sku_id: Named[int] = Column(BigInteger, primary_key=True, autoincrement=False)
    quantity: Named[int]
    is_selected: Named[bool]
    price_when_added_fen: Named[int] = big()
    """To tell the buyer that the price has changed since."""
    added_at: Named[datetime] = moment()


cart_item = Table(
    "cart_item",
    metadata,
    _CartItemColumns,
    CheckConstraint("quantity BETWEEN 1 AND 999", name="quantity"),
)
owned(cart_item, buyer="buyer_id")
