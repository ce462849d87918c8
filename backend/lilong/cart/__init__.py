"""What a buyer means to buy, across shops. It holds nothing back: prices and stock are those of the moment it is shown.

- One row per buyer and SKU; adding the same SKU again adds up.
- What cannot be bought any more stays, with the reason, until the buyer removes it; it counts for nothing.
"""

from lilong.cart.service import remove

__all__ = ["remove"]
