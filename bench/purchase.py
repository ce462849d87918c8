"""B5: a whole purchase, from an empty cart to paid, with the simulator as WeChat and real signatures both ways."""

from collections.abc import Awaitable, Callable

import asyncpg

from bench import inserts, load, market
from bench.machine import Meter
from bench.results import Pair, Result, rate
from bench.stage import Stage

PEOPLE = 16


def measure(stage: Stage, runs: int, seconds: float) -> list[Result]:
    """Buy and pay."""
    meter, pairs, clients = Meter(), [], []
    buy(stage, 2)  # warm
    for _ in range(runs):
        reference = inserts.rate(stage.server.admin_url, 2)
        bought = buy(stage, seconds)
        pairs.append(Pair(reference, bought.rate))
        clients.append(bought.client_cores)
    conditions = stage.conditions() | {
        "buyers_at_once": PEOPLE,
        "client_cores": max(clients),
        "others_cores": meter.others_cores(),
        "requests": "2 cart additions, quote, trade, payment, WeChat's sheet, payment check; WeChat's notification besides",
    }
    return [rate("B5", "whole purchase, paid through the simulator", "/s", inserts.NAME, pairs, conditions)]


def buy(stage: Stage, seconds: float) -> load.Load:
    """Each buyer again and again, until paid."""

    async def prepare(number: int) -> Callable[[], Awaitable[None]]:
        api = await load.Caller(stage.api_port).connect()
        wechat = await load.Caller(stage.simulator_port).connect()
        api.token = market.token(number + 1)
        openid = await _openid(stage.server.admin_url, number + 1)

        async def act() -> None:
            await _purchase(api, wechat, market.address_id(number + 1), openid)

        return act

    return load.run(PEOPLE, seconds, prepare)


async def _purchase(api: load.Caller, wechat: load.Caller, address_id: int, openid: str) -> None:
    """Raises RuntimeError when it does not end as paid."""
    items = [{"sku_id": sku_id, "quantity": 1} for sku_id, _ in market.random_lines()[:2]]
    for item in items:
        await api.post("/api/v1/cart/items", item, keyed=True)
    quote = await api.post("/api/v1/quotes", {"items": items, "address_id": address_id})
    wish = {
        "items": items,
        "address_id": address_id,
        "quoted_total_fen": quote["total_fen"],
        "from_cart": True,
    }
    trade = await api.post("/api/v1/trades", wish, keyed=True)
    payment = await api.post(f"/api/v1/trades/{trade['id']}/payments", {}, keyed=True)
    await wechat.post("/sim/pay", payment["sheet"] | {"openid": openid})
    seen = await api.post(f"/api/v1/trades/{trade['id']}/payment-check", {})
    if seen["state"] != "paid":
        raise RuntimeError(f"trade {trade['id']} is {seen['state']}")


async def _openid(admin_url: str, buyer: int) -> str:
    connection = await asyncpg.connect(admin_url)
    try:
        found: str = await connection.fetchval(
            "SELECT openid FROM buyer WHERE id = $1", market.buyer_id(buyer)
        )
        return found
    finally:
        await connection.close()
