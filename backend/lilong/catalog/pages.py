"""Cached pages of the catalogue: which keys there are, and how they are dropped."""

from collections.abc import Collection

from lilong.platform import cache
from lilong.platform.db import Db


def page_key(product_id: int) -> str:
    """The cache key of a product's page."""
    return f"product:{product_id}"


async def forget(db: Db, product_ids: Collection[int]) -> None:
    """Drop the cached pages of products whose price, text or availability changes in this transaction."""
    if product_ids:
        await cache.drop(db, *(page_key(product_id) for product_id in sorted(product_ids)))
