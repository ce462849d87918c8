"""How many there are, and who holds them.

- 0 ≤ reserved ≤ on hand, always; what is available is the difference. Nothing is decided by reading first.
- Each reserved piece ends exactly once, taken or released; the open pieces of all reservations are `stock.reserved`.
- `stock_move` is append-only, and its sums are the counters.
- Locks: reservations by id, then stock rows by SKU id.
"""

from lilong.inventory.counting import adjust, open_stock, set_initial
from lilong.inventory.errors import HeldByOrders, NotEnoughStock, ReservationSpent
from lilong.inventory.holding import Wanted, put_back, release, reserve, take
from lilong.inventory.queries import available
from lilong.inventory.reopening import hold_again
from lilong.inventory.reports import low_stock_count
from lilong.inventory.tables import stock

__all__ = [
    "HeldByOrders",
    "NotEnoughStock",
    "ReservationSpent",
    "Wanted",
    "adjust",
    "available",
    "hold_again",
    "low_stock_count",
    "open_stock",
    "put_back",
    "release",
    "reserve",
    "set_initial",
    "stock",
    "take",
]
