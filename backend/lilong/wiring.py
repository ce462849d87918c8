"""Who hears which news, who does which job, and who speaks to the outside world. Nobody imports this but the entries."""

from functools import partial

import msgspec

from lilong import billing, catalog, inventory, orders, payments, settlement, shops
from lilong.integrations.wechat_mini import WechatMini, WechatMiniCredentials
from lilong.integrations.wechat_pay import WechatPay, WechatPayCredentials
from lilong.platform import clock, events, jobs
from lilong.platform.db import Db
from lilong.platform.settings import Settings


class OutsideWorld(msgspec.Struct, frozen=True):
    """The clients of outside services, one of each per process."""

    wechat_mini: WechatMini
    wechat_pay: WechatPay

    async def close(self) -> None:
        """Close their connections."""
        await self.wechat_mini.aclose()
        await self.wechat_pay.aclose()


def outside_world(settings: Settings) -> OutsideWorld:
    """The clients with the credentials of the settings; in development the simulator wrote them.

    Raises FileNotFoundError or msgspec.ValidationError when the credentials are not there or not whole.
    """
    raw = settings.wechat_credentials.read_bytes()
    pay = msgspec.json.decode(raw, type=WechatPayCredentials)
    mini = msgspec.json.decode(raw, type=WechatMiniCredentials)
    return OutsideWorld(
        wechat_mini=WechatMini(mini, settings.wechat_base_url),
        wechat_pay=WechatPay(pay, settings.wechat_pay_base_url, clock.now),
    )


async def _count_sale(db: Db, paid: orders.OrderPaid) -> None:
    await catalog.count_sale(db, order_id=paid.order_id, quantities=paid.pieces)


def connect(outside: OutsideWorld, settings: Settings) -> None:
    """Join events to hearers and jobs to functions; once per process."""
    events.together(shops.ShopApproved, billing.freeze_agreed_rate)
    events.together(catalog.SkusAdded, inventory.open_stock)
    for news in (shops.ShopOpened, shops.ShopFrozen, shops.ShopUnfrozen):
        events.together(news, catalog.forget_shops)
    events.together(payments.PaymentSucceeded, orders.mark_paid)
    events.later(orders.OrderPaid, "catalog.count_sale", _count_sale)
    events.later(orders.OrderCompleted, "settlement.expect_earning", settlement.expect_earning)

    pay = outside.wechat_pay
    notify_url = f"{settings.public_url}/hooks/wechat-pay"
    jobs.register(events.JOB, events.tell)
    jobs.register(payments.QUERY, partial(payments.query_attempt, pay))
    jobs.register(payments.REFUND, partial(payments.send_refund, pay, notify_url))
    jobs.register(orders.CLOSE_UNPAID, partial(orders.close_unpaid, pay))
    jobs.register(orders.AUTO_RECEIVE, orders.receive_by_clock)
    jobs.register(settlement.SHARE, partial(settlement.share_earning, pay))
