"""The lists of the consoles: the same filters for a shop and for the platform."""

from datetime import date, datetime, time, timedelta
from typing import Annotated, Literal

from litestar.params import Parameter, QueryParameter

from lilong.orders import queries
from lilong.orders.merchant_schemas import StaffOrderRow, StateCounts
from lilong.orders.queries import Filters
from lilong.platform.clock import SHANGHAI
from lilong.platform.db import Db
from lilong.platform.paging import MAX_LIMIT, Page, encode_cursor, page_of

State = Literal["all", "unpaid", "to_ship", "partly_shipped", "shipped", "completed", "closed"]
InState = Annotated[State, QueryParameter(name="state", description="Orders in this state, or all")]
Words = Annotated[
    str | None, Parameter(max_length=50, description="Order number, phone's last four, or a title")
]
Limit = Annotated[int, Parameter(ge=1, le=MAX_LIMIT)]


def filters(
    shop_id: int | None, state: State, q: str | None, from_on: date | None, to_on: date | None
) -> Filters:
    """The filters of a console's list; days are Shanghai's, both included."""
    return Filters(
        shop_id=shop_id,
        states=None if state == "all" else [state],
        words=q.strip() or None if q else None,
        placed_from=_midnight(from_on) if from_on else None,
        placed_before=_midnight(to_on + timedelta(days=1)) if to_on else None,
    )


async def page(db: Db, chosen: Filters, cursor: str | None, limit: int) -> Page[StaffOrderRow]:
    """One page of orders, newest first."""
    rows = await queries.orders(db, chosen, cursor, limit)
    lines = await queries.lines_of(db, [row.id for row in rows])
    return page_of(
        rows,
        limit,
        lambda row: encode_cursor(row.placed_at, row.id),
        lambda row: StaffOrderRow.of(row, lines),
    )


async def counts(db: Db, chosen: Filters) -> StateCounts:
    """How many orders stand in each state."""
    return StateCounts.of(await queries.counts(db, chosen))


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), SHANGHAI)
