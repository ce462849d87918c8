"""B10: `lilong up` to the first page, on an empty folder and again; B11-idle, B11-stack: what it needs at rest."""

import os
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx2
import msgspec

from bench.machine import Meter, descendants, resident_mb, those_named
from bench.results import Result
from lilong import pages
from lilong.platform import ports

REST_SECONDS = 10


class _Start(msgspec.Struct, frozen=True):
    """One start of the platform, and what it used when it had come to rest."""

    seconds: float
    api_mb: float
    stack_mb: float


def measure(runs: int) -> list[Result]:
    """Start, rest, stop, start again; each run in a folder of its own."""
    meter, first, again = Meter(), [], []
    for _ in range(runs):
        with tempfile.TemporaryDirectory(prefix="lilong-bench-", dir="/var/tmp") as folder:
            Path(folder).chmod(0o755)
            first.append(_start(Path(folder)))
            again.append(_start(Path(folder)))
    shared = {"runs": runs, "page": _page(), "others_cores": meter.others_cores()}
    return [
        _result(
            "B10",
            "lilong up on an empty folder, to the first page",
            "s",
            [run.seconds for run in first],
            shared,
        ),
        _result(
            "B10-restart", "lilong up again, to the first page", "s", [run.seconds for run in again], shared
        ),
        _result("B11-idle", "API process at rest (PSS)", "MB", [run.api_mb for run in again], shared),
        _result(
            "B11-stack", "all of lilong up at rest, database included (PSS)", "MB", _stack(again), shared
        ),
    ]


def _stack(starts: list[_Start]) -> list[float]:
    return [run.stack_mb for run in starts]


def _result(id_: str, name: str, unit: str, values: list[float], conditions: dict[str, object]) -> Result:
    all_values = {"values": [round(value, 2) for value in values]}
    return Result(
        id=id_,
        name=name,
        value=round(statistics.median(values), 2),
        unit=unit,
        higher_is_better=False,
        conditions=conditions | all_values,
    )


def _start(data_dir: Path) -> _Start:
    began = time.monotonic()
    with _up(data_dir) as (process, port):
        while not _answers(f"http://127.0.0.1:{port}{_page()}"):
            if process.poll() is not None or time.monotonic() - began > 120:
                raise RuntimeError("lilong up did not start")
            time.sleep(0.02)
        seconds = time.monotonic() - began
        time.sleep(REST_SECONDS)
        pids = descendants(process.pid)
        api = max(resident_mb([pid]) for pid in those_named(pids, "lilong.main:create_app"))
        return _Start(seconds, api, resident_mb(pids))


def _page() -> str:
    """The shop for browsers when it is built; the home page's answer otherwise."""
    return "/" if pages.H5.is_dir() else "/api/v1/home"


@contextmanager
def _up(data_dir: Path) -> Iterator[tuple[subprocess.Popen[bytes], int]]:
    port, simulator = ports.any_free(), ports.any_free()
    lilong = str(Path(sys.executable).with_name("lilong"))
    command = [lilong, "up", "--no-demo", "--api-port", str(port), "--simulator-port", str(simulator)]
    strange = ("LILONG_", "DATABASE_", "SIMULATOR_")
    environ = {name: value for name, value in os.environ.items() if not name.startswith(strange)}
    with (data_dir / "up.log").open("ab") as log:
        process = subprocess.Popen(
            command, env=environ | {"LILONG_DATA_DIR": str(data_dir)}, stdout=log, stderr=log
        )
    try:
        yield process, port
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(timeout=60)


def _answers(url: str) -> bool:
    try:
        return httpx2.get(url, timeout=5).status_code == 200
    except httpx2.TransportError:
        return False
