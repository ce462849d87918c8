"""The cart; every change answers the whole cart."""

from typing import Annotated

from litestar import delete, get, post, put
from litestar.params import QueryParameter

from lilong.cart import service
from lilong.cart.schemas import Cart, ItemChange, NewItem, Selection
from lilong.platform import access
from lilong.platform.access import Buyer
from lilong.platform.db import Db

SkuIds = Annotated[list[int], QueryParameter(name="sku_id", min_items=1, max_items=service.LIMIT)]


@get("/cart", guards=[access.signed_in_buyer])
async def show_cart(buyer: Buyer, db: Db) -> Cart:
    """The cart, with the prices and stock of this moment."""
    return await service.show(db, buyer.id)


@post("/cart/items", guards=[access.signed_in_buyer], status_code=200)
async def add_item(data: NewItem, buyer: Buyer, db: Db) -> Cart:
    """Put an SKU into the cart; what is there already is added up."""
    await service.add(db, buyer.id, data)
    return await service.show(db, buyer.id)


@put("/cart/items/{sku_id:int}", guards=[access.signed_in_buyer])
async def change_item(sku_id: int, data: ItemChange, buyer: Buyer, db: Db) -> Cart:
    """Set an item's quantity and selection."""
    await service.change(db, buyer.id, sku_id, quantity=data.quantity, is_selected=data.is_selected)
    return await service.show(db, buyer.id)


@delete("/cart/items", guards=[access.signed_in_buyer], status_code=200)
async def remove_items(buyer: Buyer, db: Db, sku_ids: SkuIds) -> Cart:
    """Take items out of the cart."""
    await service.remove(db, buyer.id, sku_ids)
    return await service.show(db, buyer.id)


@put("/cart/selection", guards=[access.signed_in_buyer])
async def select_items(data: Selection, buyer: Buyer, db: Db) -> Cart:
    """Select or unselect all items, or those of one shop."""
    await service.select_items(db, buyer.id, is_selected=data.is_selected, shop_id=data.shop_id)
    return await service.show(db, buyer.id)


handlers = [show_cart, add_item, change_item, remove_items, select_items]
