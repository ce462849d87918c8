"""Delivers notifications as WeChat does: at once, and after a failure again by schedule for a day.

Fresh news is handed over in memory; the database remembers what is still due, so a restart loses nothing.
"""

import asyncio
import logging
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from datetime import datetime, timedelta

import httpx2
import msgspec
from sqlalchemy import bindparam, func, insert, select, update

from simulator.clock import Clock
from simulator.database import Db
from simulator.envelope import Letter, write
from simulator.faults import DELIVERY_TROUBLES, Fault, Faults
from simulator.home import Home
from simulator.news import News
from simulator.tables import delivery, notification

RETRY_SECONDS = (
    15,
    15,
    30,
    180,
    600,
    1_200,
    1_800,
    1_800,
    1_800,
    3_600,
    10_800,
    10_800,
    10_800,
    21_600,
    21_600,
)
"""The waits between the 16 attempts: 24 h 4 min in all."""
_TIMEOUT_SECONDS = 5
_AT_ONCE = 64
_log = logging.getLogger(__name__)

_RECORD = (
    insert(delivery)
    .values(
        {name: bindparam(name) for name in ("attempt", "fault", "status", "failure", "delivered_at")}
        | {"notification_id": bindparam("of")}
    )
    .add_cte(
        update(notification)
        .where(notification.c.id == bindparam("of"))
        .values(state=bindparam("state"), due_at=bindparam("due"), attempts=bindparam("attempt"))
        .cte("told")
    )
)
"""The POST and what it means for the news, in one statement."""

_COLUMNS = [notification.c[name] for name in News.__struct_fields__]


class Attempt(msgspec.Struct, frozen=True):
    """How one POST ended: the receiver's status, or why there was none."""

    status: int | None
    failure: str | None = None

    @property
    def is_accepted(self) -> bool:
        """Only 200 and 204 count."""
        return self.status in (200, 204)


class Courier:
    """Carries the news out."""

    def __init__(
        self,
        home: Home,
        clock: Clock,
        faults: Faults,
        at_once: Callable[[], AbstractAsyncContextManager[Db]],
        transport: httpx2.AsyncBaseTransport | None,
    ) -> None:
        self._home = home
        self._clock = clock
        self._faults = faults
        self._at_once = at_once
        self._http = httpx2.AsyncClient(transport=transport, timeout=_TIMEOUT_SECONDS)
        self._places = asyncio.Semaphore(_AT_ONCE)
        self._on_the_way: dict[str, asyncio.Task[None]] = {}
        self._taken_up: set[str] = set()
        self.on_retry: Callable[[], None] = lambda: None
        """Called when something became due later, so that the caretaker looks when."""

    def hand_over(self, *letters: News | None) -> None:
        """Deliver committed news in the background; what is on its way already stays alone."""
        for news in letters:
            if news and news.id not in self._on_the_way:
                self._taken_up.add(news.id)
                self._on_the_way[news.id] = asyncio.create_task(self._carry(news))

    async def fetch_due(self) -> None:
        """Take on everything that the database says is due, except what we took up while it was looking."""
        self._taken_up = set(self._on_the_way)
        due = select(*_COLUMNS).where(notification.c.due_at <= self._clock.now())
        async with self._at_once() as db:
            rows = (await db.execute(due.order_by(notification.c.due_at).limit(500))).mappings().all()
        self.hand_over(*(News(**row) for row in rows if row["id"] not in self._taken_up))

    async def next_due_at(self) -> datetime | None:
        """When the next attempt is due, of those that are not on their way."""
        is_idle = notification.c.id.not_in(list(self._on_the_way))
        async with self._at_once() as db:
            return await db.scalar(select(func.min(notification.c.due_at)).where(is_idle))

    async def rest(self) -> None:
        """Wait until nothing is on its way."""
        while self._on_the_way:
            await asyncio.wait(self._on_the_way.values())

    async def close(self) -> None:
        """Drop what is on its way (the database still has it) and hang up."""
        tasks = list(self._on_the_way.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await self._http.aclose()

    async def _carry(self, news: News) -> None:
        try:
            async with self._places:
                await self._deliver(news)
        except Exception:
            _log.exception("notification %s was not recorded; it will be sent again", news.id)
        finally:
            del self._on_the_way[news.id]

    async def _deliver(self, news: News) -> None:
        fault = self._faults.strikes(DELIVERY_TROUBLES, news.event_type)
        if fault and fault.kind == "delay":
            await self._postpone(news, fault)
            return
        attempt = await self._attempt(news, fault)
        await self._record(news, fault, attempt)

    async def _attempt(self, news: News, fault: Fault | None) -> Attempt:
        if fault and fault.kind == "drop":
            return Attempt(None, "dropped")
        letter = write(self._home, self._clock.now(), news, fault)
        if fault and fault.kind == "duplicate":
            copies = [self._post(news, letter) for _ in range(max(fault.value, 1) + 1)]
            return (await asyncio.gather(*copies))[0]
        attempt = await self._post(news, letter)
        if fault and fault.kind == "signature_probe":  # the same message comes again, properly signed
            return await self._post(news, write(self._home, self._clock.now(), news))
        return attempt

    async def _post(self, news: News, letter: Letter) -> Attempt:
        try:
            answer = await self._http.post(news.notify_url, content=letter.body, headers=letter.headers)
        except (httpx2.HTTPError, httpx2.InvalidURL) as broken:
            return Attempt(None, type(broken).__name__)
        return Attempt(answer.status_code)

    async def _postpone(self, news: News, fault: Fault) -> None:
        later = self._clock.now() + timedelta(seconds=fault.value or 60)
        async with self._at_once() as db:
            await db.execute(update(notification).where(notification.c.id == news.id).values(due_at=later))
        self.on_retry()

    async def _record(self, news: News, fault: Fault | None, attempt: Attempt) -> None:
        now, attempts = self._clock.now(), news.attempts + 1
        state, due_at = _next(attempt, attempts, now)
        row = {
            "of": news.id,
            "state": state,
            "due": due_at,
            "attempt": attempts,
            "fault": fault.kind if fault else None,
            "status": attempt.status,
            "failure": attempt.failure,
            "delivered_at": now,
        }
        async with self._at_once() as db:
            await db.execute(_RECORD, row)
        if due_at:
            self.on_retry()


def _next(attempt: Attempt, attempts: int, now: datetime) -> tuple[str, datetime | None]:
    """State and next moment after an attempt."""
    if attempt.is_accepted:
        return "delivered", None
    if attempts > len(RETRY_SECONDS):
        return "given_up", None
    return "waiting", now + timedelta(seconds=RETRY_SECONDS[attempts - 1])
