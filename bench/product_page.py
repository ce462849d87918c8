"""B1: the product page, with its shop, SKUs, prices and stock."""

from pathlib import Path

from bench import wrk
from bench.machine import Meter
from bench.results import Pair, Result, rate
from bench.stage import Stage

_HERE = Path(__file__).parent
ANY_PRODUCT = _HERE / "any_product.lua"
POPULAR_PRODUCT = _HERE / "popular_product.lua"


def measure(stage: Stage, runs: int, seconds: float) -> list[Result]:
    """Any product, and products as people look at them."""
    return [
        _measure(stage, "B1", "product page, any product", ANY_PRODUCT, runs, seconds),
        _measure(stage, "B1-popular", "product page, as people look", POPULAR_PRODUCT, runs, seconds),
    ]


def _measure(stage: Stage, id_: str, name: str, script: Path, runs: int, seconds: float) -> Result:
    meter, pairs, port = Meter(), [], stage.api_port
    for _ in range(runs):
        ping = wrk.rate(port, wrk.PING, 3)
        pairs.append(Pair(ping, wrk.rate(port, "", seconds, script)))
    conditions = stage.conditions() | {"connections": wrk.CONNECTIONS, "others_cores": meter.others_cores()}
    return rate(id_, name, "req/s", "ping", pairs, conditions)
