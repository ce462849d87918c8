"""The whole platform on one machine, for newcomers, developers and tests: `lilong up`.

Everything is a child of this process, on the loopback address. Servers run the same programs under their own
keepers, with settings of production.
"""

import asyncio
import contextlib
import os
import signal
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from lilong.platform import embedded, ports, settings
from lilong.platform.files import hold
from lilong.supervisor import Program, Supervisor

HOST = "127.0.0.1"


class CannotRun(Exception):
    """The platform cannot run here now; the message, in Chinese, says what to do."""


@dataclass(frozen=True)
class Databases:
    """The addresses of the databases: for requests, for the tables' owner, for the simulator."""

    url: str
    owner_url: str
    simulator_url: str


@contextlib.contextmanager
def databases(data_dir: Path, environ: Mapping[str, str] = os.environ) -> Iterator[Databases]:
    """The databases that the environment names; without a name the embedded ones, for as long as this lasts."""
    if url := environ.get("DATABASE_URL"):
        owner_url = environ.get("DATABASE_DIRECT_URL", url)
        yield Databases(url, owner_url, environ.get("SIMULATOR_DATABASE_URL", owner_url))
        return
    with embedded.borrow(data_dir) as server:
        yield Databases(server.url, server.owner_url, server.simulator_url)


def data_folder(environ: Mapping[str, str] = os.environ) -> Path:
    """The folder of everything that this machine keeps."""
    folder = Path(environ.get("LILONG_DATA_DIR", ".var")).absolute()
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def migrate(owner_url: str) -> None:
    """Bring the database to the newest schema."""
    from lilong.platform import migrate as migrations  # noqa: PLC0415 - a second's work that the simulator needs not wait for

    migrations.upgrade(owner_url)


@dataclass(frozen=True)
class Ports:
    """The ports of one run."""

    api: int
    metrics: int
    simulator: int

    @classmethod
    def chosen(cls, api: int | None, simulator: int | None) -> "Ports":
        """The given ports, which must be free, or free ones near the usual. Raises CannotRun."""
        for port in (api, simulator):
            if port and not ports.is_free(port):
                raise CannotRun(f"端口 {port} 已被占用，请换一个，或不指定端口让程序自己选择")
        return cls(api or ports.first_free(8000), ports.first_free(9100), simulator or ports.first_free(8010))


def up(
    api_port: int | None, simulator_port: int | None, announce: Callable[[Ports, float], None], *, once: bool
) -> None:
    """Run the platform until Ctrl-C; with `once` only until it is ready.

    `announce` is called with the ports and the seconds that the start took. Raises CannotRun or StartFailed.
    """
    began = time.monotonic()
    data_dir = data_folder()
    lock = hold(data_dir / "up.lock")
    if lock is None:
        raise CannotRun(f"{data_dir} 里的平台已在运行，请先在它的窗口按 Ctrl-C 停止")
    with lock, databases(data_dir) as addresses:
        chosen = Ports.chosen(api_port, simulator_port)
        environment = _environment(data_dir, addresses, chosen)
        if settings.read(environment).environment == "production":
            raise CannotRun("lilong up 带有模拟微信，只用于开发和演示；生产环境请按 deploy/ 的说明部署")
        run = _run(environment, chosen, lambda: announce(chosen, time.monotonic() - began), once=once)
        asyncio.run(run)


def _environment(data_dir: Path, addresses: Databases, chosen: Ports) -> dict[str, str]:
    """What the children see: our own environment, completed."""
    simulator_url = f"http://{HOST}:{chosen.simulator}"
    return {
        **os.environ,
        "PYTHONUNBUFFERED": "1",
        "DATABASE_URL": addresses.url,
        "DATABASE_DIRECT_URL": addresses.owner_url,
        "LILONG_DATA_DIR": str(data_dir),
        "LILONG_API_PORT": str(chosen.api),
        "LILONG_METRICS_PORT": str(chosen.metrics),
        "LILONG_SIMULATOR_URL": simulator_url,
        "SIMULATOR_DATABASE_URL": addresses.simulator_url,
        "SIMULATOR_HOME": str(data_dir / "simulator"),
        "SIMULATOR_PUBLIC_URL": simulator_url,
    }


async def _run(
    environment: Mapping[str, str], chosen: Ports, announce: Callable[[], None], *, once: bool
) -> None:
    """Serve until the end or until somebody wants us to stop: Ctrl-C, `kill`, a closed terminal."""
    supervisor = Supervisor(data_folder(environment) / "run")
    serving = asyncio.create_task(_serve(supervisor, environment, chosen, announce, once=once))
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        asyncio.get_running_loop().add_signal_handler(number, serving.cancel)
    try:
        with contextlib.suppress(asyncio.CancelledError):
            await serving
    finally:
        await supervisor.stop()


async def _serve(
    supervisor: Supervisor,
    environment: Mapping[str, str],
    chosen: Ports,
    announce: Callable[[], None],
    *,
    once: bool,
) -> None:
    """Start everything in the order of need, and at the same time what can be."""
    supervisor.start(_simulator(environment, chosen))
    await asyncio.to_thread(migrate, environment["DATABASE_DIRECT_URL"])
    if not settings.read(
        environment
    ).wechat_credentials.exists():  # the simulator writes them at its first start
        await supervisor.wait_until_ready()
    supervisor.start(_worker(environment), _api(environment, chosen))
    await supervisor.wait_until_ready()
    announce()
    if not once:
        await asyncio.Event().wait()  # until cancelled


def _api(environment: Mapping[str, str], chosen: Ports) -> Program:
    ready = f"http://{HOST}:{chosen.metrics}/readyz", f"http://{HOST}:{chosen.api}/"
    return Program("api", _granian("lilong.main:create_app", chosen.api, "--factory"), environment, ready)


def _worker(environment: Mapping[str, str]) -> Program:
    return Program("worker", [sys.executable, "-m", "lilong.worker"], environment, ())


def _simulator(environment: Mapping[str, str], chosen: Ports) -> Program:
    ready = f"http://{HOST}:{chosen.simulator}/sim/health"
    return Program("simulator", _granian("simulator.main:app", chosen.simulator), environment, (ready,))


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


def addresses(chosen: Ports) -> list[tuple[str, str]]:
    """Who goes where: pairs of Chinese name and address."""
    api = f"http://{HOST}:{chosen.api}"
    return [
        ("买家商城 H5", f"{api}/"),
        ("商家后台", f"{api}/console/merchant/"),
        ("平台运营后台", f"{api}/console/ops/"),
        ("接口文档", f"{api}/api/docs"),
        ("模拟手机", f"http://{HOST}:{chosen.simulator}/"),
    ]
