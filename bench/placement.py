"""B4: three lines of two shops become a trade: idempotency key, row-level security, stock held, outbox written."""

import random
from collections.abc import Awaitable, Callable

from bench import inserts, load, market
from bench.machine import Meter
from bench.results import Pair, Result, rate
from bench.stage import Stage

PEOPLE = 32
BUYERS = 1_000
"""So few that their sessions are known, as they are once somebody has looked at a cart."""


def measure(stage: Stage, runs: int, seconds: float) -> list[Result]:
    """Place orders."""
    meter, pairs, clients = Meter(), [], []
    place_orders(stage, 2)  # warm
    for _ in range(runs):
        reference = inserts.rate(stage.server.admin_url, 2)
        placed = place_orders(stage, seconds)
        pairs.append(Pair(reference, placed.rate))
        clients.append(placed.client_cores)
    conditions = stage.conditions() | {"buyers_at_once": PEOPLE, "client_cores": max(clients)}
    conditions["others_cores"] = meter.others_cores()
    return [rate("B4", "place order: 2 shops, 3 lines", "/s", inserts.NAME, pairs, conditions)]


def place_orders(stage: Stage, seconds: float) -> load.Load:
    """Random buyers order random goods."""

    async def prepare(_number: int) -> Callable[[], Awaitable[None]]:
        caller = await load.Caller(stage.api_port).connect()

        async def place() -> None:
            buyer = random.randint(1, BUYERS)
            caller.token = market.token(buyer)
            await caller.post("/api/v1/trades", order(buyer, market.random_lines()), keyed=True)

        return place

    return load.run(PEOPLE, seconds, prepare)


def order(buyer: int, lines: list[tuple[int, int]]) -> dict[str, object]:
    """A placement at the price that we know."""
    return {
        "items": [{"sku_id": sku_id, "quantity": 1} for sku_id, _ in lines],
        "address_id": market.address_id(buyer),
        "quoted_total_fen": sum(price for _, price in lines) + 2 * market.FREIGHT_FEN,
    }
