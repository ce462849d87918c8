"""Commission rates, with the moment from which each counts."""

from datetime import datetime

from sqlalchemy import BigInteger, CheckConstraint, Column, Named, Table, TypedColumns, UniqueConstraint

from lilong.platform.columns import append_only, key, metadata, moment, owned


class _CommissionRuleColumns(TypedColumns):
    id: Named[int] = key()
    shop_id: Named[int | None] = Column(BigInteger)
    category_id: Named[int | None] = Column(BigInteger)
    rate_bp: Named[int]
    effective_from: Named[datetime] = moment()
    created_at: Named[datetime] = moment()


commission_rule = Table(
    "commission_rule",
    metadata,
    _CommissionRuleColumns,
    UniqueConstraint("shop_id", "category_id", "effective_from", postgresql_nulls_not_distinct=True),
    CheckConstraint("shop_id IS NULL OR category_id IS NULL", name="one_subject"),
    CheckConstraint("rate_bp BETWEEN 0 AND 3000", name="rate"),
)
"""For a shop, for a category, or for everybody (both null)."""
owned(
    commission_rule, merchant="shop_id", public=True
)  # a buyer's order is written with the rate it earns us
append_only(commission_rule)
