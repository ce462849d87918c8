"""Pages and what a client needs to start."""

from collections.abc import Sequence
from typing import Any

import structlog
from litestar import Request, Response, get, post

from lilong import catalog
from lilong.content import home, product_page
from lilong.content.schemas import ClientError, ClientSettings, Clock, Home, Product
from lilong.integrations.wechat_mini import WechatMini
from lilong.platform import access, callers, clock, http, settings
from lilong.platform.batches import Batches
from lilong.platform.cache import cache
from lilong.platform.db import Transactions
from lilong.platform.encoded import Encoded, answers, encode

AnyRequest = Request[Any, Any, Any]
log = structlog.get_logger(__name__)


@get("/home", guards=[access.public], responses=answers(Home))
async def show_home(request: AnyRequest, begin: Transactions) -> Response[bytes]:
    """The home page in one answer."""
    page = await cache.get(catalog.HOME, lambda: _load_home(begin))
    return http.json_bytes(page.body, request, page.etag)


@get("/products/{product_id:int}", guards=[access.public], responses=answers(Product))
async def show_product(product_id: int, request: AnyRequest, begin: Transactions) -> Response[bytes]:
    """A product's page; one that left the shelf has `is_listed` false."""
    page = await cache.get(catalog.page_key(product_id), lambda: _load_product(begin, product_id))
    return http.json_bytes(page.body, request, page.etag)


@get("/client-settings", guards=[access.public])
async def show_client_settings(wechat_mini: WechatMini) -> ClientSettings:
    """What a client must know before it starts."""
    chosen = settings.load()
    is_real = chosen.environment == "production"
    return ClientSettings(wechat_mini.app_id, None if is_real else chosen.simulator_url)


@get("/clock", guards=[access.public])
async def show_clock() -> Clock:
    """The server's time, for countdowns."""
    return Clock(clock.now())


@post("/client-errors", guards=[access.public], status_code=204)
async def report_error(data: ClientError, request: AnyRequest) -> None:
    """Log a fault that a client met."""
    await callers.hit("20/minute", "client-error", request)
    log.warning("client error", error=data.message, stack=data.stack, page=data.page, version=data.version)


async def _load_home(begin: Transactions) -> Encoded:
    async with begin() as db:
        return encode(await home.load(db))


async def _load_product(begin: Transactions, product_id: int) -> Encoded:
    page = await _product_pages.get(begin.as_visitor(), product_id)
    if page is None:
        raise catalog.ProductNotFound
    return page


async def _load_products(begin: Transactions, product_ids: Sequence[int]) -> dict[int, Encoded]:
    async with begin() as db:
        pages = await product_page.load(db, product_ids)
    return {product_id: encode(page) for product_id, page in pages.items()}


_product_pages = Batches(_load_products)

handlers = [show_home, show_product, show_client_settings, show_clock, report_error]
