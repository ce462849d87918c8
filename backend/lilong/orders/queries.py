"""Trades, orders and their parts. What a person may open is fetched through its owner, so strangers find nothing."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Literal

import msgspec
from sqlalchemy import ColumnElement, Select, func, select

from lilong import accounts
from lilong.orders.limits import Counted
from lilong.orders.tables import order_event, order_line, shop_order, trade
from lilong.platform.db import Db
from lilong.platform.errors import NotFound
from lilong.platform.paging import after, decode_cursor

OrderState = Literal["unpaid", "to_ship", "partly_shipped", "shipped", "completed", "closed"]
TradeState = Literal["open", "closing", "closed", "paid"]


class TradeRow(msgspec.Struct, frozen=True):
    """A trade."""

    id: int
    number: str
    buyer_id: int
    state: TradeState
    version: int
    total_fen: int
    pay_by: datetime


class OrderRow(msgspec.Struct, frozen=True):
    """An order, without its lines."""

    id: int
    number: str
    trade_id: int
    buyer_id: int
    shop_id: int
    shop_name: str
    sub_mchid: str
    state: OrderState
    goods_fen: int
    freight_fen: int
    shop_borne_fen: int
    platform_borne_fen: int
    payable_fen: int
    commission_fen: int
    remark: str
    note: str
    recipient_name: str
    phone_sealed: bytes
    phone_last4: str
    address: dict[str, Any]
    placed_at: datetime
    paid_at: datetime | None
    ship_by: datetime | None
    shipped_at: datetime | None
    auto_receive_at: datetime | None
    completed_at: datetime | None
    closed_at: datetime | None
    close_reason: str | None
    payment_no: str | None
    transaction_id: str | None
    pay_by: datetime


class LineRow(msgspec.Struct, frozen=True):
    """A line of goods."""

    id: int
    order_id: int
    buyer_id: int
    sku_id: int
    product_id: int
    title: str
    spec_text: str
    code: str
    picture: dict[str, Any]
    quantity: int
    unit_price_fen: int
    payable_fen: int
    commission_bp: int
    commission_fen: int
    weight_grams: int
    limit_per_buyer: int | None
    shipped_quantity: int

    @property
    def counted(self) -> Counted:
        """The line as limits count it."""
        return Counted(self.sku_id, self.quantity, self.limit_per_buyer, self.title)


class EventRow(msgspec.Struct, frozen=True):
    """A step in an order's life."""

    kind: str
    actor_kind: str
    actor_id: int
    reason: str
    at: datetime


class Filters(msgspec.Struct, frozen=True, kw_only=True):
    """What a list of orders is narrowed to; null: everything."""

    buyer_id: int | None = None
    shop_id: int | None = None
    states: Sequence[str] | None = None
    words: str | None = None
    """Order number, the phone's last four digits, or part of a title."""
    placed_from: datetime | None = None
    placed_before: datetime | None = None


_TRADE = tuple(trade.c[name] for name in TradeRow.__struct_fields__)
_ORDER = tuple(shop_order.c[name] for name in OrderRow.__struct_fields__)
_LINE = tuple(order_line.c[name] for name in LineRow.__struct_fields__)
_EVENT = tuple(order_event.c[name] for name in EventRow.__struct_fields__)


async def trade_of_buyer(db: Db, buyer_id: int, trade_id: int, *, lock: bool = False) -> TradeRow:
    """One of the buyer's trades. Raises NotFound."""
    return await _trade(db, (trade.c.id == trade_id) & (trade.c.buyer_id == buyer_id), lock=lock)


async def locked_trade(db: Db, trade_id: int) -> TradeRow:
    """Any trade, locked. Raises NotFound."""
    return await _trade(db, trade.c.id == trade_id, lock=True)


async def _trade(db: Db, which: ColumnElement[bool], *, lock: bool) -> TradeRow:
    wanted = select(*_TRADE).where(which)
    row = (await db.execute(wanted.with_for_update() if lock else wanted)).one_or_none()
    if row is None:
        raise NotFound
    return TradeRow(*row)


