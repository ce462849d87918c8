"""Every route of the API by audience. Nobody imports this but main.py and the tests that walk the table."""

from collections.abc import Sequence
from typing import Any

import lilong.accounts.routes as accounts
import lilong.cart.routes as cart
import lilong.catalog.merchant_routes as merchant_catalog
import lilong.catalog.routes as catalog
import lilong.content.routes as content
import lilong.fulfilment.merchant_routes as merchant_fulfilment
import lilong.fulfilment.ops_routes as ops_fulfilment
import lilong.fulfilment.routes as fulfilment
import lilong.insight.merchant_routes as merchant_insight
import lilong.insight.ops_routes as ops_insight
import lilong.inventory.merchant_routes as inventory
import lilong.ledger.ops_routes as ledger
import lilong.orders.merchant_routes as merchant_orders
import lilong.orders.ops_routes as ops_orders
import lilong.orders.routes as orders
import lilong.payments.hooks as payment_hooks
import lilong.payments.ops_routes as payments
import lilong.platform.media.routes as media
import lilong.platform.ops_routes as platform
import lilong.search.merchant_routes as merchant_search
import lilong.search.routes as search
import lilong.settlement.merchant_routes as merchant_settlement
import lilong.settlement.ops_routes as settlement
import lilong.shops.routes as shops

Handlers = Sequence[Any]

SHOPPER: Handlers = [
    *accounts.shopper_handlers,
    *shops.shopper_handlers,
    *catalog.handlers,
    *search.handlers,
    *content.handlers,
    *cart.handlers,
    *orders.handlers,
    *fulfilment.handlers,
]
STAFF: Handlers = [*shops.staff_handlers, *accounts.staff_handlers, *media.staff_handlers]
SHOP: Handlers = [
    *accounts.shop_handlers,
    *shops.shop_handlers,
    *media.shop_handlers,
    *merchant_catalog.handlers,
    *merchant_search.handlers,
    *inventory.handlers,
    *merchant_orders.handlers,
    *merchant_fulfilment.handlers,
    *merchant_settlement.handlers,
    *merchant_insight.handlers,
]
OPS: Handlers = [
    *accounts.ops_handlers,
    *shops.ops_handlers,
    *ops_orders.handlers,
    *ops_fulfilment.handlers,
    *payments.handlers,
    *ledger.handlers,
    *settlement.handlers,
    *platform.handlers,
    *ops_insight.handlers,
]
OPS_SIGN_IN: Handlers = accounts.ops_public
HOOKS: Handlers = payment_hooks.handlers
PUBLIC_FILES: Handlers = media.public_handlers

BRANCHES: Sequence[tuple[str, str, Handlers]] = [
    ("/api/v1", "shopper", SHOPPER),
    ("/api/v1/merchant", "identity", STAFF),
    ("/api/v1/merchant/{shop_id:int}", "shop", SHOP),
    ("/api/v1/ops", "ops", OPS),
    ("/api/v1/ops", "identity", OPS_SIGN_IN),
    ("/hooks", "identity", HOOKS),
]
"""Where each audience's routes are mounted, and whose transactions they run in (platform.http)."""
