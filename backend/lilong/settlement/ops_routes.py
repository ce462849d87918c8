"""Settlement on the operations console."""

from datetime import date
from typing import Annotated

import msgspec
from litestar import Response, get, post
from litestar.params import Parameter
from msgspec import Meta

from lilong.platform.access import Operator, ops_permission
from lilong.platform.db import Db, Transactions
from lilong.platform.paging import DEFAULT_LIMIT, MAX_LIMIT, Page, encode_cursor, page_of
from lilong.settlement import queries, runs
from lilong.settlement.queries import StatementDetail, StatementRow
from lilong.settlement.runs import RunView

Limit = Annotated[int, Parameter(ge=1, le=MAX_LIMIT)]
VIEW = ops_permission("settlement.view")


class RunAsk(msgspec.Struct, forbid_unknown_fields=True):
    """How far to settle."""

    until_on: Annotated[date, Meta(description="Last day, Shanghai; it must have ended")]


@post("/settlement-runs", guards=[ops_permission("settlement.run")])
async def start_run(data: RunAsk, operator: Operator, begin: Transactions) -> Response[RunView]:
    """Make the statements of all shops up to a day. Safe to repeat: what is settled is not settled again."""
    run_id = await runs.run(begin, operator, data.until_on)
    async with begin() as db:
        return Response(await queries.run_view(db, run_id), status_code=201)


@get("/settlement-runs", guards=[VIEW])
async def list_runs(db: Db, cursor: str | None = None, limit: Limit = DEFAULT_LIMIT) -> Page[RunView]:
    """Settlement runs, newest first."""
    rows = await queries.runs(db, cursor, limit)
    return page_of(rows, limit, lambda row: encode_cursor(row.started_at, row.id), lambda row: row)


@get("/statements", guards=[VIEW])
async def list_all_statements(
    db: Db, shop_id: int | None = None, cursor: str | None = None, limit: Limit = DEFAULT_LIMIT
) -> Page[StatementRow]:
    """Statements of every shop, newest first."""
    rows = await queries.statements(db, shop_id, cursor, limit)
    return page_of(rows, limit, lambda row: encode_cursor(row.published_at, row.id), lambda row: row)


@get("/statements/{statement_id:int}", guards=[VIEW])
async def show_any_statement(statement_id: int, db: Db) -> StatementDetail:
    """A statement of any shop, down to each order."""
    return await queries.statement_detail(db, statement_id, None)


handlers = [start_run, list_runs, list_all_statements, show_any_statement]
