"""Paying a trade, and asking WeChat about it when the client returns: intent, commit, call, record."""

from lilong import payments
from lilong.integrations.wechat_pay import WechatPay
from lilong.orders import queries
from lilong.orders.errors import TradeNotPayable
from lilong.orders.queries import OrderRow, TradeRow
from lilong.platform import clock
from lilong.platform.access import Buyer
from lilong.platform.db import Transactions


async def pay(
    begin: Transactions, wechat: WechatPay, notify_url: str, buyer: Buyer, trade_id: int, payer_ip: str
) -> payments.Sheet:
    """The payment sheet of one of the buyer's open trades; the same one for a repeated click.

    Raises NotFound, TradeNotPayable, PaymentRefused, PaymentChannelBusy.
    """
    async with begin() as db:
        row = await queries.trade_of_buyer(db, buyer.id, trade_id, lock=True)
        if row.state != "open" or row.pay_by <= clock.now():
            raise TradeNotPayable
        openid = await queries.openid_of(db, buyer.id)
        orders = await queries.orders_of_trade(db, trade_id)
        attempt = await payments.open_attempt(db, _bill(row, orders, openid, payer_ip))
    return await payments.prepay(begin, wechat, attempt, notify_url)


def _bill(row: TradeRow, orders: list[OrderRow], openid: str, payer_ip: str) -> payments.Bill:
    shops = "、".join(order.shop_name for order in orders)
    return payments.Bill(
        trade_id=row.id,
        trade_version=row.version,
        buyer_id=row.buyer_id,
        openid=openid,
        payer_ip=payer_ip,
        description=f"里弄-{shops}"[:40],
        expires_at=row.pay_by,
        parts=[
            payments.BillPart(order.id, order.shop_id, order.sub_mchid, order.payable_fen) for order in orders
        ],
    )


async def check_payment(begin: Transactions, wechat: WechatPay, buyer: Buyer, trade_id: int) -> None:
    """The client says that it paid: ask WeChat, and apply what it says. Its own word proves nothing.

    Raises NotFound, PaymentChannelBusy.
    """
    async with begin() as db:
        await queries.trade_of_buyer(db, buyer.id, trade_id)
        attempts = await payments.open_attempts(db, trade_id)
    for attempt in attempts:
        await payments.query_open(begin.as_worker(), wechat, attempt)
