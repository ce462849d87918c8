"""Lists of goods that shoppers see: listed products of open shops, one statement for a page of cards."""

from datetime import datetime
from typing import Any, Literal

import msgspec
from sqlalchemy import (
    ColumnElement,
    Row,
    Select,
    literal,
    literal_column,
    or_,
    select,
    true,
    tuple_,
)

from lilong import catalog, inventory, shops
from lilong.platform import media, paging
from lilong.platform.db import Db
from lilong.platform.paging import Page
from lilong.search.cards import ProductCard

_AnySelect = Select[*tuple[Any, ...]]
Sort = Literal["recommended", "sales", "price_asc", "price_desc", "newest"]

product = catalog.product.c
_ORDERS: dict[Sort, tuple[ColumnElement[Any], bool]] = {
    "recommended": (product.rank, True),
    "sales": (product.sold_count, True),
    "price_asc": (product.price_min_fen, False),
    "price_desc": (product.price_min_fen, True),
    "newest": (product.listed_at, True),
}
"""The column of each order, and whether it descends; ids break ties in the same direction."""

_LISTED = product.state == literal_column("'listed'")  # no parameter: only so are the partial indexes used


class Wish(msgspec.Struct, frozen=True):
    """What goods somebody wants to see, in which order, from where on."""

    category_id: int | None = None
    """With the categories below it."""
    shop_id: int | None = None
    brand_id: int | None = None
    q: str | None = None
    """Words of the title, all of them."""
    price_min_fen: int | None = None
    price_max_fen: int | None = None
    in_stock: bool = False
    sort: Sort = "recommended"
    cursor: str | None = None
    limit: int = paging.DEFAULT_LIMIT


async def page(db: Db, wish: Wish) -> Page[ProductCard]:
    """One page of the list; one statement. Raises InvalidInput for a cursor that is not ours."""
    rows = (await db.execute(_statement(wish))).all()
    return paging.page_of(rows, wish.limit, lambda row: paging.encode_cursor(row.place, row.id), _card)


def _statement(wish: Wish) -> _AnySelect:
    """The found products, in order, dressed as cards. Only these are joined with pictures and stock."""
    found = _found(wish).subquery("found")
    place, descends = found.c.place, _ORDERS[wish.sort][1]
    in_stock = _in_stock(found.c.id)
    return (
        select(
            found,
            shops.shop.c.name.label("shop_name"),
            (~in_stock).label("is_sold_out"),
            media.media.c.key,
            media.media.c.width,
            media.media.c.height,
        )
        .join_from(found, media.media, media.media.c.id == found.c.cover_id)
        .join(shops.shop, shops.shop.c.id == found.c.shop_id)
        .order_by(place.desc() if descends else place, found.c.id.desc() if descends else found.c.id)
    )


def _found(wish: Wish) -> _AnySelect:
    """A shop's goods are few: sorted as they are. Otherwise each category is walked in order, and the walks merged."""
    if wish.shop_id is not None:
        return _walk(wish, product.shop_id == wish.shop_id)
    leaf = catalog.category.alias("leaf")
    walk = _walk(wish, product.category_id == leaf.c.id).lateral("walk")
    descends = _ORDERS[wish.sort][1]
    merged = select(walk).select_from(leaf).join(walk, true()).limit(wish.limit + 1)
    if wish.category_id is not None:
        merged = merged.where(or_(leaf.c.id == wish.category_id, leaf.c.parent_id == wish.category_id))
    return merged.order_by(
        walk.c.place.desc() if descends else walk.c.place, walk.c.id.desc() if descends else walk.c.id
    )


def _walk(wish: Wish, within: ColumnElement[bool]) -> _AnySelect:
    column, descends = _ORDERS[wish.sort]
    return (
        select(
            product.id,
            product.title,
            product.subtitle,
            product.picture_ids[1].label("cover_id"),
            product.price_min_fen.label("price_fen"),
            product.list_price_fen,
            product.sold_count,
            product.shop_id,
            column.label("place"),
        )
        .where(within, _LISTED, _shop_is_open(), *_conditions(wish))
        .order_by(column.desc() if descends else column, product.id.desc() if descends else product.id)
        .limit(wish.limit + 1)
    )


def _shop_is_open() -> ColumnElement[bool]:
    """Asked of each product on the walk. As a join the planner takes it for rare and would rather sort everything."""
    of_product = shops.shop.c.id == product.shop_id
    return select(shops.shop.c.state == "open").where(of_product).scalar_subquery()


def _conditions(wish: Wish) -> list[ColumnElement[bool]]:
    asked: list[ColumnElement[bool]] = []
    if wish.category_id is not None and wish.shop_id is not None:
        asked.append(_in_category(wish.category_id))
    if wish.brand_id is not None:
        asked.append(product.brand_id == wish.brand_id)
    if wish.price_min_fen is not None:
        asked.append(product.price_min_fen >= wish.price_min_fen)
    if wish.price_max_fen is not None:
        asked.append(product.price_min_fen <= wish.price_max_fen)
    if wish.in_stock:
        asked.append(_in_stock(product.id))
    if wish.q:
        asked += [product.title.icontains(word, autoescape=True) for word in wish.q.split()[:8]]
    if wish.cursor is not None:
        asked.append(_beyond(wish.sort, wish.cursor))
    return asked


def _beyond(sort: Sort, cursor: str) -> ColumnElement[bool]:
    column, descends = _ORDERS[sort]
    place, last_id = paging.decode_cursor(cursor, datetime if sort == "newest" else int, int)
    # One comparison of pairs, not paging.after: both descend or neither, and so the index leads straight to the place.
    here, last = (
        tuple_(column, product.id),
        tuple_(literal(place, column.type), literal(last_id, product.id.type)),
    )
    return here < last if descends else here > last


def _in_category(category_id: int) -> ColumnElement[bool]:
    inside = catalog.category.c
    return product.category_id.in_(
        select(inside.id).where(or_(inside.id == category_id, inside.parent_id == category_id))
    )


def _in_stock(product_id: ColumnElement[int]) -> ColumnElement[bool]:
    """Whether any SKU that can be bought is left."""
    stock, sku = inventory.stock, catalog.sku
    left = (
        select(1)
        .join_from(stock, sku, sku.c.id == stock.c.sku_id)
        .where(stock.c.product_id == product_id, stock.c.on_hand > stock.c.reserved, sku.c.is_active)
    )
    return left.exists()


def _card(row: Row[Any]) -> ProductCard:
    plain = {name: getattr(row, name) for name in ProductCard.__struct_fields__ if name != "picture"}
    return ProductCard(picture=media.picture(row), **plain)
