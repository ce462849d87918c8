"""Operators: applications decided, shops found, frozen and unfrozen."""

from typing import Annotated

from litestar import delete, get, post
from litestar.params import Parameter, QueryParameter

from lilong.integrations.wechat_pay import WechatPay
from lilong.platform import access
from lilong.platform.access import Operator
from lilong.platform.db import Db, Transactions
from lilong.platform.paging import DEFAULT_LIMIT, MAX_LIMIT, Page, encode_cursor
from lilong.shops import applications, outside, present, queries, service
from lilong.shops.rules import ApplicationState, ShopState
from lilong.shops.schemas import (
    Application,
    ApplicationReview,
    Approval,
    Freezing,
    OpsShopRow,
    Rejection,
    ShopProfile,
)

Limit = Annotated[int, Parameter(ge=1, le=MAX_LIMIT)]
ApplicationIn = Annotated[
    ApplicationState | None, QueryParameter(name="state")
]  # `state` itself is Litestar's word
ShopIn = Annotated[ShopState | None, QueryParameter(name="state")]
Wish = Annotated[
    str, Parameter(max_length=60, description="Part of a shop's or company's name, or a whole number")
]


@get("/applications", guards=[access.ops_permission("applications.view")])
async def list_applications(
    db: Db, wanted: ApplicationIn = None, cursor: str | None = None, limit: Limit = DEFAULT_LIMIT
) -> Page[Application]:
    """Applications, the latest first."""
    return await applications.page(db, wanted, cursor, limit)


@get("/applications/{application_id:int}", guards=[access.ops_permission("applications.view")])
async def show_application(application_id: int, db: Db) -> ApplicationReview:
    """An application with its history."""
    return await applications.review(db, application_id)


@post(
    "/applications/{application_id:int}/approval",
    guards=[access.ops_permission("applications.decide")],
    status_code=200,
)
async def approve(
    application_id: int, data: Approval, operator: Operator, begin: Transactions, wechat_pay: WechatPay
) -> ApplicationReview:
    """Make a shop of the application. WeChat Pay must know the number as signed under this platform."""
    return await outside.approve(begin, wechat_pay, operator.actor, application_id, data)


@post(
    "/applications/{application_id:int}/rejection",
    guards=[access.ops_permission("applications.decide")],
    status_code=200,
)
async def reject(application_id: int, data: Rejection, operator: Operator, db: Db) -> ApplicationReview:
    """Send the application back with what to put right."""
    return await applications.reject(db, operator.actor, application_id, data.note)


@get("/shops", guards=[access.ops_permission("shops.view")])
async def list_shops(
    db: Db,
    q: Wish | None = None,
    wanted: ShopIn = None,
    cursor: str | None = None,
    limit: Limit = DEFAULT_LIMIT,
) -> Page[OpsShopRow]:
    """Shops, the latest first."""
    rows = await queries.shops_page(db, q, wanted, cursor, limit)
    more = encode_cursor(rows[limit - 1].id) if len(rows) > limit else None
    return Page(await present.ops_rows(db, rows[:limit]), more)


@get("/shops/{shop_id:int}", guards=[access.ops_permission("shops.view")])
async def show_shop(shop_id: int, db: Db) -> ShopProfile:
    """A shop's profile."""
    return await service.show_profile(db, shop_id)


@post("/shops/{shop_id:int}/freezing", guards=[access.ops_permission("shops.freeze")], status_code=200)
async def freeze(shop_id: int, data: Freezing, operator: Operator, db: Db) -> ShopProfile:
    """Stop the shop from selling; placed orders go on."""
    return await service.freeze_shop(db, operator.actor, shop_id, data.reason)


@delete("/shops/{shop_id:int}/freezing", guards=[access.ops_permission("shops.freeze")], status_code=200)
async def unfreeze(shop_id: int, data: Freezing, operator: Operator, db: Db) -> ShopProfile:
    """Let the shop sell again."""
    return await service.unfreeze_shop(db, operator.actor, shop_id, data.reason)


handlers = [
    list_applications,
    show_application,
    approve,
    reject,
    list_shops,
    show_shop,
    freeze,
    unfreeze,
]
