"""The worker: does jobs and sweeps clocks. Run as many as needed: `python -m lilong.worker`."""

import asyncio
import signal
from datetime import timedelta

import asyncpg
import msgspec
import structlog
from pgqueuer import PgQueuer
from pgqueuer.domain.models import Job as QueuedJob
from sqlalchemy.exc import DBAPIError

from lilong import wiring
from lilong.platform import due, jobs, logs, settings
from lilong.platform.db import WORKER, Transactions, make_engine
from lilong.platform.live import Listener

SWEEP_SECONDS = 0.5
POLL = timedelta(seconds=2)
"""New jobs are announced; those that an operator retries, by an UPDATE, are not."""
ABANDONED = timedelta(seconds=10)
"""A job whose worker has not been heard of for so long is taken up by another."""
log = structlog.get_logger(__name__)


async def main() -> None:
    """Work until asked to stop; jobs in hand are finished first. A lost database is waited for."""
    chosen = settings.load()
    logs.set_up(chosen.log_format)
    outside = wiring.outside_world(chosen)
    wiring.connect(outside, chosen)
    engine = make_engine(chosen.database_url, chosen.database_pool_size)
    begin = Transactions(engine, WORKER)
    listener = Listener(chosen.database_url)
    await listener.start()
    stopping = asyncio.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(name, stopping.set)
    sweeper = asyncio.create_task(_sweep(begin))
    while not stopping.is_set():
        try:
            await _work(chosen.database_url, begin, stopping)
        except Exception as error:  # whatever ended it: jobs are kept, and work on them must go on
            log.warning("queue lost its database", error=type(error).__name__)
            await asyncio.sleep(1)
    sweeper.cancel()
    await listener.stop()
    await outside.close()
    await engine.dispose()


async def _work(url: str, begin: Transactions, stopping: asyncio.Event) -> None:
    """Do jobs until asked to stop. Raises whatever PgQueuer raises when its connections are gone."""
    pool = await asyncpg.create_pool(url, min_size=2, max_size=4)
    try:
        queue = PgQueuer.from_asyncpg_pool(pool)
        _register(queue, begin)
        stopper = asyncio.create_task(_pass_on(stopping, queue.shutdown))
        log.info("worker ready", jobs=len(jobs.registered))
        await queue.run(
            batch_size=20,
            max_concurrent_tasks=40,
            dequeue_timeout=POLL,
            heartbeat_timeout=ABANDONED,
            shutdown_on_listener_failure=True,
        )
        stopper.cancel()
    finally:
        pool.terminate()


async def _pass_on(heard: asyncio.Event, told: asyncio.Event) -> None:
    await heard.wait()
    told.set()


def _register(queue: PgQueuer, begin: Transactions) -> None:
    for kind, function in jobs.registered.items():
        queue.entrypoint(kind, on_failure="hold", executor_factory=jobs.Retrying)(_runner(function, begin))


def _runner(function: jobs.Job, begin: Transactions) -> jobs.QueueFunction:
    async def run(job: QueuedJob) -> None:
        logs.begin_request(f"job-{job.id}")
        await function(begin, msgspec.json.decode(job.payload or b"{}"))

    return run


async def _sweep(begin: Transactions) -> None:
    while True:
        try:
            while await due.sweep(begin):
                pass
        except (DBAPIError, asyncpg.PostgresError, OSError) as error:
            log.warning("sweep failed", error=type(error).__name__)
        await asyncio.sleep(SWEEP_SECONDS)


if __name__ == "__main__":
    asyncio.run(main())
