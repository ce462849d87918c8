"""Stock as a shop keeps it."""

from typing import Annotated

from litestar import Response, get, post
from litestar.params import Parameter

from lilong.inventory import counting, reports
from lilong.inventory.schemas import StockChange, StockMove, StockRow
from lilong.platform import access, paging
from lilong.platform.access import ShopStaff
from lilong.platform.db import Db
from lilong.platform.encoded import answers
from lilong.platform.idempotency import Once
from lilong.platform.paging import Page

Words = Annotated[str | None, Parameter(max_length=50, description="Part of the title or of the code.")]
Cursor = Annotated[str | None, Parameter(max_length=200, description="`next_cursor` of the page before.")]
Limit = Annotated[int, Parameter(ge=1, le=paging.MAX_LIMIT)]


@get("/stock", guards=[access.shop_permission("products.view")])
async def list_stock(
    db: Db,
    shop_staff: ShopStaff,
    q: Words = None,
    low_only: bool = False,
    cursor: Cursor = None,
    limit: Limit = paging.DEFAULT_LIMIT,
) -> Page[StockRow]:
    """The shop's SKUs with their stock, newest first."""
    return await reports.page(
        db, shop_id=shop_staff.shop_id, q=q, low_only=low_only, cursor=cursor, limit=limit
    )


@post(
    "/stock/{sku_id:int}/changes",
    guards=[access.shop_permission("stock.edit")],
    responses=answers(StockRow, 201),
)
async def change_stock(
    sku_id: int, data: StockChange, db: Db, shop_staff: ShopStaff, once: Once
) -> Response[bytes]:
    """Correct the count by a difference; 409 `held_by_orders` when fewer would remain than orders hold."""

    async def change() -> StockRow:
        await counting.adjust(
            db,
            shop_id=shop_staff.shop_id,
            sku_id=sku_id,
            delta=data.delta,
            reason=data.reason,
            actor=shop_staff.actor,
        )
        return await reports.stock_row(db, shop_staff.shop_id, sku_id)

    return await once(change)


@get("/stock/{sku_id:int}/moves", guards=[access.shop_permission("products.view")])
async def list_moves(
    sku_id: int,
    db: Db,
    shop_staff: ShopStaff,
    cursor: Cursor = None,
    limit: Limit = paging.DEFAULT_LIMIT,
) -> Page[StockMove]:
    """What happened to an SKU's stock, newest first."""
    return await reports.moves(db, shop_id=shop_staff.shop_id, sku_id=sku_id, cursor=cursor, limit=limit)


handlers = [list_stock, change_stock, list_moves]
