"""Cached pages made of the catalogue: their keys, so that whoever changes goods can drop them.

The pages themselves are composed above, where stock is known.
"""

from collections.abc import Collection

from lilong.platform import cache
from lilong.platform.db import Db

HOME = "home"
CATEGORIES = "categories"
LISTS = "list:"
"""What the keys of all lists of goods begin with."""


def page_key(product_id: int) -> str:
    """The cache key of a product's page."""
    return f"product:{product_id}"


async def forget(db: Db, product_ids: Collection[int]) -> None:
    """Drop the pages of products whose text, price or availability changes in this transaction."""
    if product_ids:
        await cache.drop(db, *_pages(product_ids))


async def forget_everywhere(db: Db, product_ids: Collection[int]) -> None:
    """Drop also the lists and the home page, for what a card shows: title, price, whether it is sold out or there at all."""
    await cache.drop(db, *_pages(product_ids), f"{LISTS}*", HOME)


async def forget_shops(db: Db, _news: object = None) -> None:
    """Drop everything that shows goods; hears that a shop opened, was frozen or sells again."""
    await cache.drop(db, "product:*", f"{LISTS}*", HOME)


def _pages(product_ids: Collection[int]) -> list[str]:
    return [page_key(product_id) for product_id in sorted(product_ids)]
