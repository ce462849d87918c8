"""A shop's page, kept encoded for all shoppers."""

import hashlib

import msgspec
from litestar import Response, get

from lilong.platform import access
from lilong.platform.cache import cache
from lilong.platform.db import Transactions
from lilong.platform.errors import NotFound
from lilong.platform.http import AnyRequest, json_bytes
from lilong.shops import present, queries
from lilong.shops.errors import ShopNotFound


@get("/shops/{shop_id:int}", guards=[access.public])
async def show_shop(shop_id: int, request: AnyRequest, begin: Transactions) -> Response[bytes]:
    """A shop that sells, with its licence. Answers a Shop, with an ETag."""
    body, etag = await cache.get(f"shop:{shop_id}", lambda: _load(begin, shop_id))
    return json_bytes(body, request, etag)


async def _load(begin: Transactions, shop_id: int) -> tuple[bytes, str]:
    async with begin() as db:
        try:
            row = await queries.shop_row(db, shop_id)
        except NotFound as missing:
            raise ShopNotFound from missing
        if row.state != "open":
            raise ShopNotFound
        body = msgspec.json.encode(await present.shop(db, row))
    return body, f'"{hashlib.sha256(body).hexdigest()[:16]}"'


handlers = [show_shop]
