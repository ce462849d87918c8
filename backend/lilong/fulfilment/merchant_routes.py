"""A shop's order, opened and shipped."""

import msgspec
from litestar import Response, get, post

from lilong import orders
from lilong.fulfilment import service, views
from lilong.fulfilment.couriers import COURIERS
from lilong.fulfilment.service import Parcel
from lilong.fulfilment.views import StaffOrderDetail
from lilong.platform import audit, secrets, settings
from lilong.platform.access import ShopStaff, shop_permission
from lilong.platform.db import Db
from lilong.platform.encoded import answers
from lilong.platform.idempotency import Once
from lilong.platform.paging import Page


class Courier(msgspec.Struct):
    """A courier that parcels can go with."""

    code: str
    name: str


class OpenedAddress(msgspec.Struct):
    """Name and phone in full; looking at them is written down."""

    name: str
    phone: str


@get("/couriers", guards=[shop_permission("orders.view")], sync_to_thread=False)
def list_couriers() -> Page[Courier]:
    """The couriers to choose from."""
    return Page([Courier(code, name) for code, name in COURIERS.items()])


@get("/orders/{order_id:int}", guards=[shop_permission("orders.view")])
async def show_shop_order(order_id: int, shop_staff: ShopStaff, db: Db) -> StaffOrderDetail:
    """One of the shop's orders."""
    return await views.for_staff(db, await orders.order(db, order_id, shop_id=shop_staff.shop_id))


@post(
    "/orders/{order_id:int}/shipments",
    guards=[shop_permission("orders.ship")],
    responses=answers(StaffOrderDetail, 201),
)
async def ship_order(
    order_id: int, data: Parcel, shop_staff: ShopStaff, db: Db, once: Once
) -> Response[bytes]:
    """Ship a parcel; several parcels make a split order. Answers the order, 201."""

    async def work() -> StaffOrderDetail:
        await service.ship(db, shop_staff, order_id, data)
        return await views.for_staff(db, await orders.order(db, order_id, shop_id=shop_staff.shop_id))

    return await once(work)


@post("/orders/{order_id:int}/address-views", guards=[shop_permission("orders.ship")], status_code=200)
async def open_address(order_id: int, shop_staff: ShopStaff, db: Db) -> OpenedAddress:
    """The recipient's name and phone in full, for shipping. Who looked is in the audit."""
    row = await orders.order(db, order_id, shop_id=shop_staff.shop_id)
    await audit.record(
        db, shop_staff.actor, "order.address_view", f"order:{order_id}", shop_id=shop_staff.shop_id
    )
    return OpenedAddress(row.recipient_name, secrets.unseal(settings.load().encryption_key, row.phone_sealed))


handlers = [list_couriers, show_shop_order, ship_order, open_address]
