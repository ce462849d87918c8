"""The market place that the benchmarks sell on: what seed.sql lays out, for drawing without asking."""

import random
import time
from collections.abc import Sequence
from pathlib import Path

import asyncpg
import httpx2

from lilong.platform import phones

SHOPS, PRODUCTS, BUYERS, PAST_ORDERS = 200, 100_000, 10_000, 1_000_000
PAYERS = 200
"""Buyers whom the simulator knows, so that they can pay."""
SEED_SECONDS = 120
"""The past is cut short when it takes longer than this."""
_HERE = Path(__file__).parent
_PART = 50_000


def random_product() -> int:
    """Any product's id; all are equally likely."""
    return 100_000 + random.randint(1, PRODUCTS)


def random_lines() -> list[tuple[int, int]]:
    """(SKU id, price in fen) of three products of two shops: what B4 and B5 order."""
    first, second = random.sample(range(SHOPS), 2)
    places = random.sample(range(1, PRODUCTS // SHOPS), 3)
    products = [owner + SHOPS * place for owner, place in zip((first, second, first), places, strict=True)]
    return [_sku(number, random.randrange(3)) for number in products]


def _sku(number: int, size: int) -> tuple[int, int]:
    return 300_000 + number * 3 + size, 1_000 + number % 50 * 100 + size * 1_000


FREIGHT_FEN = 600
"""Of each shop."""


def token(buyer: int) -> str:
    """The access token of the nth buyer, from 1."""
    return f"bench-{buyer}"


def buyer_id(buyer: int) -> int:
    """The id of the nth buyer."""
    return 1_000_000 + buyer


def address_id(buyer: int) -> int:
    """Where the nth buyer wants parcels."""
    return 2_000_000 + buyer


async def seed(admin_url: str, simulator_url: str) -> int:
    """Fill an empty platform; the number of past orders that there was time for."""
    people, merchants = _introduce(simulator_url)
    connection = await asyncpg.connect(admin_url)
    try:
        await _set(connection, phone=phones.seal("13800002046").hex(), people=people, merchants=merchants)
        await connection.execute((_HERE / "seed.sql").read_text())
        past = await _write_past(connection)
        await connection.execute("VACUUM ANALYZE")
    finally:
        await connection.close()
    return past


async def _set(
    connection: asyncpg.Connection, *, phone: str, people: Sequence[str], merchants: Sequence[str]
) -> None:
    values = {"phone": phone, "people": ",".join(people), "merchants": ",".join(merchants)}
    for name, value in values.items():
        await connection.execute("SELECT set_config($1, $2, false)", f"bench.{name}", value)


async def _write_past(connection: asyncpg.Connection) -> int:
    deadline = time.monotonic() + SEED_SECONDS
    for first in range(1, PAST_ORDERS + 1, _PART):
        if time.monotonic() > deadline:
            return first - 1
        await connection.execute((_HERE / "past.sql").read_text(), first, first + _PART - 1)
    return PAST_ORDERS


def _introduce(simulator_url: str) -> tuple[list[str], list[str]]:
    """Payers' openids and shops' sub_mchids, made by the simulator as it makes any."""
    with httpx2.Client(base_url=f"{simulator_url}/sim", timeout=30) as sim:
        people = [sim.post("people", json={"nickname": f"买家{n}"}).json()["openid"] for n in range(PAYERS)]
        shops = [
            sim.post("sub-merchants", json={"name": f"小店{n}"}).json()["sub_mchid"] for n in range(SHOPS)
        ]
    return people, shops
