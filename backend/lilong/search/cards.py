"""Goods as lists show them."""

import msgspec

from lilong.platform.media import Picture


class ProductCard(msgspec.Struct, frozen=True):
    """A product in a list."""

    id: int
    title: str
    subtitle: str
    picture: Picture
    price_fen: int
    """Of the cheapest SKU."""
    list_price_fen: int | None
    """Crossed-out price of that SKU; null: none."""
    sold_count: int
    is_sold_out: bool
    shop_id: int
    shop_name: str
