"""A shop's list of its own goods."""

from datetime import datetime
from typing import Annotated, Any, Literal

import msgspec
from litestar import get
from litestar.params import Parameter, QueryParameter
from sqlalchemy import ColumnElement, Row, ScalarSelect, Select, func, literal, or_, select, tuple_

from lilong import catalog, inventory
from lilong.platform import access, media, paging
from lilong.platform.access import ShopStaff
from lilong.platform.db import Db
from lilong.platform.media import Picture
from lilong.platform.paging import Page

_AnySelect = Select[*tuple[Any, ...]]
product, sku, stock = catalog.product.c, catalog.sku.c, inventory.stock.c


class ProductRow(msgspec.Struct, frozen=True):
    """A product in its shop's list."""

    id: int
    title: str
    picture: Picture
    state: Literal["draft", "listed", "delisted"]
    price_min_fen: int
    price_max_fen: int
    stock: int
    """Pieces available, over all SKUs."""
    sku_count: int
    sold_count: int
    updated_at: datetime
    version: int


@get("/products", guards=[access.shop_permission("products.view")])
async def list_products(
    db: Db,
    shop_staff: ShopStaff,
    shelf: Annotated[Literal["all", "listed", "delisted"], QueryParameter(name="state")] = "all",
    q: Annotated[
        str | None, Parameter(max_length=50, description="Part of the title or of an SKU's code.")
    ] = None,
    category_id: int | None = None,
    cursor: Annotated[str | None, Parameter(max_length=200)] = None,
    limit: Annotated[int, Parameter(ge=1, le=paging.MAX_LIMIT)] = paging.DEFAULT_LIMIT,
) -> Page[ProductRow]:
    """The shop's goods, the one saved last first. `delisted` means off the shelf: drafts too."""
    conditions = [product.shop_id == shop_staff.shop_id]
    if shelf != "all":
        is_listed = product.state == "listed"
        conditions.append(is_listed if shelf == "listed" else ~is_listed)
    if q:
        conditions.append(_named(q))
    if category_id is not None:
        conditions.append(product.category_id == category_id)
    if cursor is not None:
        conditions.append(_beyond(cursor))
    rows = (await db.execute(_statement(conditions).limit(limit + 1))).all()
    return paging.page_of(rows, limit, lambda row: paging.encode_cursor(row.updated_at, row.id), _row)


def _statement(conditions: list[ColumnElement[bool]]) -> _AnySelect:
    picture = media.media.c
    return (
        select(
            product.id,
            product.title,
            product.state,
            product.price_min_fen,
            product.price_max_fen,
            product.sold_count,
            product.updated_at,
            product.version,
            _available().label("stock"),
            _sku_count().label("sku_count"),
            picture.key,
            picture.width,
            picture.height,
        )
        .join_from(catalog.product, media.media, picture.id == product.picture_ids[1])
        .where(*conditions)
        .order_by(product.updated_at.desc(), product.id.desc())
    )


def _available() -> ScalarSelect[int]:
    left = func.coalesce(func.sum(stock.on_hand - stock.reserved), 0)
    of_product = select(left).join_from(inventory.stock, catalog.sku, sku.id == stock.sku_id)
    return of_product.where(stock.product_id == product.id, sku.is_active).scalar_subquery()


def _sku_count() -> ScalarSelect[int]:
    return select(func.count()).where(sku.product_id == product.id, sku.is_active).scalar_subquery()


def _named(q: str) -> ColumnElement[bool]:
    coded = select(1).where(
        sku.product_id == product.id, sku.is_active, sku.code.icontains(q, autoescape=True)
    )
    return or_(product.title.icontains(q, autoescape=True), coded.exists())


def _beyond(cursor: str) -> ColumnElement[bool]:
    updated_at, last_id = paging.decode_cursor(cursor, datetime, int)
    last = tuple_(literal(updated_at, product.updated_at.type), literal(last_id, product.id.type))
    return tuple_(product.updated_at, product.id) < last


def _row(row: Row[Any]) -> ProductRow:
    plain = {name: getattr(row, name) for name in ProductRow.__struct_fields__ if name != "picture"}
    return ProductRow(picture=media.picture(row), **plain)


handlers = [list_products]
