"""Placing: one transaction from a basket to a trade with one order per shop, stock held and the clock running."""

from typing import Annotated

import msgspec
from msgspec import Meta
from sqlalchemy import bindparam, text
from sqlalchemy.dialects.postgresql import JSONB

from lilong import cart, inventory, promotions
from lilong.orders import limits
from lilong.orders.basket import Items, price
from lilong.orders.drafts import number
from lilong.orders.errors import BasketRefused, PriceChanged
from lilong.orders.events import TradePlaced
from lilong.orders.quote_schemas import QuoteView
from lilong.orders.schemas import TradeView
from lilong.orders.tables import CLOSE_UNPAID
from lilong.platform import due, events
from lilong.platform.access import Buyer
from lilong.platform.db import Db

# One round trip for a whole trade. Foreign keys and sums are checked when the statement and the transaction end.
_WRITE = text("""
    WITH a AS (INSERT INTO trade SELECT * FROM jsonb_populate_record(NULL::trade, :trade)),
    b AS (INSERT INTO shop_order SELECT * FROM jsonb_populate_recordset(NULL::shop_order, :orders)),
    c AS (INSERT INTO order_line SELECT * FROM jsonb_populate_recordset(NULL::order_line, :lines))
    INSERT INTO order_event SELECT * FROM jsonb_populate_recordset(NULL::order_event, :events)
""").bindparams(*(bindparam(name, type_=JSONB) for name in ("trade", "orders", "lines", "events")))


class Placement(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a buyer orders. Prices, shops and freight are decided here; only the quoted total comes back, to be compared."""

    items: Items
    address_id: Annotated[int, Meta(ge=1, le=2**53, description="One of the buyer's addresses")]
    quoted_total_fen: Annotated[int, Meta(ge=1, le=2**53, description="The total that the buyer saw, in fen")]
    remarks: Annotated[dict[str, Annotated[str, Meta(max_length=100)]], Meta(max_length=50)] = {}
    """Words to each shop, by shop id."""
    from_cart: bool = False
    """Whether the items leave the cart."""


async def place(db: Db, buyer: Buyer, ask: Placement) -> TradeView:
    """Order the basket at the server's price.

    Raises BasketRefused (something cannot be had), PriceChanged (with the new quote), NotEnoughStock, OverLimit,
    NotFound; nothing is held or written then.
    """
    basket = await price(db, buyer.id, ask.items, ask.address_id)
    quote = basket.quote
    if quote.problems or basket.address is None:
        raise BasketRefused(QuoteView.of(quote).problems, quote.problems[0].message)
    if quote.total_fen != ask.quoted_total_fen:
        raise PriceChanged(QuoteView.of(quote))
    lines = [line for shop in quote.shops for line in shop.lines]
    await limits.count(db, buyer.id, [_counted(line) for line in lines])
    written = await number(db, buyer, quote)
    await inventory.reserve(db, written.wanted(), buyer.actor)
    await db.execute(_WRITE, written.rows(basket.address, ask.remarks))
    await due.set_clock(db, CLOSE_UNPAID, written.trade_id, written.pay_by)
    await events.record(db, TradePlaced(written.trade_id, buyer.id, written.order_ids, quote.total_fen))
    if ask.from_cart:
        await cart.remove(db, buyer.id, [item.sku_id for item in ask.items])
    return written.view()


def _counted(line: promotions.QuotedLine) -> limits.Counted:
    facts = line.facts
    return limits.Counted(facts.sku_id, line.quantity, facts.limit_per_buyer, facts.title)
