"""Everything that one running simulator consists of."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager

import httpx2
from sqlalchemy.ext.asyncio import AsyncEngine

from simulator import books
from simulator.clock import Clock
from simulator.courier import Courier
from simulator.database import Db, create_tables, make_engine
from simulator.directory import Directory
from simulator.faults import Faults
from simulator.home import open_home
from simulator.quota import MinuteQuota
from simulator.settings import Settings
from simulator.signatures import Gatekeeper

_LOGINS_PER_MINUTE = 100  # of one person


class World:
    """The parts, built once and passed to whoever needs them."""

    def __init__(self, settings: Settings, outward: httpx2.AsyncBaseTransport | None = None) -> None:
        self.settings = settings
        self.home = open_home(settings.home)
        self.clock = Clock()
        self.faults = Faults()
        self.gatekeeper = Gatekeeper(self.home, self.clock)
        self.engine: AsyncEngine = make_engine(settings.database_url)
        self.begin: Callable[[], AbstractAsyncContextManager[Db]] = self.engine.begin
        """One transaction: committed at the end of the block, undone when it raises."""
        self.at_once: Callable[[], AbstractAsyncContextManager[Db]] = self.engine.execution_options(
            isolation_level="AUTOCOMMIT"
        ).connect
        """For acts of a single statement, which is its own transaction: two round trips fewer."""
        self.courier = Courier(self.home, self.clock, self.faults, self.at_once, outward)

        self.directory = Directory()
        self.logins = MinuteQuota(_LOGINS_PER_MINUTE)
        self.ring: Callable[[], None] = lambda: None
        """Tells the caretaker that something will be due; set when it starts work."""
        self.catch_up: Callable[[], Awaitable[None]] = _nothing
        """Does everything that is due now; set when the caretaker starts work."""

    @property
    def mch_id(self) -> str:
        """The one merchant: the platform."""
        return self.home.credentials.mch_id

    @property
    def app_id(self) -> str:
        """Its mini program."""
        return self.home.credentials.app_id

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Tables made and clock set; the connections end with the block."""
        await create_tables(self.engine)
        async with self.begin() as db:
            await self.clock.load(db)
            await books.open_accounts(db, [books.basic(self.mch_id)])
        yield
        await self.engine.dispose()


async def _nothing() -> None:
    return None
