"""News is written with what it is about; some hear it at once and can undo it, others by a job."""

import asyncio
from typing import Any

import msgspec
import pytest
from sqlalchemy import select, text

from lilong.platform import events, jobs
from lilong.platform.db import WORKER, Db, Transactions, make_engine
from tests.stack import Stack

JOBS = text(
    "SELECT payload FROM pgqueuer WHERE entrypoint = 'event.tell' AND convert_from(payload, 'UTF8') LIKE :name"
)


class KettleBoiled(events.Event, frozen=True):
    """Heard together."""

    litres: int


class TeaPoured(events.Event, frozen=True):
    """Heard later."""

    cups: int


class Undone(Exception):
    """Ends a transaction without its traces."""


def recorded(stack: Stack, kind: str) -> list[dict[str, Any]]:
    """The facts of committed events of a kind."""

    async def ask(db: Db) -> list[dict[str, Any]]:
        rows = await db.execute(select(events.event.c.facts).where(events.event.c.kind == kind))
        return list(rows.scalars())

    return stack.run(ask)


def test_who_hears_together_is_called_in_the_same_transaction_and_can_undo_it(stack: Stack) -> None:
    heard: list[int] = []

    async def hear(db: Db, news: KettleBoiled) -> None:
        found = await db.execute(select(events.event.c.id).where(events.event.c.kind == "KettleBoiled"))
        heard.append(len(found.all()))
        if news.litres > 2:
            raise Undone

    events.together(KettleBoiled, hear)
    stack.run(lambda db: events.record(db, KettleBoiled(1)))
    with pytest.raises(Undone):
        stack.run(lambda db: events.record(db, KettleBoiled(3)))

    assert heard == [1, 2]  # both times the row was there already
    assert recorded(stack, "KettleBoiled") == [{"litres": 1}]


async def tell(database_url: str, payload: jobs.Payload) -> None:
    """What a worker does with the job."""
    engine = make_engine(database_url, 1)
    await events.tell(Transactions(engine, WORKER), payload)
    await engine.dispose()


def test_who_hears_later_gets_a_job_with_the_news_in_it(stack: Stack) -> None:
    heard: list[TeaPoured] = []

    async def hear(_: Db, news: TeaPoured) -> None:
        heard.append(news)

    async def record(db: Db) -> None:
        await events.record(db, TeaPoured(cups=4))
        payload = (await db.execute(JOBS, {"name": "%test.pour%"})).scalar_one()
        assert heard == []
        raise Undone(payload)  # the stack's worker does not know this hearer

    events.later(TeaPoured, "test.pour", hear)
    with pytest.raises(Undone) as undone:
        stack.run(record)
    payload = msgspec.json.decode(undone.value.args[0])
    asyncio.run(tell(stack.database_url, payload))

    assert heard == [TeaPoured(cups=4)]
    assert recorded(stack, "TeaPoured") == []
