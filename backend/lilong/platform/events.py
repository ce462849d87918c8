"""News that travels upwards: written in the same transaction, told to those whom wiring.py has named.

Two ways to hear it. `together`: in the same transaction, when both facts must be true at once (a payment and its paid
order); a hearer that fails undoes the whole. `later`: by a job, at least once, for everything that may lag.
Hearers take plain values; an event is a frozen msgspec struct whose class name is its kind.
"""

from collections import defaultdict
from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Any, TypeVar

import msgspec
from sqlalchemy import Index, Named, Table, TypedColumns, insert

from lilong.platform import clock, ids, jobs
from lilong.platform.columns import allowed, append_only, document, key, metadata, moment
from lilong.platform.db import Db, Transactions


class Event(msgspec.Struct, frozen=True):
    """Something that happened, in the past tense: `class OrderPlaced(Event): order_id: int`."""


E = TypeVar("E", bound=Event)
Together = Callable[[Db, Any], Awaitable[None]]

JOB = "event.tell"


class _EventColumns(TypedColumns):
    id: Named[int] = key()
    kind: Named[str]
    facts: Named[dict[str, Any]] = document()
    recorded_at: Named[datetime] = moment()


event = Table("event", metadata, _EventColumns, Index(None, "kind", "recorded_at"))
"""Everything that happened, for figures and integrators."""
append_only(event)
allowed(event, "buyer", "INSERT")  # whoever acts writes the news of it
allowed(event, "merchant", "INSERT")

_kinds: dict[str, type[Event]] = {}
_together: defaultdict[type[Event], list[Together]] = defaultdict(list)
_later: dict[str, Together] = {}
_hearers: defaultdict[type[Event], list[str]] = defaultdict(list)


def together(kind: type[E], hear: Callable[[Db, E], Awaitable[None]]) -> None:
    """Have `hear` called within the transaction that records the event."""
    _together[kind].append(hear)


def later(kind: type[E], name: str, hear: Callable[[Db, E], Awaitable[None]]) -> None:
    """Have `hear` called by a job, in a transaction of its own, at least once. `name` is kept with waiting jobs."""
    _kinds[kind.__name__] = kind
    _later[name] = hear
    _hearers[kind].append(name)


async def record(db: Db, happened: Event) -> None:
    """Write the event down and tell those who hear it together; those who hear it later get a job each."""
    facts = msgspec.to_builtins(happened)
    kind = type(happened)
    row = {"id": await ids.one(db), "kind": kind.__name__, "facts": facts, "recorded_at": clock.now()}
    await db.execute(insert(event), row)
    for name in _hearers[kind]:
        await jobs.enqueue(db, JOB, {"hearer": name, "kind": kind.__name__, "facts": facts})
    for hear in _together[kind]:
        await hear(db, happened)


async def tell(begin: Transactions, payload: jobs.Payload) -> None:
    """Call one hearer with one event."""
    happened = msgspec.convert(payload["facts"], _kinds[payload["kind"]], str_keys=True)
    async with begin() as db:
        await _later[payload["hearer"]](db, happened)
