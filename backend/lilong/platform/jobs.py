"""Background work, written in the business transaction and done at least once by a worker.

Two functions of ours in front of PgQueuer: `enqueue` in a transaction, `register` for who does it. A job that
fails is tried again with growing delays; after the last attempt it is held as a dead letter that the operations
console shows and can retry.
"""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

import msgspec
from pgqueuer.core.executors import DatabaseRetryEntrypointExecutor
from pgqueuer.domain.models import Job as QueuedJob
from sqlalchemy import text

from lilong.platform.db import Db, Transactions

Payload = dict[str, Any]
Job = Callable[[Transactions, Payload], Awaitable[None]]
"""Takes the worker's transactions and the payload; does its work so that a second run changes nothing."""

QueueFunction = Callable[[QueuedJob], Awaitable[None]]
"""What PgQueuer calls."""

MAX_ATTEMPTS = 8
registered: dict[str, Job] = {}

_enqueue = text(
    "INSERT INTO pgqueuer (priority, entrypoint, payload, status) VALUES (0, :kind, :payload, 'queued')"
)
_enqueue_later = text(
    "INSERT INTO pgqueuer (priority, entrypoint, payload, status, execute_after)"
    " VALUES (0, :kind, :payload, 'queued', now() + :delay)"
)


def register(kind: str, function: Job) -> None:
    """Name the function that does jobs of this kind; wiring.py does so for every kind."""
    registered[kind] = function


async def enqueue(db: Db, kind: str, payload: Payload, delay: timedelta | None = None) -> None:
    """Have the job done after this transaction commits, `delay` later on the machine's clock if given."""
    values: dict[str, object] = {"kind": kind, "payload": msgspec.json.encode(payload)}
    if delay is None:
        await db.execute(_enqueue, values)
    else:
        await db.execute(_enqueue_later, values | {"delay": delay})


class Retrying(DatabaseRetryEntrypointExecutor):
    """PgQueuer's executor with our patience: 1, 2, 4 … 64 seconds, then a dead letter."""

    def __post_init__(self) -> None:
        super().__post_init__()
        self.max_attempts = MAX_ATTEMPTS - 1  # PgQueuer counts from 0
