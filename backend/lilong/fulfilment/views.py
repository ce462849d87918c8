"""An order with its parcels, for each audience."""

from datetime import datetime

import msgspec
from sqlalchemy import select

from lilong import orders
from lilong.fulfilment.couriers import COURIERS
from lilong.fulfilment.tables import shipment, shipment_line
from lilong.orders import OrderRow, OrderView, StaffOrderView
from lilong.platform.db import Db


class ShipmentLineView(msgspec.Struct):
    """Pieces in a parcel."""

    order_line_id: int
    title: str
    quantity: int


class ShipmentView(msgspec.Struct):
    """A parcel."""

    id: int
    courier_code: str
    courier_name: str
    tracking_number: str
    shipped_at: datetime
    lines: list[ShipmentLineView]


class OrderDetail(OrderView, kw_only=True):
    """An order whole, with its parcels, for its buyer."""

    shipments: list[ShipmentView]


class StaffOrderDetail(StaffOrderView, kw_only=True):
    """An order whole, with its parcels, for the shop and the platform."""

    shipments: list[ShipmentView]


async def for_buyer(db: Db, row: OrderRow) -> OrderDetail:
    """The order as its buyer sees it."""
    lines, events = await orders.lines_of(db, [row.id]), await orders.events_of(db, row.id)
    return OrderDetail(**orders.order_fields(row, lines, events), shipments=await shipments_of(db, row.id))


async def for_staff(db: Db, row: OrderRow) -> StaffOrderDetail:
    """The order as the shop and the platform see it."""
    lines, events = await orders.lines_of(db, [row.id]), await orders.events_of(db, row.id)
    fields = orders.order_fields(row, lines, events) | orders.staff_fields(row)
    return StaffOrderDetail(**fields, shipments=await shipments_of(db, row.id))


async def shipments_of(db: Db, order_id: int) -> list[ShipmentView]:
    """The parcels of an order, oldest first."""
    parcels = (
        await db.execute(select(shipment).where(shipment.c.order_id == order_id).order_by(shipment.c.id))
    ).all()
    contents = select(shipment_line).where(shipment_line.c.shipment_id.in_([parcel.id for parcel in parcels]))
    lines = (await db.execute(contents)).all() if parcels else []
    return [
        ShipmentView(
            id=parcel.id,
            courier_code=parcel.courier_code,
            courier_name=COURIERS.get(parcel.courier_code, parcel.courier_code),
            tracking_number=parcel.tracking_number,
            shipped_at=parcel.shipped_at,
            lines=[
                ShipmentLineView(line.order_line_id, line.title, line.quantity)
                for line in lines
                if line.shipment_id == parcel.id
            ],
        )
        for parcel in parcels
    ]
