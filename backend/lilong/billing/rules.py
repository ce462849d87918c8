"""Which commission rate counts."""

from collections.abc import Iterable

import msgspec

MAX_COMMISSION_BP = 3_000
"""WeChat Pay lets a platform take 30 % of a payment at most."""

DEFAULT_COMMISSION_BP = 500
"""Until the platform has set its own."""


class Rates(msgspec.Struct, frozen=True):
    """The rates in force, in basis points; None: not set."""

    shop_bp: int | None
    category_bp: dict[int, int]
    default_bp: int | None

    def of(self, category_id: int) -> int:
        """The most specific rate for a product of the category: shop, category, platform."""
        if self.shop_bp is not None:
            return self.shop_bp
        everybody_bp = DEFAULT_COMMISSION_BP if self.default_bp is None else self.default_bp
        return self.category_bp.get(category_id, everybody_bp)

    def of_each(self, category_ids: Iterable[int]) -> dict[int, int]:
        """The rate for each category."""
        return {category_id: self.of(category_id) for category_id in category_ids}
