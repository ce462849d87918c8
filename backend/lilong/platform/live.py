"""The listening connection of a process: cache drops and turns of the clock arrive here."""

import asyncio
import contextlib
from datetime import timedelta

import asyncpg
import structlog
from sqlalchemy import BigInteger, Column, Named, Table, TypedColumns, func, literal, select
from sqlalchemy.dialects.postgresql import insert

from lilong.platform import clock
from lilong.platform.cache import CHANNEL, cache
from lilong.platform.columns import metadata
from lilong.platform.db import Db

CLOCK_CHANNEL = "lilong_clock"
log = structlog.get_logger(__name__)


class _ClockColumns(TypedColumns):
    only: Named[int] = Column(BigInteger, primary_key=True, autoincrement=False)
    offset_seconds: Named[int] = Column(BigInteger)


clock_offset = Table("clock_offset", metadata, _ClockColumns)
"""One row: how far tests or the demo have turned the clock. Empty in production."""


async def turn_clock(db: Db, offset: timedelta) -> None:
    """Turn the clock of every process to `offset` from the machines' own, when this transaction commits.

    Callers refuse this in production (lilong.cli does): there the table stays empty.
    """
    seconds = int(offset.total_seconds())
    row = insert(clock_offset).values(only=1, offset_seconds=seconds)
    await db.execute(row.on_conflict_do_update(index_elements=["only"], set_={"offset_seconds": seconds}))
    await db.execute(select(func.pg_notify(CLOCK_CHANNEL, literal(str(seconds)))))


class Listener:
    """Keeps one connection listening; after a loss it comes back and starts with an empty cache."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._task: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Listen from now on; returns once the first connection stands or has failed."""
        connected = asyncio.Event()
        self._task = asyncio.create_task(self._run(connected))
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(connected.wait(), timeout=10)

    async def stop(self) -> None:
        """Stop listening."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    async def _run(self, connected: asyncio.Event) -> None:
        while True:
            try:
                await self._listen(connected)
            except (OSError, asyncpg.PostgresError, asyncpg.InterfaceError) as error:
                log.warning("listener lost its connection", error=type(error).__name__)
            finally:
                cache.forget_all(live=False)
            await asyncio.sleep(1)

    async def _listen(self, connected: asyncio.Event) -> None:
        connection = await asyncpg.connect(self._url)
        try:
            lost = asyncio.Event()
            connection.add_termination_listener(lambda _: lost.set())
            await connection.add_listener(CHANNEL, _on_drop)
            await connection.add_listener(CLOCK_CHANNEL, _on_turn)
            await connection.execute("SET ROLE lilong_worker")
            seconds = await connection.fetchval("SELECT offset_seconds FROM clock_offset")
            clock.turn(timedelta(seconds=seconds or 0))
            cache.forget_all(live=True)
            connected.set()
            await lost.wait()
        finally:
            await connection.close(timeout=1)


def _on_drop(_connection: object, _pid: int, _channel: str, payload: object) -> None:
    cache.forget(str(payload).split("\n"))


def _on_turn(_connection: object, _pid: int, _channel: str, payload: object) -> None:
    clock.turn(timedelta(seconds=int(str(payload))))
