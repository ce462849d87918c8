"""The platform in production settings, with the market place on it; everything is gone at the end."""

import asyncio
import os
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import msgspec

from bench import market
from lilong.platform import embedded, migrate, ports, settings
from tests.stack import Program

API_WORKERS = 2
"""Processes of the API on two cores; they share the cores with PostgreSQL, the simulator and the load."""

POSTGRES: Mapping[str, str] = {"shared_buffers": "512MB", "max_wal_size": "4GB"}
"""What a small server would have besides our usual settings; fsync and synchronous_commit stay on."""


class Stage(msgspec.Struct, frozen=True):
    """Where things answer."""

    server: embedded.Server
    api_port: int
    simulator_port: int
    environ: dict[str, str]
    api: Program
    past_orders: int

    def conditions(self) -> dict[str, Any]:
        """Of every figure measured on this stage."""
        return {
            "products": market.PRODUCTS,
            "skus": 3 * market.PRODUCTS,
            "past_orders": self.past_orders,
            "api_processes": API_WORKERS,
            "postgres": {**POSTGRES, "fsync": "on", "synchronous_commit": "on"},
        }


@contextmanager
def built() -> Iterator[Stage]:
    """A stage in a throw-away folder."""
    with tempfile.TemporaryDirectory(prefix="lilong-bench-", dir="/var/tmp") as folder:
        data_dir = Path(folder)
        data_dir.chmod(0o755)
        with embedded.temporary(data_dir, POSTGRES) as server:
            yield from _run(data_dir, server)


def _run(data_dir: Path, server: embedded.Server) -> Iterator[Stage]:
    api_port, metrics_port, simulator_port = (ports.any_free() for _ in range(3))
    environ = _environment(data_dir, server, api_port, metrics_port, simulator_port)
    os.environ.update(environ)  # the seed seals phone numbers with the platform's key
    settings.load.cache_clear()
    migrate.upgrade(server.owner_url)
    simulator = _simulator(environ, simulator_port, data_dir)
    api = _api(environ, api_port, data_dir)
    worker = Program(
        "worker", [sys.executable, "-m", "lilong.worker"], environ, None, data_dir / "worker.log"
    )
    try:
        simulator.start()
        past = asyncio.run(market.seed(server.admin_url, f"http://127.0.0.1:{simulator_port}"))
        api.start()
        worker.start()
        yield Stage(server, api_port, simulator_port, environ, api, past)
    finally:
        for program in (api, worker, simulator):
            program.stop()


def _environment(
    data_dir: Path, server: embedded.Server, api_port: int, metrics_port: int, simulator_port: int
) -> dict[str, str]:
    simulator_url = f"http://127.0.0.1:{simulator_port}"
    return {
        **os.environ,
        "DATABASE_URL": server.url,
        "DATABASE_DIRECT_URL": server.owner_url,
        "LILONG_DATA_DIR": str(data_dir),
        "LILONG_API_PORT": str(api_port),
        "LILONG_METRICS_PORT": str(metrics_port),
        "LILONG_SIMULATOR_URL": simulator_url,
        "LILONG_LOG_FORMAT": "json",
        "SIMULATOR_DATABASE_URL": server.simulator_url,
        "SIMULATOR_HOME": str(data_dir / "simulator"),
        "SIMULATOR_PUBLIC_URL": simulator_url,
    }


def _simulator(environ: dict[str, str], port: int, data_dir: Path) -> Program:
    health = f"http://127.0.0.1:{port}/sim/health"
    return Program(
        "simulator", granian(port, "simulator.main:app"), environ, health, data_dir / "simulator.log"
    )


def _api(environ: dict[str, str], port: int, data_dir: Path) -> Program:
    command = granian(port, "--workers", str(API_WORKERS), "--factory", "lilong.main:create_app")
    return Program("api", command, environ, f"http://127.0.0.1:{port}/api/v1/clock", data_dir / "api.log")


def granian(port: int, *rest: str) -> list[str]:
    """The server's command line."""
    options = [
        "--interface",
        "asgi",
        "--no-ws",
        "--host",
        "127.0.0.1",
        "--port",
        str(port),
        "--log-level",
        "warning",
    ]
    return [sys.executable, "-m", "granian", *options, *rest]
