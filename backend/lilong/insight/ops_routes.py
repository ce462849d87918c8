"""The platform's home: what waits for operators, today's figures, and whether the books balance."""

import msgspec
from litestar import get
from sqlalchemy import func, select

from lilong import accounts, ledger, payments, shops
from lilong.insight.figures import Comparison, compare
from lilong.platform import clock
from lilong.platform.access import signed_in_operator
from lilong.platform.db import Db


class OpsDashboard(msgspec.Struct):
    """The platform's home."""

    applications_waiting: int
    repairs_open: int
    shops_open: int
    new_buyer_count: int
    """Shoppers who came for the first time today."""
    figures: Comparison
    is_balanced: bool
    """Whether the ledger's debits equal its credits."""


@get("/dashboard", guards=[signed_in_operator])
async def show_ops_dashboard(db: Db) -> OpsDashboard:
    """What waits for operators, and today's figures."""
    midnight = clock.start_of_day(clock.now())
    newcomers = select(func.count()).where(accounts.buyer.c.created_at >= midnight)
    return OpsDashboard(
        applications_waiting=await shops.count_waiting_applications(db),
        repairs_open=await payments.repairs_open(db),
        shops_open=await shops.count_open(db),
        new_buyer_count=(await db.execute(newcomers)).scalar_one(),
        figures=await compare(db),
        is_balanced=await ledger.is_balanced(db),
    )


handlers = [show_ops_dashboard]
