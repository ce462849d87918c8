"""A simulator inside a test's own process, without sockets."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import httpx2
import msgspec

from simulator.app import Simulator
from simulator.settings import Settings
from simulator.world import World

BASE_URL = "http://simulator"
Receiver = Callable[[httpx2.Request], httpx2.Response]


class Simulated:
    """The running simulator, and a hand on its control API."""

    def __init__(self, app: Simulator) -> None:
        self.app = app
        self.transport = httpx2.ASGITransport(app)
        self.http = httpx2.AsyncClient(transport=self.transport, base_url=BASE_URL)

    @property
    def world(self) -> World:
        """Its parts."""
        return self.app.world

    async def tell(self, method: str, path: str, body: object = None) -> Any:
        """Use the control API; the answer's JSON.

        Raises:
            AssertionError: it refused.
        """
        content = b"" if body is None else msgspec.json.encode(body)
        answer = await self.http.request(method, f"/sim/{path}", content=content)
        assert answer.is_success, answer.text  # noqa: S101 -- this module belongs to tests
        return answer.json() if answer.content else None

    async def person(self, nickname: str = "小明") -> str:
        """A new person's openid."""
        return str((await self.tell("POST", "people", {"nickname": nickname}))["openid"])

    async def shop(self, name: str = "里弄茶铺") -> str:
        """A new shop's sub_mchid."""
        return str((await self.tell("POST", "sub-merchants", {"name": name}))["sub_mchid"])

    async def turn(self, seconds: float) -> None:
        """Turn the clock forward and let what is due happen."""
        offset = self.world.clock.offset.total_seconds() + seconds
        await self.tell("PUT", "clock", {"offset_seconds": offset})
        await self.settle()

    async def settle(self) -> None:
        """Let what is due happen."""
        await self.tell("POST", "settle")

    async def balances(self, holder: str) -> dict[str, int]:
        """What a merchant holds, by kind of account."""
        books = await self.tell("GET", "books")
        return {row["kind"]: row["balance_fen"] for row in books if row["holder"] == holder}


@asynccontextmanager
async def simulated(database_url: str, home: Path, receiver: Receiver) -> AsyncIterator[Simulated]:
    """A simulator that runs until the end of the block; its notifications go to `receiver`."""
    settings = Settings(database_url=database_url, home=home, public_url=BASE_URL)
    app = Simulator(settings, httpx2.MockTransport(receiver))
    async with app.routes.lifespan():
        running = Simulated(app)
        yield running
        await running.http.aclose()
