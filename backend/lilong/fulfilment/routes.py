"""An order with its parcels, for shoppers; and their word that it arrived."""

from litestar import get, post

from lilong import orders
from lilong.fulfilment import views
from lilong.fulfilment.views import OrderDetail
from lilong.platform.access import Buyer, signed_in_buyer
from lilong.platform.db import Db


@get("/orders/{order_id:int}", guards=[signed_in_buyer])
async def show_order(order_id: int, buyer: Buyer, db: Db) -> OrderDetail:
    """One of the buyer's orders."""
    return await views.for_buyer(db, await orders.order(db, order_id, buyer_id=buyer.id))


@post("/orders/{order_id:int}/receipt", guards=[signed_in_buyer], status_code=200)
async def confirm_receipt(order_id: int, buyer: Buyer, db: Db) -> OrderDetail:
    """The buyer has the goods. Doing so twice is harmless."""
    await orders.confirm(db, buyer, order_id)
    return await views.for_buyer(db, await orders.order(db, order_id, buyer_id=buyer.id))


handlers = [show_order, confirm_receipt]
