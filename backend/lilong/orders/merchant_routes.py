"""A shop's orders in lists. The order itself is opened where its parcels are known: in fulfilment."""

from datetime import date
from typing import Annotated

import msgspec
from litestar import get, put
from msgspec import Meta

from lilong.orders import lists, shipping
from lilong.orders.lists import InState, Limit, Words
from lilong.orders.merchant_schemas import StaffOrderRow, StateCounts
from lilong.platform import audit
from lilong.platform.access import ShopStaff, shop_permission
from lilong.platform.db import Db
from lilong.platform.paging import DEFAULT_LIMIT, Page


class Note(msgspec.Struct, forbid_unknown_fields=True):
    """The shop's own words about an order."""

    note: Annotated[str, Meta(max_length=200)]


@get("/orders", guards=[shop_permission("orders.view")])
async def list_shop_orders(
    shop_staff: ShopStaff,
    db: Db,
    in_state: InState = "all",
    q: Words = None,
    from_on: date | None = None,
    to_on: date | None = None,
    cursor: str | None = None,
    limit: Limit = DEFAULT_LIMIT,
) -> Page[StaffOrderRow]:
    """The shop's orders, newest first."""
    return await lists.page(db, lists.filters(shop_staff.shop_id, in_state, q, from_on, to_on), cursor, limit)


@get("/orders/counts", guards=[shop_permission("orders.view")])
async def count_shop_orders(
    shop_staff: ShopStaff, db: Db, q: Words = None, from_on: date | None = None, to_on: date | None = None
) -> StateCounts:
    """How many of the shop's orders stand in each state, under the same filters."""
    return await lists.counts(db, lists.filters(shop_staff.shop_id, "all", q, from_on, to_on))


@put("/orders/{order_id:int}/note", guards=[shop_permission("orders.ship")])
async def note_order(order_id: int, data: Note, shop_staff: ShopStaff, db: Db) -> Note:
    """Write the shop's note; the buyer never sees it."""
    await shipping.write_note(db, shop_staff, order_id, data.note)
    await audit.record(
        db, shop_staff.actor, "order.note", f"order:{order_id}", shop_id=shop_staff.shop_id, after=data
    )
    return data


handlers = [list_shop_orders, count_shop_orders, note_order]