async def openid_of(db: Db, buyer_id: int) -> str:
    """Who pays, as WeChat knows them."""
    return (
        await db.execute(select(accounts.buyer.c.openid).where(accounts.buyer.c.id == buyer_id))
    ).scalar_one()


async def orders_of_trade(db: Db, trade_id: int) -> list[OrderRow]:
    """The orders of a trade, by id."""
    return [
        OrderRow(*row)
        for row in await db.execute(
            _orders().where(shop_order.c.trade_id == trade_id).order_by(shop_order.c.id)
        )
    ]


async def order(
    db: Db, order_id: int, *, buyer_id: int | None = None, shop_id: int | None = None, lock: bool = False
) -> OrderRow:
    """An order, through its buyer or its shop when one is given. Raises NotFound."""
    owner = _conditions(Filters(buyer_id=buyer_id, shop_id=shop_id))
    wanted = _orders().where(shop_order.c.id == order_id, *owner)
    row = (await db.execute(wanted.with_for_update() if lock else wanted)).one_or_none()
    if row is None:
        raise NotFound
    return OrderRow(*row)


async def orders(db: Db, filters: Filters, cursor: str | None, limit: int) -> list[OrderRow]:
    """Orders, newest first, `limit + 1` of them."""
    columns = shop_order.c
    wanted = (
        _orders()
        .where(*_conditions(filters))
        .order_by(columns.placed_at.desc(), columns.id.desc())
        .limit(limit + 1)
    )
    if cursor:
        place = decode_cursor(cursor, datetime, int)
        wanted = wanted.where(after([(columns.placed_at, True), (columns.id, True)], place))
    return [OrderRow(*row) for row in await db.execute(wanted)]


async def counts(db: Db, filters: Filters) -> dict[str, int]:
    """How many orders stand in each state."""
    wanted = (
        select(shop_order.c.state, func.count()).where(*_conditions(filters)).group_by(shop_order.c.state)
    )
    return {state: number for state, number in await db.execute(wanted)}  # noqa: C416 -- dict() does not take rows


async def lines_of(db: Db, order_ids: Sequence[int]) -> list[LineRow]:
    """The goods of some orders, by line id."""
    wanted = select(*_LINE).where(order_line.c.order_id.in_(order_ids), order_line.c.kind == "goods")
    return [LineRow(*row) for row in await db.execute(wanted.order_by(order_line.c.id))]


async def goods_of_trade(db: Db, trade_id: int) -> list[LineRow]:
    """The goods of a trade, by line id."""
    mine = select(shop_order.c.id).where(shop_order.c.trade_id == trade_id)
    wanted = select(*_LINE).where(order_line.c.order_id.in_(mine), order_line.c.kind == "goods")
    return [LineRow(*row) for row in await db.execute(wanted.order_by(order_line.c.id))]


async def events_of(db: Db, order_id: int) -> list[EventRow]:
    """What happened to an order, newest first."""
    wanted = select(*_EVENT).where(order_event.c.order_id == order_id)
    return [
        EventRow(*row)
        for row in await db.execute(wanted.order_by(order_event.c.at.desc(), order_event.c.id.desc()))
    ]


def _orders() -> Select[Any]:
    return select(*_ORDER)


def _conditions(filters: Filters) -> list[ColumnElement[bool]]:
    columns = shop_order.c
    conditions: list[ColumnElement[bool]] = []
    if filters.buyer_id is not None:
        conditions.append(columns.buyer_id == filters.buyer_id)
    if filters.shop_id is not None:
        conditions.append(columns.shop_id == filters.shop_id)
    if filters.states is not None:
        conditions.append(columns.state.in_(filters.states))
    if filters.placed_from is not None:
        conditions.append(columns.placed_at >= filters.placed_from)
    if filters.placed_before is not None:
        conditions.append(columns.placed_at < filters.placed_before)
    if filters.words is not None:
        conditions.append(_about(filters.words))
    return conditions


def _about(words: str) -> ColumnElement[bool]:
    columns = shop_order.c
    titled = select(order_line.c.order_id).where(order_line.c.title.contains(words, autoescape=True))
    return (columns.number == words) | (columns.phone_last4 == words) | columns.id.in_(titled)
