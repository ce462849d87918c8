"""The quote engine: what a basket costs, worked out by one pure function for cart, checkout and placement alike.

Invariants: no line below 0 or above its list price; Σ discount rows of a line = list − payable; the order of the lines changes
nothing; the same input gives the same quote.
"""

from lilong.promotions.quote import (
    BasketLine,
    Discount,
    Place,
    Problem,
    Quote,
    QuotedLine,
    QuotedShop,
    quote,
)

__all__ = ["BasketLine", "Discount", "Place", "Problem", "Quote", "QuotedLine", "QuotedShop", "quote"]
