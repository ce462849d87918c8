"""Any order, opened by an operator."""

from litestar import get

from lilong import orders
from lilong.fulfilment import views
from lilong.fulfilment.views import StaffOrderDetail
from lilong.platform.access import ops_permission
from lilong.platform.db import Db


@get("/orders/{order_id:int}", guards=[ops_permission("orders.view")])
async def show_any_order(order_id: int, db: Db) -> StaffOrderDetail:
    """An order of any shop."""
    return await views.for_staff(db, await orders.order(db, order_id))


handlers = [show_any_order]
