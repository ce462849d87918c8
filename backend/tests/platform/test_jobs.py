"""Clocks become jobs once; a job that fails is tried again, then waits for a person."""

import asyncio
from datetime import timedelta

from sqlalchemy import text

from lilong.platform import clock, due, ids, jobs
from lilong.platform.db import WORKER, Db, Transactions, make_engine
from tests import actors
from tests.stack import Stack, wait_until

DAYS = 200
UNKNOWN_PAYMENT = 7
JOBS_OF = text(
    "SELECT status, attempts, id FROM pgqueuer WHERE entrypoint = :kind AND convert_from(payload, 'UTF8') = :payload"
)
LAST_TRY = text(
    "UPDATE pgqueuer SET attempts = :tries, execute_after = now() WHERE id = :id AND status = 'queued'"
)


def test_sweepers_at_once_turn_each_clock_into_one_job(stack: Stack) -> None:
    """The stack's own worker sweeps too: it makes no third job of anything."""
    kind = "test.tick"

    async def sweep_all(begin: Transactions) -> int:
        swept = 0
        while count := await due.sweep(begin, limit=7):
            swept += count
        return swept

    async def race() -> None:
        engine = make_engine(stack.database_url, 6)
        begin = Transactions(engine, WORKER)
        async with begin() as db:
            for subject in range(DAYS):
                await due.set_clock(db, kind, subject, clock.now() - timedelta(days=2))
        await asyncio.gather(*(sweep_all(begin) for _ in range(5)))
        await engine.dispose()

    async def payloads(db: Db) -> list[bytes]:
        mine = text("DELETE FROM pgqueuer WHERE entrypoint = :kind RETURNING payload")
        return list((await db.execute(mine, {"kind": kind})).scalars())

    asyncio.run(race())
    stack.run(lambda db: no_clock_left(db, kind))

    assert sorted(stack.run(payloads)) == sorted(f'{{"id":{subject}}}'.encode() for subject in range(DAYS))


async def no_clock_left(db: Db, kind: str) -> None:
    """Waits for a sweep of the worker that is still open: its rows are locked."""
    left = await db.execute(text("SELECT 1 FROM due WHERE kind = :kind FOR UPDATE"), {"kind": kind})
    assert left.all() == []


def test_a_clock_that_is_set_again_moves(stack: Stack) -> None:
    async def set_twice(db: Db) -> list[float]:
        subject, now = await ids.one(db), clock.now()
        for days in (3, 9):
            await due.set_clock(db, "test.move", subject, now + timedelta(days=days))
        kept = text("DELETE FROM due WHERE kind = 'test.move' AND subject_id = :id RETURNING due_at")
        moments = (await db.execute(kept, {"id": subject})).scalars()
        return [(moment - now).days for moment in moments]

    assert stack.run(set_twice) == [9]


def test_a_job_that_keeps_failing_waits_for_an_operator_who_can_retry_it(
    stack: Stack, operator: actors.Operator
) -> None:
    payload = {"id": UNKNOWN_PAYMENT}
    stack.run(lambda db: jobs.enqueue(db, "payment.query", payload))
    wait_until(lambda: status(stack)[1] >= 1, "it was not tried", 20)
    assert status(stack)[0] in {"queued", "picked"}  # it will be tried again

    job_id = status(stack)[2]
    wait_until(lambda: exhaust(stack, job_id), "it was not given back to the queue", 20)
    wait_until(lambda: status(stack)[0] == "failed", "it did not become a dead letter", 40)
    letters = {job["id"]: job for job in operator.get("/api/v1/ops/jobs")["failed"]}
    assert letters[job_id]["kind"] == "payment.query"
    assert letters[job_id]["payload"] == f'{{"id":{UNKNOWN_PAYMENT}}}'

    operator.post(f"/api/v1/ops/jobs/{job_id}/retry")
    wait_until(lambda: status(stack)[1] >= 1, "it was not tried again", 20)
    stack.run(lambda db: db.execute(text("DELETE FROM pgqueuer WHERE id = :id"), {"id": job_id}))


def status(stack: Stack) -> tuple[str, int, int]:
    """State, failed tries and id of the job."""

    async def ask(db: Db) -> tuple[str, int, int]:
        known = {"kind": "payment.query", "payload": f'{{"id":{UNKNOWN_PAYMENT}}}'}
        state, attempts, job_id = (await db.execute(JOBS_OF, known)).one()
        return state, attempts, job_id

    return stack.run(ask)


def exhaust(stack: Stack, job_id: int) -> bool:
    """Pretend that all tries but the last have failed; a minute of waiting less."""

    async def write(db: Db) -> bool:
        done = await db.execute(LAST_TRY, {"tries": jobs.MAX_ATTEMPTS - 1, "id": job_id})
        return done.rowcount == 1

    return stack.run(write)
