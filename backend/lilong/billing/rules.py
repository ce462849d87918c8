"""Which commission rate counts."""

import msgspec

MAX_COMMISSION_BP = 3_000
"""WeChat Pay lets a platform take 30 % of a payment at most."""

DEFAULT_COMMISSION_BP = 500
"""Until the platform has set its own."""


class Rates(msgspec.Struct, frozen=True):
    """The rates in force, in basis points."""

    shop_bp: dict[int, int]
    category_bp: dict[int, int]
    default_bp: int | None
    """None: the platform has not set one."""

    def of(self, shop_id: int, category_id: int) -> int:
        """The most specific rate: the shop's own, the category's, the platform's."""
        everybody_bp = DEFAULT_COMMISSION_BP if self.default_bp is None else self.default_bp
        return self.shop_bp.get(shop_id, self.category_bp.get(category_id, everybody_bp))
