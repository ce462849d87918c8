"""What the platform earns of a sale. Rates are rows that are never changed: a new rate is a new row from a moment on.

The most specific rate counts: the shop's own, else the category's, else the platform's. An order keeps the rate it was
placed at.
"""

from lilong.billing.rates import commission_rates, freeze_agreed_rate, set_rate, shop_rate_bp
from lilong.billing.rules import DEFAULT_COMMISSION_BP, MAX_COMMISSION_BP

__all__ = [
    "DEFAULT_COMMISSION_BP",
    "MAX_COMMISSION_BP",
    "commission_rates",
    "freeze_agreed_rate",
    "set_rate",
    "shop_rate_bp",
]
