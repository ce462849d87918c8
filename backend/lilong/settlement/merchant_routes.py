"""A shop's money: balances and statements."""

from typing import Annotated

from litestar import get
from litestar.params import Parameter

from lilong import ledger
from lilong.platform.access import ShopStaff, shop_permission
from lilong.platform.db import Db, Transactions
from lilong.platform.paging import DEFAULT_LIMIT, MAX_LIMIT, Page, encode_cursor, page_of
from lilong.settlement import queries
from lilong.settlement.queries import Balances, StatementDetail, StatementRow

Limit = Annotated[int, Parameter(ge=1, le=MAX_LIMIT)]
VIEW = shop_permission("money.view")


@get("/balances", guards=[VIEW])
async def show_balances(shop_staff: ShopStaff, begin: Transactions) -> Balances:
    """What the shop has coming and has. The books belong to the platform: they are read with the worker's rights."""
    shop_id = shop_staff.shop_id
    async with begin.as_worker()() as db:
        pending = -await ledger.balance_fen(db, ledger.shop_pending(shop_id))
        available = -await ledger.balance_fen(db, ledger.shop_available(shop_id))
        count, next_at = await queries.waiting(db, shop_id)
    return Balances(pending, available, count, next_at)


@get("/statements", guards=[VIEW])
async def list_statements(
    shop_staff: ShopStaff, db: Db, cursor: str | None = None, limit: Limit = DEFAULT_LIMIT
) -> Page[StatementRow]:
    """The shop's statements, newest first."""
    rows = await queries.statements(db, shop_staff.shop_id, cursor, limit)
    return page_of(rows, limit, lambda row: encode_cursor(row.published_at, row.id), lambda row: row)


@get("/statements/{statement_id:int}", guards=[VIEW])
async def show_statement(statement_id: int, shop_staff: ShopStaff, db: Db) -> StatementDetail:
    """A statement, down to each order."""
    return await queries.statement_detail(db, statement_id, shop_staff.shop_id)


handlers = [show_balances, list_statements, show_statement]
