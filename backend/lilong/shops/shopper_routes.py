"""A shop's page, kept encoded for all shoppers."""

from litestar import Response, get

from lilong.platform import access
from lilong.platform.cache import cache
from lilong.platform.db import Transactions
from lilong.platform.encoded import Encoded, answers, encode
from lilong.platform.errors import NotFound
from lilong.platform.http import AnyRequest, json_bytes
from lilong.shops import present, queries
from lilong.shops.errors import ShopNotFound
from lilong.shops.schemas import Shop


@get("/shops/{shop_id:int}", guards=[access.public], responses=answers(Shop))
async def show_shop(shop_id: int, request: AnyRequest, begin: Transactions) -> Response[bytes]:
    """A shop that sells, with its licence and an ETag."""
    page = await cache.get(f"shop:{shop_id}", lambda: _load(begin, shop_id))
    return json_bytes(page.body, request, page.etag)


async def _load(begin: Transactions, shop_id: int) -> Encoded:
    async with begin() as db:
        try:
            row = await queries.shop_row(db, shop_id)
        except NotFound as missing:
            raise ShopNotFound from missing
        if row.state != "open":
            raise ShopNotFound
        return encode(await present.shop(db, row))


handlers = [show_shop]
