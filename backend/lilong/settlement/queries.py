"""Statements, their lines, balances."""

from datetime import date, datetime

import msgspec
from sqlalchemy import func, select

from lilong.platform.db import Db
from lilong.platform.errors import NotFound
from lilong.platform.paging import after, decode_cursor
from lilong.settlement.runs import RunView
from lilong.settlement.tables import earning, settlement_run, statement


class StatementRow(msgspec.Struct):
    """A statement 结算单: Σ of its rows, in fen."""

    id: int
    number: str
    shop_id: int
    shop_name: str
    from_on: date
    to_on: date
    order_count: int
    gross_fen: int
    """What buyers paid."""
    commission_fen: int
    fee_fen: int
    net_fen: int
    """What became the shop's: gross − commission − fee."""
    published_at: datetime


class StatementLine(msgspec.Struct):
    """One order on a statement."""

    order_id: int
    order_number: str
    completed_at: datetime
    shared_at: datetime
    captured_fen: int
    commission_fen: int
    fee_fen: int
    net_fen: int


class StatementDetail(StatementRow):
    """A statement with its lines."""

    lines: list[StatementLine] = []


class Balances(msgspec.Struct):
    """What a shop has coming and has, in fen."""

    pending_fen: int
    """Paid, and not yet shared and finished."""
    available_fen: int
    """May be withdrawn at WeChat."""
    waiting_count: int
    """Completed orders whose window still runs."""
    next_share_at: datetime | None


_STATEMENT = tuple(statement.c[name] for name in StatementRow.__struct_fields__)
_LINE = tuple(earning.c[name] for name in StatementLine.__struct_fields__)
_RUN = tuple(settlement_run.c[name] for name in RunView.__struct_fields__)


async def statements(db: Db, shop_id: int | None, cursor: str | None, limit: int) -> list[StatementRow]:
    """Statements, newest first, `limit + 1` of them."""
    columns = statement.c
    wanted = select(*_STATEMENT).order_by(columns.published_at.desc(), columns.id.desc()).limit(limit + 1)
    if shop_id is not None:
        wanted = wanted.where(columns.shop_id == shop_id)
    if cursor:
        place = decode_cursor(cursor, datetime, int)
        wanted = wanted.where(after([(columns.published_at, True), (columns.id, True)], place))
    return [StatementRow(*row) for row in await db.execute(wanted)]


async def statement_detail(db: Db, statement_id: int, shop_id: int | None) -> StatementDetail:
    """A statement with its lines, through its shop when one is given. Raises NotFound."""
    wanted = select(*_STATEMENT).where(statement.c.id == statement_id)
    if shop_id is not None:
        wanted = wanted.where(statement.c.shop_id == shop_id)
    row = (await db.execute(wanted)).one_or_none()
    if row is None:
        raise NotFound
    lines = (
        select(*_LINE)
        .where(earning.c.statement_id == statement_id)
        .order_by(earning.c.shared_at, earning.c.id)
    )
    detail = StatementDetail(*row)
    detail.lines = [StatementLine(*line) for line in await db.execute(lines)]
    return detail


async def runs(db: Db, cursor: str | None, limit: int) -> list[RunView]:
    """Settlement runs, newest first, `limit + 1` of them."""
    columns = settlement_run.c
    wanted = select(*_RUN).order_by(columns.started_at.desc(), columns.id.desc()).limit(limit + 1)
    if cursor:
        place = decode_cursor(cursor, datetime, int)
        wanted = wanted.where(after([(columns.started_at, True), (columns.id, True)], place))
    return [RunView(*row) for row in await db.execute(wanted)]


async def run_view(db: Db, run_id: int) -> RunView:
    """A settlement run. Raises NoResultFound."""
    return RunView(*(await db.execute(select(*_RUN).where(settlement_run.c.id == run_id))).one())


async def waiting(db: Db, shop_id: int) -> tuple[int, datetime | None]:
    """How many earnings of a shop wait, and when the next is shared."""
    columns = earning.c
    wanted = select(func.count(), func.min(columns.share_at)).where(
        columns.shop_id == shop_id, columns.state != "shared"
    )
    count, next_at = (await db.execute(wanted)).one()
    return count, next_at
