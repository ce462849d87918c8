"""`make bench`: measure what ONLY names, or everything; print, and write bench/results."""

import os
import sys
from collections.abc import Callable, Iterator, Mapping

from bench import machine, memory, placement, product_page, purchase, starting, wrk
from bench.results import Result, keep
from bench.stage import Stage, built

RUNS, SECONDS = 3, 8
"""Of each measurement; the reference runs before every run, for a few seconds."""

ON_STAGE: Mapping[str, Callable[[Stage, int, float], list[Result]]] = {
    "B1": product_page.measure,
    "B4": placement.measure,
    "B5": purchase.measure,
    "B11": memory.measure,
}
"""Measured on one platform with the whole market place, in this order."""
STARTING = "B10"


def main() -> None:
    """Leaves with a word of advice for an unknown row."""
    chosen = [row.strip() for row in os.environ.get("ONLY", "").split(",") if row.strip()] or [
        STARTING,
        *ON_STAGE,
    ]
    if unknown := set(chosen) - {STARTING, *ON_STAGE}:
        sys.exit(
            f"✗ 没有这样的测量：{'、'.join(sorted(unknown))}；可用的是 {STARTING}、{'、'.join(ON_STAGE)}"
        )
    for result in _measured(chosen):
        keep(result)


def _measured(chosen: list[str]) -> Iterator[Result]:
    print(" ".join(f"{name}={value}" for name, value in machine.describe().items()), flush=True)
    if STARTING in chosen:
        yield from starting.measure(RUNS)
    if on_stage := [row for row in ON_STAGE if row in chosen]:
        wrk.require()
        with built() as stage:
            for row in on_stage:
                yield from ON_STAGE[row](stage, RUNS, SECONDS)


if __name__ == "__main__":
    main()
