"""Stock to race for: opened without goods around it, worked on by real parallel connections."""

import asyncio
import secrets
from collections.abc import Awaitable, Callable, Sequence
from typing import NamedTuple, TypeVar

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncEngine

from lilong import inventory
from lilong.inventory import NotEnoughStock, Wanted
from lilong.inventory.tables import reservation, stock, stock_move
from lilong.platform.audit import Actor
from lilong.platform.db import WORKER, Db, Scope, Transactions, make_engine
from tests.stack import Stack

BUYER = Actor("buyer", 7)
STAFF = Actor("staff", 8)
Result = TypeVar("Result")


class Count(NamedTuple):
    """The counters of a stock row."""

    on_hand: int
    reserved: int


class Shelf:
    """A shop's stock of some SKUs."""

    def __init__(self, engine: AsyncEngine) -> None:
        self.shop_id = fresh_id()
        self.product_id = fresh_id()
        self.skus: list[int] = []
        self.as_buyer = Transactions(engine, Scope("buyer", buyer_id=BUYER.id))
        self.as_staff = Transactions(engine, Scope("merchant", shop_id=self.shop_id))
        self.as_worker = Transactions(engine, WORKER)

    async def fill(self, *on_hand: int) -> list[int]:
        """Open the stock of as many SKUs as there are counts."""
        self.skus = [fresh_id() for _ in on_hand]
        async with self.as_staff() as db:
            await inventory.set_initial(
                db,
                shop_id=self.shop_id,
                product_id=self.product_id,
                on_hand=dict(zip(self.skus, on_hand, strict=True)),
                actor=STAFF,
            )
        return self.skus

    async def order(self, *wanted: tuple[int, int]) -> list[int] | None:
        """Reserve (SKU, pieces) for fresh lines, as a buyer: their ids, or None when stock does not suffice."""
        lines = [Wanted(fresh_id(), sku_id, quantity) for sku_id, quantity in wanted]
        try:
            async with self.as_buyer() as db:
                await inventory.reserve(db, lines, BUYER)
        except NotEnoughStock:
            return None
        return [line.order_line_id for line in lines]

    async def counts(self) -> list[Count]:
        """The counters of every SKU, in the order of filling."""
        async with self.as_worker() as db:
            return [await _count(db, sku_id) for sku_id in self.skus]

    async def check(self) -> None:
        """Whatever happened: moves add up to the counters, and open reservations are what is reserved."""
        async with self.as_worker() as db:
            for sku_id in self.skus:
                counted = await _count(db, sku_id)
                assert counted == await _moved(db, sku_id)
                assert counted.reserved == await _open(db, sku_id)
                assert 0 <= counted.reserved <= counted.on_hand


def on_shelf(stack: Stack, story: Callable[[Shelf], Awaitable[Result]], connections: int = 16) -> Result:
    """Tell a story with a shelf of its own; its counters are checked at the end."""

    async def tell() -> Result:
        engine = make_engine(stack.database_url, connections)
        try:
            shelf = Shelf(engine)
            result = await story(shelf)
            await shelf.check()
            return result
        finally:
            await engine.dispose()

    return asyncio.run(tell())


def fresh_id() -> int:
    """An id that no other test uses."""
    return secrets.randbelow(2**52)


async def at_once(acts: Sequence[Awaitable[Result]]) -> list[Result]:
    """Do everything in parallel; any exception fails the test."""
    return list(await asyncio.gather(*acts))


async def _count(db: Db, sku_id: int) -> Count:
    row = (await db.execute(select(stock.c.on_hand, stock.c.reserved).where(stock.c.sku_id == sku_id))).one()
    return Count(row.on_hand, row.reserved)


async def _moved(db: Db, sku_id: int) -> Count:
    sums = select(func.sum(stock_move.c.on_hand_delta), func.sum(stock_move.c.reserved_delta))
    return Count(*(await db.execute(sums.where(stock_move.c.sku_id == sku_id))).one())


async def _open(db: Db, sku_id: int) -> int:
    left = func.sum(reservation.c.quantity - reservation.c.taken - reservation.c.released)
    found: int | None = (await db.execute(select(left).where(reservation.c.sku_id == sku_id))).scalar_one()
    return found or 0
