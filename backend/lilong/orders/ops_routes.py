"""Orders over all shops, for operators."""

from datetime import date

from litestar import get

from lilong.orders import lists
from lilong.orders.lists import InState, Limit, Words
from lilong.orders.merchant_schemas import StaffOrderRow, StateCounts
from lilong.platform.access import ops_permission
from lilong.platform.db import Db
from lilong.platform.paging import DEFAULT_LIMIT, Page


@get("/orders", guards=[ops_permission("orders.view")])
async def list_all_orders(
    db: Db,
    shop_id: int | None = None,
    in_state: InState = "all",
    q: Words = None,
    from_on: date | None = None,
    to_on: date | None = None,
    cursor: str | None = None,
    limit: Limit = DEFAULT_LIMIT,
) -> Page[StaffOrderRow]:
    """Orders of every shop, newest first."""
    return await lists.page(db, lists.filters(shop_id, in_state, q, from_on, to_on), cursor, limit)


@get("/orders/counts", guards=[ops_permission("orders.view")])
async def count_all_orders(
    db: Db,
    shop_id: int | None = None,
    q: Words = None,
    from_on: date | None = None,
    to_on: date | None = None,
) -> StateCounts:
    """How many orders stand in each state, under the same filters."""
    return await lists.counts(db, lists.filters(shop_id, "all", q, from_on, to_on))


handlers = [list_all_orders, count_all_orders]
