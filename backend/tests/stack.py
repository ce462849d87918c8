"""The real platform for tests: embedded PostgreSQL, simulator, API and worker as processes of their own.

Nothing of ours is replaced. The simulator stands for WeChat; the clock is turned for all of them at once.
"""

import asyncio
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Awaitable, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import TypeVar

import asyncpg
import httpx2
from sqlalchemy import text

from lilong.platform import cache, clock, embedded, ids, migrate, ports, settings
from lilong.platform.db import WORKER, Db, Scope, Transactions, make_engine
from lilong.platform.live import turn_clock

Result = TypeVar("Result")
START_SECONDS = 60
STAY_SIGNED_IN = text("UPDATE session SET expires_at = expires_at + :by, refresh_until = refresh_until + :by")
IDLE = text("""
    SELECT NOT EXISTS (SELECT FROM pgqueuer WHERE status IN ('queued', 'picked') AND execute_after <= now())
       AND NOT EXISTS (SELECT FROM due WHERE due_at <= now() + make_interval(secs => :offset))
""")


class Program:
    """One process of the platform; may be killed without warning and started again."""

    def __init__(
        self, name: str, command: list[str], environ: dict[str, str], health_url: str | None, log: Path
    ) -> None:
        self.name = name
        self._command = command
        self._environ = environ
        self._health_url = health_url
        self._log = log
        self._child: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start and wait until it answers."""
        with self._log.open("ab") as log:
            self._child = subprocess.Popen(
                self._command, env=self._environ, stdout=log, stderr=log, start_new_session=True
            )
        if self._health_url:
            wait_until(
                lambda: _answers(self._health_url or ""), f"{self.name} did not start: see {self._log}"
            )

    def kill(self) -> None:
        """kill -9, with everything it started."""
        self._signal(signal.SIGKILL)

    def stop(self) -> None:
        """End it in good order."""
        self._signal(signal.SIGTERM)

    def is_running(self) -> bool:
        """Whether it has neither ended nor been stopped."""
        return self._child is not None and self._child.poll() is None

    def _signal(self, number: signal.Signals) -> None:
        if self._child is None:
            return
        try:
            os.killpg(self._child.pid, number)
            self._child.wait(timeout=15)
        except ProcessLookupError:
            self._child.wait()
        except subprocess.TimeoutExpired:
            os.killpg(self._child.pid, signal.SIGKILL)
            self._child.wait()
        self._child = None


class Stack:
    """Where everything answers, and what a test may do to it as a whole."""

    def __init__(
        self, data_dir: Path, server: embedded.Server, api_port: int, simulator_port: int, metrics_port: int
    ) -> None:
        self.api_url = f"http://127.0.0.1:{api_port}"
        self.simulator_url = f"http://127.0.0.1:{simulator_port}"
        self.database_url = server.url
        self.owner_url = server.owner_url
        self.server = server
        self.data_dir = data_dir
        self.offset = timedelta()
        self.clients: list[httpx2.Client] = []
        """Connections of the actors, closed at the end."""
        environ = {
            **os.environ,
            "LILONG_ENVIRONMENT": "test",
            "DATABASE_URL": server.url,
            "DATABASE_DIRECT_URL": server.owner_url,
            "LILONG_DATA_DIR": str(data_dir),
            "LILONG_API_PORT": str(api_port),
            "LILONG_METRICS_PORT": str(metrics_port),
            "LILONG_SIMULATOR_URL": self.simulator_url,
            "SIMULATOR_DATABASE_URL": server.simulator_url,
            "SIMULATOR_HOME": str(data_dir / "simulator"),
            "SIMULATOR_PUBLIC_URL": self.simulator_url,
        }
        granian = [
            sys.executable,
            "-m",
            "granian",
            "--interface",
            "asgi",
            "--host",
            "127.0.0.1",
            "--no-ws",
            "--port",
        ]
        self.environ = environ
        os.environ.update(environ)  # functions that a test calls itself read the same settings and secrets
        settings.load.cache_clear()
        self.simulator = Program(
            "simulator",
            [*granian, str(simulator_port), "simulator.main:app"],
            environ,
            f"{self.simulator_url}/sim/health",
            data_dir / "simulator.log",
        )
        self.api = Program(
            "api",
            [*granian, str(api_port), "--factory", "lilong.main:create_app"],
            environ,
            f"{self.api_url}/api/v1/clock",
            data_dir / "api.log",
        )
        self.worker = Program(
            "worker", [sys.executable, "-m", "lilong.worker"], environ, None, data_dir / "worker.log"
        )

    def start(self) -> None:
        """Start everything in the order of need."""
        migrate.upgrade(self.owner_url)
        self.simulator.start()
        self.worker.start()
        self.api.start()

    def stop(self) -> None:
        """End everything."""
        for client in self.clients:
            client.close()
        for program in (self.api, self.worker, self.simulator):
            program.stop()

    def postmaster_pid(self) -> int:
        """The database's process, for killing it."""

        async def ask() -> int:
            connection = await asyncpg.connect(self.server.admin_url)
            try:
                return int((await connection.fetchval("SELECT pg_read_file('postmaster.pid')")).split()[0])
            finally:
                await connection.close()

        return asyncio.run(ask())

    def revive_database(self) -> None:
        """Start the killed database again, and wait until API and simulator have found it."""
        wait_until(self.server.revive, "the database does not die", 30)  # a kill takes a moment
        for url in (f"{self.api_url}/api/v1/categories", f"{self.simulator_url}/sim/people"):
            wait_until(partial(_is_well, url), f"{url} did not recover", 30)

    def run(self, work: Callable[[Db], Awaitable[Result]], scope: Scope = WORKER) -> Result:
        """Do something in one transaction of one's own, with the worker's rights unless told otherwise."""

        async def once() -> Result:
            engine = make_engine(self.database_url, 1)
            clock.turn(self.offset)  # what a test does itself happens at the platform's time
            try:
                async with Transactions(engine, scope)() as db:
                    return await work(db)
            finally:
                clock.turn(timedelta())
                await engine.dispose()

        with ThreadPoolExecutor(1) as apart:  # the loop of a browser test's Playwright runs in this thread
            return apart.submit(asyncio.run, once()).result()

    def advance(self, by: timedelta) -> None:
        """Turn the clock of the platform and of WeChat forward, and let what is due happen."""
        self.offset += by
        answer = httpx2.put(
            f"{self.simulator_url}/sim/clock", json={"offset_seconds": int(self.offset.total_seconds())}
        )
        answer.raise_for_status()
        self.run(lambda db: self._turn(db, by))
        self.settle()

    def yesterday(self) -> date:
        """The last day, in Shanghai, that has ended by the platform's clock."""
        return (clock.now() + self.offset - timedelta(days=1)).astimezone(clock.SHANGHAI).date()

    async def _turn(self, db: Db, by: timedelta) -> None:
        """People stay signed in: a story that takes three weeks is not about sessions."""
        await db.execute(STAY_SIGNED_IN, {"by": by})
        await cache.drop(db, "session:*")
        await turn_clock(db, self.offset)

    def settle(self, seconds: float = 30) -> None:
        """Wait until no job waits and no clock is over."""

        async def idle(db: Db) -> bool:
            row = await db.execute(IDLE, {"offset": self.offset.total_seconds()})
            return bool(row.scalar_one())

        wait_until(lambda: self.run(idle), "the platform did not come to rest", seconds)


