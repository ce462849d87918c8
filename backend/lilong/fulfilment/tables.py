"""Shipments 包裹 and what is in them."""

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
)

from lilong.platform.columns import big, key, metadata, moment, owned


class _ShipmentColumns(TypedColumns):
    id: Named[int] = key()
    order_id: Named[int] = big()
    shop_id: Named[int] = big()
    buyer_id: Named[int] = big()
    courier_code: Named[str]
    tracking_number: Named[str]
    shipped_at: Named[datetime] = moment()
    shipped_by: Named[int] = big()


class _ShipmentLineColumns(TypedColumns):
    shipment_id: Named[int] = Column(
        BigInteger, ForeignKey("shipment.id"), primary_key=True, autoincrement=False
    )
    order_line_id: Named[int] = Column(BigInteger, primary_key=True, autoincrement=False)
    shop_id: Named[int] = big()
    buyer_id: Named[int] = big()
    title: Named[str]
    quantity: Named[int] = big()


shipment = Table(
    "shipment",
    metadata,
    _ShipmentColumns,
    UniqueConstraint("shop_id", "courier_code", "tracking_number"),
    Index(None, "order_id"),
)
shipment_line = Table(
    "shipment_line", metadata, _ShipmentLineColumns, CheckConstraint("quantity > 0", name="quantity")
)
owned(shipment, merchant="shop_id", buyer="buyer_id")
owned(shipment_line, merchant="shop_id", buyer="buyer_id")
