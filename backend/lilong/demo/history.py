"""Three weeks of trade, lived through the API as people do: orders in every state, shops settled, books that balance.

The clock of the platform and of the simulator is turned back first and forward as the days pass; at the end it is right.
"""

import asyncio
import random
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import cycle

import httpx2
import structlog
from sqlalchemy import select

from lilong import catalog
from lilong.demo.data import DemoPerson, read
from lilong.demo.people import Caller, Market
from lilong.platform import clock
from lilong.platform.db import Transactions
from lilong.platform.live import turn_clock

DAYS = (-20, -19, -18, -17)
"""Days on which orders were placed that have been received, shared and settled by now."""
log = structlog.get_logger(__name__)


async def live(begin: Transactions, api_url: str, simulator_url: str) -> None:
    """Live through all of it. Whatever happens, the clock is right again afterwards."""
    async with (
        httpx2.AsyncClient(base_url=api_url, timeout=60) as api,
        httpx2.AsyncClient(base_url=simulator_url, timeout=60) as simulator,
    ):
        await _History(begin, api, simulator).live()


class _History:
    def __init__(self, begin: Transactions, api: httpx2.AsyncClient, simulator: httpx2.AsyncClient) -> None:
        self._begin = begin
        self._api = api
        self._simulator = simulator
        self._chance = random.Random(20_260_101)  # noqa: S311 -- the same demo every time, no secret
        self._shop_ids: Iterator[int] = iter(())
        self._people: Iterator[DemoPerson] = cycle(read("people.json", list[DemoPerson]))

    async def live(self) -> None:
        shops = select(catalog.product.c.shop_id).distinct().order_by(catalog.product.c.shop_id)
        async with self._begin() as db:
            self._shop_ids = cycle((await db.execute(shops)).scalars().all())
        try:
            for day in DAYS:
                await self._a_day_of_trade(await self._turn(timedelta(days=day)))
            await self._until_shared(await (await self._turn(timedelta(days=-1))).operator())
        finally:
            market = await self._turn(timedelta())
        await self._settle(market)
        await self._today(market)
        log.info("demo history lived", days=-DAYS[0])

    async def _turn(self, offset: timedelta) -> Market:
        """Another day for everybody; each process hears of it by NOTIFY, a moment later."""
        await Caller(self._simulator).put("/sim/clock", {"offset_seconds": int(offset.total_seconds())})
        async with self._begin() as db:
            await turn_clock(db, offset)
        clock.turn(offset)
        for _ in range(400):
            shown = (await Caller(self._api).get("/api/v1/clock"))["now"]
            if abs(datetime.fromisoformat(shown) - clock.now()) < timedelta(minutes=1):
                break
            await asyncio.sleep(0.05)
        return Market(self._api, self._simulator, self._chance, self._shop_ids)

    async def _a_day_of_trade(self, market: Market) -> None:
        """A few people buy; everything is shipped and received."""
        for _ in range(3):
            person = next(self._people)
            trade = await market.buys(person, lines=2)
            buyer, _ = await market.shopper(person)
            for order in trade["orders"]:
                await market.ships(order)
                await buyer.post(f"/api/v1/orders/{order['id']}/receipt")

    async def _until_shared(self, operator: Caller) -> None:
        """The windows have ended: the worker shares what was earned, which takes a moment for each."""
        for _ in range(300):
            balance = await operator.get("/api/v1/ops/ledger/trial-balance")
            if not any(row["account"].endswith(".frozen") and row["balance_fen"] for row in balance["rows"]):
                return
            await asyncio.sleep(0.1)

    async def _settle(self, market: Market) -> None:
        yesterday = (clock.now() - timedelta(days=1)).astimezone(clock.SHANGHAI).date()
        await (await market.operator()).post(
            "/api/v1/ops/settlement-runs", {"until_on": yesterday.isoformat()}
        )

    async def _today(self, market: Market) -> None:
        """Orders that wait for something: to be shipped, received, paid; and one that was cancelled."""
        for _ in range(8):
            await market.buys(next(self._people), lines=self._chance.choice([1, 1, 2, 3]))
        for order in (await market.buys(next(self._people), lines=2))["orders"]:
            await market.ships(order)
        for order in (await market.buys(next(self._people), lines=1, quantity=2))["orders"]:
            await market.ships(order, pieces=1)
        unpaid, _ = await market.shopper(next(self._people))
        await market.places(unpaid, lines=2)
        undecided, _ = await market.shopper(next(self._people))
        trade = await market.places(undecided, lines=1)
        await undecided.post(f"/api/v1/trades/{trade['id']}/cancellation", {"reason": "地址填错了，重新下单"})
