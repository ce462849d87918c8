"""Sales of a stretch of time, for one shop or all."""

from datetime import datetime, timedelta

import msgspec
from sqlalchemy import func, select

from lilong import orders
from lilong.platform import clock
from lilong.platform.db import Db


class Sales(msgspec.Struct):
    """What was paid in a stretch of time; an order that closed later still counts here."""

    paid_fen: int
    order_count: int
    buyer_count: int


class Comparison(msgspec.Struct):
    """Today until now, and the same hours of yesterday and of last week's day."""

    today: Sales
    yesterday_same_time: Sales
    last_week_same_time: Sales


async def compare(db: Db, shop_id: int | None = None) -> Comparison:
    """Today's sales beside those of yesterday and of a week ago, each from midnight in Shanghai to this time of day."""
    now = clock.now()
    midnight = clock.start_of_day(now)
    days = [timedelta(), timedelta(days=1), timedelta(days=7)]
    today, yesterday, last_week = [await sales(db, midnight - back, now - back, shop_id) for back in days]
    return Comparison(today, yesterday, last_week)


async def sales(db: Db, since: datetime, before: datetime, shop_id: int | None = None) -> Sales:
    """Sales by the moment of payment, half-open."""
    columns = orders.shop_order.c
    wanted = select(
        func.coalesce(func.sum(columns.payable_fen), 0), func.count(), func.count(columns.buyer_id.distinct())
    ).where(columns.paid_at >= since, columns.paid_at < before)
    if shop_id is not None:
        wanted = wanted.where(columns.shop_id == shop_id)
    paid, count, buyers = (await db.execute(wanted)).one()
    return Sales(int(paid), count, buyers)
