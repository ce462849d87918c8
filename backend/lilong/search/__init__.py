"""Finding goods: lists by category, shop, brand, price and words, for shoppers and for the shop's own staff.

A list is one statement. It walks each category along the index of the wanted order and merges, so that its cost depends on
the page, not on how many goods there are.
"""

from lilong.search.cards import ProductCard
from lilong.search.shelf import Wish, page

__all__ = ["ProductCard", "Wish", "page"]
