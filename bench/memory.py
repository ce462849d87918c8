"""B11: what an API process needs after it has served all of the load."""

import os

from bench import placement, wrk
from bench.machine import descendants, resident_mb, those_named
from bench.product_page import ANY_PRODUCT
from bench.results import Result
from bench.stage import Stage


def measure(stage: Stage, _runs: int, seconds: float) -> list[Result]:
    """Fill its caches and its pool, then look at the largest of the processes."""
    wrk.rate(stage.api_port, "", 3 * seconds, ANY_PRODUCT)
    placement.place_orders(stage, seconds)
    pids = those_named(descendants(os.getpid()), "lilong.main:create_app")
    sizes = sorted((round(resident_mb([pid]), 1) for pid in pids), reverse=True)
    return [
        Result(
            id="B11",
            name="API process loaded (PSS)",
            value=sizes[0],
            unit="MB",
            higher_is_better=False,
            conditions=stage.conditions() | {"processes": sizes},
        )
    ]
