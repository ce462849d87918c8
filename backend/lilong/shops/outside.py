"""Approving an application: WeChat Pay is asked whose the number is while no transaction is open."""

from lilong.integrations.wechat_pay import WechatPay, WechatPayRefusal, WechatPayUnreachable
from lilong.platform.audit import Actor
from lilong.platform.db import Db, Transactions
from lilong.platform.errors import Busy
from lilong.shops import applications, queries
from lilong.shops.errors import AlreadyDecided, SubMerchantUnknown
from lilong.shops.schemas import ApplicationReview, Approval, PlaceInput
from lilong.shops.service import NewShop, found_shop


async def approve(
    begin: Transactions, wechat_pay: WechatPay, operator: Actor, application_id: int, agreed: Approval
) -> ApplicationReview:
    """Make a shop of an application, once; a repeat with the same number gives the same answer.

    Raises NotFound, AlreadyDecided, SubMerchantUnknown, SubMerchantTaken, ShopNameTaken, Busy.
    """
    async with begin() as db:
        row = await queries.any_application(db, application_id)
    if row.state == "submitted":
        await _check_signed(wechat_pay, agreed.sub_mchid)
    async with begin() as db:
        row = await queries.lock_application(db, application_id)
        if row.state == "submitted":
            shop_id = await found_shop(db, operator, _new_shop(row, agreed))
            await applications.mark_approved(db, operator, application_id, shop_id, agreed)
        elif not await _is_same_approval(db, row, agreed):
            raise AlreadyDecided
        return await applications.review(db, application_id)


async def _check_signed(wechat_pay: WechatPay, sub_mchid: str) -> None:
    """An answer about its balance proves that the sub-merchant is signed under this platform."""
    try:
        await wechat_pay.query_balance(sub_mchid)
    except WechatPayRefusal as refusal:
        raise Busy if refusal.retryable else SubMerchantUnknown from refusal
    except WechatPayUnreachable as silence:
        raise Busy from silence


async def _is_same_approval(db: Db, row: queries.AnyRow, agreed: Approval) -> bool:
    if row.state != "approved" or row.commission_bp != agreed.commission_bp:
        return False
    made = await queries.shop_of_application(db, row.id)
    return bool(made.sub_mchid == agreed.sub_mchid)


def _new_shop(row: queries.AnyRow, agreed: Approval) -> NewShop:
    return NewShop(
        name=row.shop_name,
        tagline=row.tagline,
        sub_mchid=agreed.sub_mchid,
        company_name=row.company_name,
        licence_number=row.licence_number,
        licence_media_id=row.licence_media_id,
        address=PlaceInput(row.region_code, row.detail, row.street),
        owner_id=row.staff_id,
        commission_bp=agreed.commission_bp,
    )
