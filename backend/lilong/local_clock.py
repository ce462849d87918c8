"""`lilong clock`: turns the clock of everything that runs here, so that waiting for 31 minutes takes a second.

WeChat's signatures carry the time, so the simulator's clock and ours are turned together.
"""

import asyncio
import re
import urllib.request
from datetime import timedelta

import msgspec

from lilong import local
from lilong.platform.db import WORKER, Transactions, make_engine
from lilong.platform.live import turn_clock

_UNITS = {"d": "days", "h": "hours", "m": "minutes", "s": "seconds"}


class _Clock(msgspec.Struct):
    """What the simulator answers of its clock."""

    offset_seconds: float


def parse_duration(text: str) -> timedelta:
    """`31m`, `2d`, `1h30m`. Raises ValueError."""
    parts = re.findall(r"(\d+)([dhms])", text)
    if not parts or "".join(amount + unit for amount, unit in parts) != text:
        raise ValueError(text)
    return sum((timedelta(**{_UNITS[unit]: int(amount)}) for amount, unit in parts), timedelta())


def advance(by: timedelta) -> timedelta:
    """Turn all clocks forward from where they stand; the answer is how far from the machine's they stand then.

    Raises local.CannotRun when the platform does not run in this folder.
    """
    standing = msgspec.json.decode(_simulator("GET"), type=_Clock)
    return _stand(timedelta(seconds=standing.offset_seconds) + by)


def reset() -> timedelta:
    """Turn all clocks back to the machine's. Raises local.CannotRun as `advance` does."""
    return _stand(timedelta())


def _stand(offset: timedelta) -> timedelta:
    _simulator("PUT", msgspec.json.encode(_Clock(offset.total_seconds())))
    with local.databases(local.data_folder()) as addresses:
        asyncio.run(_turn_ours(addresses.url, offset))
    return offset


def _simulator(method: str, body: bytes | None = None) -> bytes:
    base = f"http://{local.HOST}:{local.running_ports().simulator}"
    request = urllib.request.Request(f"{base}/sim/clock", body, method=method)  # noqa: S310 - our own address
    with urllib.request.urlopen(request, timeout=10) as answer:  # noqa: S310 - likewise
        read: bytes = answer.read()
    return read


async def _turn_ours(url: str, offset: timedelta) -> None:
    engine = make_engine(url, 1)
    try:
        async with Transactions(engine, WORKER)() as db:
            await turn_clock(db, offset)
    finally:
        await engine.dispose()
