"""Orders for shoppers: quote, place, pay, look, cancel, confirm."""

from typing import Annotated

import msgspec
from litestar import Response, get, post
from litestar.params import Parameter, QueryParameter
from msgspec import Meta

from lilong import payments
from lilong.integrations.wechat_pay import WechatPay
from lilong.orders import basket, closing, outside, placement, queries
from lilong.orders.basket import Items
from lilong.orders.queries import Filters
from lilong.orders.quote_schemas import QuoteView
from lilong.orders.schemas import (
    OrderCard,
    OrderCounts,
    TradeView,
    card_fields,
)
from lilong.platform import settings
from lilong.platform.access import Buyer, signed_in_buyer
from lilong.platform.db import Db, Transactions
from lilong.platform.encoded import answers
from lilong.platform.http import AnyRequest
from lilong.platform.idempotency import Once
from lilong.platform.paging import DEFAULT_LIMIT, MAX_LIMIT, Page, encode_cursor, page_of

Limit = Annotated[int, Parameter(ge=1, le=MAX_LIMIT)]
TABS: dict[str, list[str] | None] = {
    "all": None,
    "unpaid": ["unpaid"],
    "to_ship": ["to_ship", "partly_shipped"],
    "shipped": ["shipped"],
    "completed": ["completed"],
    "closed": ["closed"],
}


class QuoteAsk(msgspec.Struct, forbid_unknown_fields=True):
    """A basket to price."""

    items: Items
    address_id: Annotated[int, Meta(ge=1, le=2**53)] | None = None


class Cancellation(msgspec.Struct, forbid_unknown_fields=True):
    """Why the buyer no longer wants it."""

    reason: Annotated[str, Meta(max_length=100)] = "不想要了"


@post("/quotes", guards=[signed_in_buyer], status_code=200)
async def make_quote(data: QuoteAsk, buyer: Buyer, db: Db) -> QuoteView:
    """What a basket costs now, and what stands in its way. Nothing is held."""
    return QuoteView.of((await basket.price(db, buyer.id, data.items, data.address_id)).quote)


@post("/trades", guards=[signed_in_buyer], responses=answers(TradeView, 201))
async def place_trade(data: placement.Placement, buyer: Buyer, db: Db, once: Once) -> Response[bytes]:
    """Place an order with each shop of the basket. Answers a TradeView, 201."""
    return await once(lambda: placement.place(db, buyer, data))


@get("/trades/{trade_id:int}", guards=[signed_in_buyer])
async def show_trade(trade_id: int, buyer: Buyer, db: Db) -> TradeView:
    """A trade and its orders."""
    return await _trade(db, buyer, trade_id)


@post("/trades/{trade_id:int}/payments", guards=[signed_in_buyer])
async def pay_trade(
    trade_id: int, buyer: Buyer, begin: Transactions, wechat_pay: WechatPay, request: AnyRequest
) -> payments.Sheet:
    """What wx.requestPayment needs. Safe to repeat: a trade has one open payment at a time."""
    notify_url = f"{settings.load().public_url}/hooks/wechat-pay"
    return await outside.pay(begin, wechat_pay, notify_url, buyer, trade_id, _ip(request))


@post("/trades/{trade_id:int}/payment-check", guards=[signed_in_buyer], status_code=200)
async def check_payment(trade_id: int, buyer: Buyer, begin: Transactions, wechat_pay: WechatPay) -> TradeView:
    """Ask WeChat whether the trade is paid, after wx.requestPayment returned."""
    await outside.check_payment(begin, wechat_pay, buyer, trade_id)
    async with begin() as db:
        return await _trade(db, buyer, trade_id)


@post("/trades/{trade_id:int}/cancellation", guards=[signed_in_buyer], status_code=200)
async def cancel_trade(
    trade_id: int, data: Cancellation, buyer: Buyer, begin: Transactions, wechat_pay: WechatPay
) -> TradeView:
    """Close an unpaid trade. If WeChat says that it is paid after all, it stays, paid."""
    await closing.cancel(begin, wechat_pay, buyer, trade_id, data.reason)
    async with begin() as db:
        return await _trade(db, buyer, trade_id)


@get("/orders", guards=[signed_in_buyer])
async def list_orders(
    buyer: Buyer,
    db: Db,
    tab: Annotated[
        str, QueryParameter(name="state", pattern="^(all|unpaid|to_ship|shipped|completed|closed)$")
    ] = "all",
    q: Annotated[str | None, Parameter(max_length=50)] = None,
    cursor: str | None = None,
    limit: Limit = DEFAULT_LIMIT,
) -> Page[OrderCard]:
    """The buyer's orders, newest first."""
    rows = await queries.orders(
        db, Filters(buyer_id=buyer.id, states=TABS[tab], words=q or None), cursor, limit
    )
    lines = await queries.lines_of(db, [row.id for row in rows])
    return page_of(
        rows,
        limit,
        lambda row: encode_cursor(row.placed_at, row.id),
        lambda row: OrderCard(**card_fields(row, lines)),
    )


@get("/orders/counts", guards=[signed_in_buyer])
async def count_orders(buyer: Buyer, db: Db) -> OrderCounts:
    """What waits for the buyer, for the badges."""
    counts = await queries.counts(db, Filters(buyer_id=buyer.id))
    to_ship = counts.get("to_ship", 0) + counts.get("partly_shipped", 0)
    return OrderCounts(counts.get("unpaid", 0), to_ship, counts.get("shipped", 0))


async def _trade(db: Db, buyer: Buyer, trade_id: int) -> TradeView:
    row = await queries.trade_of_buyer(db, buyer.id, trade_id)
    return TradeView.of(row, await queries.orders_of_trade(db, trade_id))


def _ip(request: AnyRequest) -> str:
    return request.client.host if request.client else "127.0.0.1"


handlers = [
    make_quote,
    place_trade,
    show_trade,
    pay_trade,
    check_payment,
    cancel_trade,
    list_orders,
    count_orders,
]
