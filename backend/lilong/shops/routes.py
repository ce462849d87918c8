"""The routes of this module by audience, as main.py mounts them."""

from lilong.shops import merchant_routes, ops_routes, shopper_routes

shopper_handlers = shopper_routes.handlers
staff_handlers = merchant_routes.staff_handlers
shop_handlers = merchant_routes.shop_handlers
ops_handlers = ops_routes.handlers
