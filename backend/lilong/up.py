"""The whole platform on one machine, for newcomers, developers and tests: `lilong up`.

Everything is a child of this process, on the loopback address. Servers run the same programs under their own
keepers, with settings of production.
"""

import asyncio
import contextlib
import hashlib
import os
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path

import msgspec

from lilong import local
from lilong.local import HOST, CannotRun, Databases, Ports
from lilong.platform import settings
from lilong.platform.files import hold, replace_private
from lilong.supervisor import Program, StartFailed, Supervisor

REVIVE_SECONDS = 0.5
"""How often we look whether the database still runs."""

Announce = Callable[[Ports, float], None]
"""Told, once everything answers, the ports and the seconds that it took."""


def up(
    api_port: int | None, simulator_port: int | None, announce: Announce, *, with_demo: bool, once: bool
) -> None:
    """Run the platform until Ctrl-C; with `once` only until it is ready. `with_demo` fills a new database.

    Raises CannotRun, StartFailed, SettingsError or EmbeddedPostgresError.
    """
    began = time.monotonic()
    data_dir = local.data_folder()
    lock = hold(data_dir / "up.lock")
    if lock is None:
        raise CannotRun(f"{data_dir} 里的平台已在运行，请先在它的窗口按 Ctrl-C 停止")
    supervisor = Supervisor(data_dir / "run")  # first of all: ends what a killed run left on our ports
    with lock, local.databases(data_dir) as databases:
        ports = Ports.chosen(api_port, simulator_port)
        run = _Run(supervisor, data_dir, ports, databases)

        def tell() -> None:
            announce(ports, time.monotonic() - began)

        asyncio.run(run.until_stopped(tell, with_demo=with_demo, once=once))


def _environment(data_dir: Path, databases: Databases, ports: Ports) -> dict[str, str]:
    """What the children see: our own environment, completed."""
    simulator_url = f"http://{HOST}:{ports.simulator}"
    environment = {
        **os.environ,
        "PYTHONUNBUFFERED": "1",
        "DATABASE_URL": databases.url,
        "DATABASE_DIRECT_URL": databases.owner_url,
        "LILONG_DATA_DIR": str(data_dir),
        "LILONG_API_PORT": str(ports.api),
        "LILONG_METRICS_PORT": str(ports.metrics),
        "LILONG_SIMULATOR_URL": simulator_url,
        "SIMULATOR_DATABASE_URL": databases.simulator_url,
        "SIMULATOR_HOME": str(data_dir / "simulator"),
        "SIMULATOR_PUBLIC_URL": simulator_url,
    }
    if settings.read(environment).environment == "production":
        raise CannotRun("lilong up 带有模拟微信，只用于开发和演示；生产环境请按 deploy/ 的说明部署")
    return environment


class _Run:
    """One run of the platform."""

    def __init__(self, supervisor: Supervisor, data_dir: Path, ports: Ports, databases: Databases) -> None:
        self._supervisor = supervisor
        self._data_dir = data_dir
        self._ports = ports
        self._environment = _environment(data_dir, databases, ports)
        self._revive_database = databases.revive

    async def until_stopped(self, announce: Callable[[], None], *, with_demo: bool, once: bool) -> None:
        """Serve until somebody wants us to stop: Ctrl-C, `kill`, a closed terminal."""
        serving = asyncio.create_task(self._serve(announce, with_demo=with_demo, once=once))
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            asyncio.get_running_loop().add_signal_handler(number, serving.cancel)
        try:
            with contextlib.suppress(asyncio.CancelledError):
                await serving
        finally:
            await self._supervisor.stop()

    async def _serve(self, announce: Callable[[], None], *, with_demo: bool, once: bool) -> None:
        await self._start()
        if with_demo:
            await self._load_demo()
        replace_private(self._data_dir / "up.json", msgspec.json.encode(self._ports).decode())
        announce()
        while not once:
            await asyncio.sleep(REVIVE_SECONDS)
            if await asyncio.to_thread(self._revive_database):
                print("数据库意外退出，已重新启动", flush=True)

    async def _start(self) -> None:
        """Start everything in the order of need, and at the same time what can be."""
        self._supervisor.start(self._simulator())
        await asyncio.to_thread(local.migrate, self._environment["DATABASE_DIRECT_URL"])
        if not settings.read(self._environment).wechat_credentials.exists():
            await self._supervisor.wait_until_ready()  # the simulator writes them at its first start
        self._supervisor.start(self._api())
        await self._supervisor.wait_until_ready()
        self._supervisor.start(self._worker())  # last: no page waits for it, and two cores are soon busy

    async def _load_demo(self) -> None:
        """The first run of a database fills it; a note of its address spares later starts the question."""
        note = self._data_dir / "demo.loaded"
        database = hashlib.sha256(self._environment["DATABASE_URL"].encode()).hexdigest()
        if note.exists() and note.read_text() == database:
            return
        print("首次启动：正在载入演示数据（12 家店铺、240 种商品和三周的订单），约需一分钟…", flush=True)
        loading = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "lilong.demo", env=self._environment
        )
        if await loading.wait() != 0:
            raise StartFailed("演示数据没有载入成功，原因见上面的输出；修复后再次运行会接着载入")
        replace_private(note, database)

    def _api(self) -> Program:
        ready = f"http://{HOST}:{self._ports.metrics}/readyz", f"http://{HOST}:{self._ports.api}/"
        command = _granian("lilong.main:create_app", self._ports.api, "--factory")
        return Program("api", command, self._environment, ready)

    def _worker(self) -> Program:
        return Program("worker", [sys.executable, "-m", "lilong.worker"], self._environment, ())

    def _simulator(self) -> Program:
        ready = f"http://{HOST}:{self._ports.simulator}/sim/health"
        command = _granian("simulator.main:app", self._ports.simulator)
        return Program("simulator", command, self._environment, (ready,))


def _granian(target: str, port: int, *extra: str) -> list[str]:
    options = [
        "--interface",
        "asgi",
        "--no-ws",
        "--host",
        HOST,
        "--port",
        str(port),
        "--log-level",
        "warning",
    ]
    return [sys.executable, "-m", "granian", *options, *extra, target]
