"""Lists of goods for shoppers."""

from typing import Annotated, Any

import msgspec
from litestar import Request, Response, get
from litestar.params import Parameter

from lilong import catalog
from lilong.platform import access, http, paging
from lilong.platform.cache import cache
from lilong.platform.db import Transactions
from lilong.platform.encoded import Encoded, answers, encode
from lilong.platform.paging import Page
from lilong.search import shelf
from lilong.search.cards import ProductCard
from lilong.search.shelf import Sort, Wish

Id = Annotated[int | None, Parameter(ge=1, le=2**53 - 1)]
Fen = Annotated[int | None, Parameter(ge=0, le=100_000_000, description="Fen, of the cheapest SKU.")]
Words = Annotated[str | None, Parameter(max_length=50, description="Words of the title, all of them.")]
Cursor = Annotated[str | None, Parameter(max_length=200, description="`next_cursor` of the page before.")]
Limit = Annotated[int, Parameter(ge=1, le=paging.MAX_LIMIT)]


@get("/products", guards=[access.public], responses=answers(Page[ProductCard]))
async def list_products(
    request: Request[Any, Any, Any],
    begin: Transactions,
    category_id: Id = None,
    shop_id: Id = None,
    brand_id: Id = None,
    q: Words = None,
    price_min_fen: Fen = None,
    price_max_fen: Fen = None,
    in_stock: bool = False,
    sort: Sort = "recommended",
    cursor: Cursor = None,
    limit: Limit = paging.DEFAULT_LIMIT,
) -> Response[bytes]:
    """Listed goods of open shops; a category includes those below it."""
    wish = Wish(
        category_id, shop_id, brand_id, q, price_min_fen, price_max_fen, in_stock, sort, cursor, limit
    )
    page = await cache.get(_key(wish), lambda: _load(begin, wish))
    return http.json_bytes(page.body, request, page.etag)


async def _load(begin: Transactions, wish: Wish) -> Encoded:
    async with begin() as db:
        return encode(await shelf.page(db, wish))


def _key(wish: Wish) -> str:
    return catalog.LISTS + msgspec.json.encode(wish).decode()


handlers = [list_products]
