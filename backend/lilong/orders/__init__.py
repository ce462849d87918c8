"""Trades, orders and lines: from the quote to the receipt.

Invariants: per order goods + freight = paid + what shop and platform bore; the orders of a trade add up to it; no move outside
the table of transitions; every move has an event with its actor; prices are the server's, frozen at placement.
Payments and stock are asked through their front doors; settlement and fulfilment stand above and hear the news.
"""

from lilong.orders.closing import close_unpaid
from lilong.orders.events import OrderCompleted, OrderPaid, TradeClosed, TradePlaced
from lilong.orders.merchant_schemas import StaffOrderView, staff_fields
from lilong.orders.payment import mark_paid
from lilong.orders.queries import OrderRow, events_of, lines_of, order
from lilong.orders.receipt import confirm, receive_by_clock
from lilong.orders.schemas import OrderView, order_fields
from lilong.orders.shipping import record_shipped, write_note
from lilong.orders.tables import AUTO_RECEIVE, CLOSE_UNPAID, shop_order

__all__ = [
    "AUTO_RECEIVE",
    "CLOSE_UNPAID",
    "OrderCompleted",
    "OrderPaid",
    "OrderRow",
    "OrderView",
    "StaffOrderView",
    "TradeClosed",
    "TradePlaced",
    "close_unpaid",
    "confirm",
    "events_of",
    "lines_of",
    "mark_paid",
    "order",
    "order_fields",
    "receive_by_clock",
    "record_shipped",
    "shop_order",
    "staff_fields",
    "write_note",
]
