"""Shipping: a parcel, its pieces, and the order moved on, in one transaction."""

from typing import Annotated

import msgspec
from msgspec import Meta
from sqlalchemy import insert
from sqlalchemy.dialects.postgresql import insert as pg_insert

from lilong import orders
from lilong.fulfilment.couriers import COURIERS
from lilong.fulfilment.errors import TrackingNumberUsed
from lilong.fulfilment.tables import shipment, shipment_line
from lilong.platform import audit, clock, ids
from lilong.platform.access import ShopStaff
from lilong.platform.db import Db
from lilong.platform.errors import InvalidInput


class ParcelLine(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Pieces of an order line."""

    order_line_id: Annotated[int, Meta(ge=1, le=2**53)]
    quantity: Annotated[int, Meta(ge=1, le=999, description="Pieces")]


class Parcel(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What leaves with a courier."""

    courier_code: Annotated[str, Meta(description="A code of GET couriers", examples=["shunfeng"])]
    tracking_number: Annotated[str, Meta(pattern="^[0-9A-Za-z-]{6,32}$", examples=["SF1029384756012"])]
    lines: Annotated[list[ParcelLine], Meta(min_length=1, max_length=100)]


async def ship(db: Db, staff: ShopStaff, order_id: int, parcel: Parcel) -> None:
    """Ship a parcel of the order.

    Raises NotFound, NotInState, NothingToShip, InvalidInput (courier), TrackingNumberUsed.
    """
    if parcel.courier_code not in COURIERS:
        raise InvalidInput({"courier_code": "请选择列表中的快递公司"})
    pieces: dict[int, int] = {}
    for line in parcel.lines:
        pieces[line.order_line_id] = pieces.get(line.order_line_id, 0) + line.quantity
    order = await orders.record_shipped(db, staff, order_id, pieces)
    shipment_id = await _write(db, staff, order, parcel)
    titles = {line.id: line.title for line in await orders.lines_of(db, [order_id])}
    rows = [
        {
            "shipment_id": shipment_id,
            "order_line_id": line_id,
            "shop_id": order.shop_id,
            "buyer_id": order.buyer_id,
            "title": titles[line_id],
            "quantity": quantity,
        }
        for line_id, quantity in pieces.items()
    ]
    await db.execute(insert(shipment_line), rows)
    await audit.record(
        db, staff.actor, "order.ship", f"order:{order_id}", shop_id=staff.shop_id, after=parcel
    )


async def _write(db: Db, staff: ShopStaff, order: orders.OrderRow, parcel: Parcel) -> int:
    shipment_id = await ids.one(db)
    row = pg_insert(shipment).values(
        id=shipment_id,
        order_id=order.id,
        shop_id=order.shop_id,
        buyer_id=order.buyer_id,
        courier_code=parcel.courier_code,
        tracking_number=parcel.tracking_number.upper(),
        shipped_at=clock.now(),
        shipped_by=staff.id,
    )
    if not (await db.execute(row.on_conflict_do_nothing())).rowcount:
        raise TrackingNumberUsed(tracking_number=parcel.tracking_number)
    return shipment_id
