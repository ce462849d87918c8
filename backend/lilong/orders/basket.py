"""From SKU ids and quantities to a quote: everything that decides the price, read at one moment."""

from collections.abc import Mapping, Sequence
from typing import Annotated

import msgspec
from msgspec import Meta

from lilong import accounts, catalog, inventory, promotions
from lilong.platform.db import Db
from lilong.platform.errors import NotFound

MAX_LINES = 100


class Item(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Something wanted. Prices, shops and freight are the server's business: there are no fields for them."""

    sku_id: Annotated[int, Meta(ge=1, le=2**53, description="SKU id")]
    quantity: Annotated[int, Meta(ge=1, le=999, description="Pieces", examples=[2])]


Items = Annotated[
    list[Item], Meta(min_length=1, max_length=MAX_LINES, description="What is wanted; an SKU once")
]


class Basket(msgspec.Struct, frozen=True):
    """A priced basket, and the address it was priced for."""

    quote: promotions.Quote
    address: accounts.Address | None


async def price(db: Db, buyer_id: int, items: Sequence[Item], address_id: int | None) -> Basket:
    """The quote of a basket for one of the buyer's addresses, or without a place.

    Raises NotFound for an SKU that does not exist or an address that is not the buyer's.
    """
    quantities: dict[int, int] = {}
    for item in items:
        quantities[item.sku_id] = quantities.get(item.sku_id, 0) + item.quantity
    facts = await catalog.purchase_facts(db, quantities)
    if len(facts) != len(quantities):
        raise NotFound
    available = await inventory.available(db, quantities)
    templates = await catalog.freight_templates(db, {fact.freight_template_id for fact in facts.values()})
    address = await accounts.get_address(db, buyer_id, address_id) if address_id else None
    place = promotions.Place(address.region_code) if address else None
    return Basket(promotions.quote(_lines(facts, quantities, available), templates, place), address)


def _lines(
    facts: Mapping[int, catalog.SkuFacts], quantities: Mapping[int, int], available: Mapping[int, int]
) -> list[promotions.BasketLine]:
    return [
        promotions.BasketLine(facts[sku_id], quantity, available.get(sku_id, 0))
        for sku_id, quantity in quantities.items()
    ]
