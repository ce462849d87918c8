"""Shops as modules above show them."""

from collections.abc import Collection

from lilong.platform.db import Db
from lilong.shops import present, queries
from lilong.shops.schemas import ShopCard


async def cards(db: Db, shop_ids: Collection[int]) -> dict[int, ShopCard]:
    """The card of each of these shops, in any state."""
    found = await present.cards(db, await queries.shop_rows(db, shop_ids))
    return {card.id: card for card in found}


async def open_cards(db: Db, limit: int) -> list[ShopCard]:
    """Shops that sell, the fullest first, for the home page."""
    return await present.cards(db, await queries.open_shops(db, limit))
