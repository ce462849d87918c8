"""Looks after everything that time brings about.

Refunds arriving, sharings done, freezes ending, news to send again.
"""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from datetime import datetime

from sqlalchemy import func, select

from simulator.pay import refunding, releasing, sharing
from simulator.tables import part, refund
from simulator.tables import sharing as sharing_table
from simulator.world import World

_LONGEST_NAP_SECONDS = 30
_log = logging.getLogger(__name__)


class Caretaker:
    """One loop that sleeps until the next moment at which something is due."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._bell = asyncio.Event()
        self._one_at_a_time = asyncio.Lock()
        world.ring = self._bell.set
        world.catch_up = self.catch_up
        world.courier.on_retry = self._bell.set

    @asynccontextmanager
    async def at_work(self) -> AsyncIterator[None]:
        """Work until the end of the block."""
        task = asyncio.create_task(self._work())
        try:
            yield
        finally:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task
            await self._world.courier.close()

    async def catch_up(self) -> None:
        """Do everything that is due now, and what somebody else is about to do, before returning."""
        async with self._one_at_a_time:
            for complete_due in (refunding.complete_due, sharing.complete_due, releasing.complete_due):
                while news := await complete_due(self._world):
                    self._world.courier.hand_over(*news)
            await self._world.courier.fetch_due()

    async def _work(self) -> None:
        while True:
            self._bell.clear()
            try:
                await self.catch_up()
                nap = await self._seconds_to_sleep()
            except (
                Exception
            ):  # whatever it is, the next round may succeed, and without rounds nothing ever arrives
                _log.exception("what is due could not be done; trying again")
                nap = 1
            with suppress(TimeoutError):
                async with asyncio.timeout(nap):
                    await self._bell.wait()

    async def _seconds_to_sleep(self) -> float:
        moments = [await self._world.courier.next_due_at(), await self._next_due_at()]
        known = [moment for moment in moments if moment]
        if not known:
            return _LONGEST_NAP_SECONDS
        seconds = (min(known) - self._world.clock.now()).total_seconds()
        return min(max(seconds, 0.01), _LONGEST_NAP_SECONDS)

    async def _next_due_at(self) -> datetime | None:
        earliest = func.least(
            select(func.min(refund.c.due_at)).scalar_subquery(),
            select(func.min(sharing_table.c.due_at)).scalar_subquery(),
            select(func.min(part.c.release_at)).where(releasing.IS_FROZEN).scalar_subquery(),
        )
        async with self._world.begin() as db:
            return await db.scalar(select(earliest))