@contextmanager
def running(data_dir: Path) -> Iterator[Stack]:
    """A platform of one's own in a folder."""
    environ = dict(os.environ)
    with embedded.temporary(data_dir, {"max_connections": "200"}) as server:
        stack = Stack(data_dir, server, *(ports.any_free() for _ in range(3)))
        ids.forget_block()
        try:
            stack.start()
            yield stack
        finally:
            stack.stop()
            os.environ.clear()  # another platform may go on running beside, with secrets of its own
            os.environ.update(environ)
            settings.load.cache_clear()
            ids.forget_block()


def wait_until(is_so: Callable[[], bool], otherwise: str, seconds: float = START_SECONDS) -> None:
    """Ask again and again. Raises AssertionError with the words when it takes too long."""
    deadline = time.monotonic() + seconds
    while not is_so():
        if time.monotonic() > deadline:
            raise AssertionError(otherwise)
        time.sleep(0.05)


def _answers(url: str) -> bool:
    try:
        return httpx2.get(url, timeout=2).status_code < 500
    except httpx2.TransportError:
        return False


def _is_well(url: str) -> bool:
    return httpx2.get(url, timeout=10).status_code == 200


def credentials(stack: Stack) -> dict[str, object]:
    """What the simulator handed out as the merchant's."""
    kept: dict[str, object] = json.loads((stack.data_dir / "simulator/credentials.json").read_text())
    return kept
