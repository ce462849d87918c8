"""What a person's WeChat does when a mini program calls `wx.requestPayment`."""

from datetime import datetime

import msgspec
from sqlalchemy import select

from simulator.database import Db
from simulator.errors import Refused, invalid_request
from simulator.news import News
from simulator.pay import paying, rows, trades
from simulator.pay.rows import Part, Trade
from simulator.signatures import is_merchants
from simulator.tables import trade
from simulator.world import World

_PREFIX = "prepay_id="


class PaymentFields(msgspec.Struct, rename="camel"):
    """The argument of `wx.requestPayment`. The app's id is the mini program's own, if it is not said."""

    time_stamp: str
    nonce_str: str
    package: str
    sign_type: str
    pay_sign: str
    app_id: str | None = None


class Sheet(msgspec.Struct):
    """What the payment sheet shows."""

    trade: Trade
    parts: list[Part]


async def open_sheet(world: World, db: Db, fields: PaymentFields) -> Sheet:
    """The trade behind the fields.

    Raises:
        Refused: the signature is not the merchant's, or the trade cannot be paid now.
    """
    _check_signature(world, fields)
    chosen = select(trade).where(trade.c.prepay_id == fields.package.removeprefix(_PREFIX))
    row = (await db.execute(chosen)).one_or_none()
    if row is None:
        raise invalid_request("支付会话无效：prepay_id不存在或已被替换")
    found = rows.of(Trade, row)
    _check_payable(found, world.clock.now())
    return Sheet(found, list(await trades.parts_of(db, found.id)))


async def pay(world: World, openid: str, fields: PaymentFields) -> News:
    """Pay, as the person with that openid.

    Raises:
        Refused: as `open_sheet`, or the trade is another person's.
    """
    _check_signature(world, fields)
    prepay_id = fields.package.removeprefix(_PREFIX)
    async with world.begin() as db:
        person_id = await world.directory.person_id(db, openid)
        news = person_id and await paying.pay(world, db, prepay_id, person_id, openid)
        if not news:
            await open_sheet(world, db, fields)  # raises what is wrong with the trade
            raise invalid_request("下单账号与支付账号不一致，请使用下单的账号支付")
    world.courier.hand_over(news)
    return news


def _check_signature(world: World, fields: PaymentFields) -> None:
    app_id = fields.app_id or world.app_id
    message = f"{app_id}\n{fields.time_stamp}\n{fields.nonce_str}\n{fields.package}\n"
    is_ours = app_id == world.app_id and fields.sign_type == "RSA" and fields.package.startswith(_PREFIX)
    if not (is_ours and fields.time_stamp.isdigit()):
        raise invalid_request("调用支付JSAPI缺少参数或参数错误")
    if not is_merchants(world.home, fields.pay_sign, message.encode()):
        raise Refused(400, "SIGN_ERROR", "支付验证签名失败，请返回商家重新发起支付")


def _check_payable(found: Trade, now: datetime) -> None:
    if found.state == "SUCCESS":
        raise Refused(400, "ORDERPAID", "该订单已支付，请勿重复支付")
    if found.state == "CLOSED":
        raise Refused(400, "ORDER_CLOSED", "该订单已关闭，请重新下单")
    if found.prepaid_at + trades.PREPAY_LASTS <= now:
        raise invalid_request("支付会话已过期，请返回商家重新发起支付")
    if found.expires_at <= now:
        raise invalid_request("订单已过支付截止时间，请返回商家重新下单")
