"""Reading and setting commission rates."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import insert, select
from sqlalchemy.dialects.postgresql import distinct_on

from lilong import shops
from lilong.billing.rules import MAX_COMMISSION_BP, Rates
from lilong.billing.tables import commission_rule
from lilong.platform import audit, clock, ids
from lilong.platform.audit import Actor
from lilong.platform.db import Db
from lilong.platform.errors import InvalidInput

_columns = commission_rule.c


async def commission_rates(db: Db, goods: Collection[tuple[int, int]]) -> dict[tuple[int, int], int]:
    """The rate in force now for each (shop, category), in basis points; one query for a whole basket.

    For buyers', operators' and workers' transactions: a merchant's sees the shop's own rate only.
    """
    rates = await _rates(db, {shop_id for shop_id, _ in goods}, {category_id for _, category_id in goods})
    return {(shop_id, category_id): rates.of(shop_id, category_id) for shop_id, category_id in goods}


async def shop_rate_bp(db: Db, shop_id: int) -> int | None:
    """The rate agreed with the shop; None: it has the rates of its categories."""
    return (await _rates(db, {shop_id}, ())).shop_bp.get(shop_id)


async def set_rate(
    db: Db,
    actor: Actor,
    rate_bp: int,
    *,
    shop_id: int | None = None,
    category_id: int | None = None,
    effective_from: datetime | None = None,
    reason: str = "",
) -> None:
    """Set a shop's rate, a category's, or everybody's, from a moment on (now). Raises InvalidInput above 30 %."""
    if not 0 <= rate_bp <= MAX_COMMISSION_BP:
        raise InvalidInput({"commission_bp": "佣金比例须在 0% 到 30% 之间"})
    row = {
        "id": await ids.one(db),
        "shop_id": shop_id,
        "category_id": category_id,
        "rate_bp": rate_bp,
        "effective_from": effective_from or clock.now(),
        "created_at": clock.now(),
    }
    await db.execute(insert(commission_rule), row)
    subject = f"commission_rule:{row['id']}"
    await audit.record(db, actor, "commission.set", subject, shop_id=shop_id, after=row, reason=reason)


async def freeze_agreed_rate(db: Db, approved: shops.ShopApproved) -> None:
    """A shop was approved: what was agreed counts from now on, whatever its categories' rates become."""
    await set_rate(db, approved.approved_by, approved.commission_bp, shop_id=approved.shop_id)


async def _rates(db: Db, shop_ids: Collection[int], category_ids: Collection[int]) -> Rates:
    everybody = _columns.shop_id.is_(None) & _columns.category_id.is_(None)
    about = _columns.shop_id.in_(shop_ids) | _columns.category_id.in_(category_ids) | everybody
    latest = (
        select(_columns.shop_id, _columns.category_id, _columns.rate_bp)
        .where(about, _columns.effective_from <= clock.now())
        .order_by(_columns.shop_id, _columns.category_id, _columns.effective_from.desc())
        .ext(distinct_on(_columns.shop_id, _columns.category_id))
    )
    found = (await db.execute(latest)).all()
    return Rates(
        shop_bp={row.shop_id: row.rate_bp for row in found if row.shop_id is not None},
        category_bp={row.category_id: row.rate_bp for row in found if row.category_id is not None},
        default_bp=next(
            (row.rate_bp for row in found if (row.shop_id, row.category_id) == (None, None)), None
        ),
    )
