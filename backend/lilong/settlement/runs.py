"""A settlement run: one statement per shop that has earned, each in a transaction of its own.

The stamp on an earning is the claim, made under its row's lock: a second, parallel or killed run finds nothing left to stamp.
One shop's failure stops no other.
"""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

import msgspec
import structlog
from sqlalchemy import func, insert, select, update

from lilong import shops
from lilong.platform import audit, clock, ids
from lilong.platform.access import Operator
from lilong.platform.clock import SHANGHAI
from lilong.platform.db import Db, Transactions
from lilong.platform.errors import InvalidInput
from lilong.settlement import earnings
from lilong.settlement.tables import earning, settlement_run, statement

log = structlog.get_logger(__name__)


async def run(begin: Transactions, operator: Operator, until_on: date) -> int:
    """Settle everything that was shared up to and including a day; returns the run's id.

    Raises InvalidInput for a day that has not ended.
    """
    if until_on >= clock.now().astimezone(SHANGHAI).date():
        raise InvalidInput({"until_on": "只能结算到昨天为止，请重新选择日期"})
    until = datetime.combine(until_on + timedelta(days=1), time(), SHANGHAI)
    async with begin() as db:
        run_id = await _open(db, operator, until_on)
        shop_ids = await _shops_with_earnings(db, until)
    for shop_id in shop_ids:
        try:
            async with begin() as db:
                await _settle_shop(db, run_id, shop_id, until_on, until)
        except Exception as error:
            log.error("shop not settled", shop_id=shop_id, exc_info=error)
    async with begin() as db:
        await _finish(db, run_id)
    return run_id


async def _open(db: Db, operator: Operator, until_on: date) -> int:
    run_id = await ids.one(db)
    row = {
        "id": run_id,
        "until_on": until_on,
        "started_by": operator.id,
        "started_at": clock.now(),
        "statement_count": 0,
        "net_fen": 0,
    }
    await db.execute(insert(settlement_run), row)
    await audit.record(
        db, operator.actor, "settlement.run", f"settlement_run:{run_id}", after={"until_on": until_on}
    )
    return run_id


async def _shops_with_earnings(db: Db, until: datetime) -> Sequence[int]:
    columns = earning.c
    waiting = (columns.state == "shared") & columns.statement_id.is_(None) & (columns.shared_at < until)
    return (
        (await db.execute(select(columns.shop_id).where(waiting).distinct().order_by(columns.shop_id)))
        .scalars()
        .all()
    )


async def _settle_shop(db: Db, run_id: int, shop_id: int, until_on: date, until: datetime) -> None:
    earning_ids = await earnings.shared_before(db, shop_id, until)
    if not earning_ids:
        return
    sums = await _sums(db, earning_ids)
    statement_id = await ids.one(db)
    name = (await db.execute(select(shops.shop.c.name).where(shops.shop.c.id == shop_id))).scalar_one()
    row = {
        "id": statement_id,
        "number": ids.number(),
        "run_id": run_id,
        "shop_id": shop_id,
        "shop_name": name,
        "from_on": sums.first_at.astimezone(SHANGHAI).date(),
        "to_on": until_on,
        "order_count": len(earning_ids),
        "gross_fen": sums.gross_fen,
        "commission_fen": sums.commission_fen,
        "fee_fen": sums.fee_fen,
        "net_fen": sums.net_fen,
        "published_at": clock.now(),
    }
    await db.execute(insert(statement), row)
    await db.execute(update(earning).where(earning.c.id.in_(earning_ids)).values(statement_id=statement_id))


class _Sums(msgspec.Struct):
    gross_fen: int
    commission_fen: int
    fee_fen: int
    net_fen: int
    first_at: datetime


async def _sums(db: Db, earning_ids: Sequence[int]) -> _Sums:
    columns = earning.c
    wanted = select(
        func.sum(columns.captured_fen),
        func.sum(columns.commission_fen),
        func.sum(columns.fee_fen),
        func.sum(columns.net_fen),
        func.min(columns.shared_at),
    ).where(columns.id.in_(earning_ids))
    gross, commission, fee, net, first_at = (await db.execute(wanted)).one()
    return _Sums(int(gross or 0), int(commission or 0), int(fee or 0), int(net or 0), first_at or clock.now())


async def _finish(db: Db, run_id: int) -> None:
    mine = select(func.count(), func.coalesce(func.sum(statement.c.net_fen), 0)).where(
        statement.c.run_id == run_id
    )
    count, net = (await db.execute(mine)).one()
    values = {"finished_at": clock.now(), "statement_count": count, "net_fen": int(net)}
    await db.execute(update(settlement_run).where(settlement_run.c.id == run_id).values(values))


class RunView(msgspec.Struct):
    """A settlement run."""

    id: int
    until_on: date
    started_at: datetime
    finished_at: datetime | None
    """Null: it is at work, or was stopped; running again settles what is left."""
    statement_count: int
    net_fen: int
