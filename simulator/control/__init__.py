"""What stands in for people and for the merchant platform's web pages.

JSON under `/sim`, for tests, demos and the phone.
"""

from simulator.control import (
    ledger,
    merchant_platform,
    notifications,
    payments,
    people,
    sub_merchants,
    time,
    troubles,
)

ROUTES = (
    ledger.show_books,
    ledger.show_entries,
    merchant_platform.set_page,
    notifications.list_notifications,
    payments.cancel,
    payments.pay,
    people.create_login_code,
    people.create_person,
    people.list_people,
    sub_merchants.create_sub_merchant,
    sub_merchants.list_sub_merchants,
    time.settle,
    time.show_clock,
    time.turn_clock,
    troubles.cancel_fault,
    troubles.cancel_faults,
    troubles.list_faults,
    troubles.order_fault,
)
