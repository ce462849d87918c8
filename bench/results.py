"""What a measurement says, and where it is kept."""

import statistics
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec

from bench import machine

FOLDER = Path(__file__).parent / "results"


class Reference(msgspec.Struct, frozen=True):
    """What the machine could do in the same minutes, in the same unit."""

    name: str
    value: float


class Result(msgspec.Struct, frozen=True, kw_only=True):
    """One figure: the median of its runs."""

    id: str
    name: str
    value: float
    unit: str
    higher_is_better: bool
    reference: Reference | None = None
    ratio: float | None = None
    """Value by reference: what two machines may compare. The median of the runs' own ratios."""
    conditions: dict[str, Any] = {}
    """Whatever the figure depends on."""


class Pair(msgspec.Struct, frozen=True):
    """One interleaved run: the reference, then the work, within seconds of each other."""

    reference: float
    work: float


def rate(
    id_: str, name: str, unit: str, reference: str, pairs: Sequence[Pair], conditions: dict[str, Any]
) -> Result:
    """A result in pieces per second beside its reference."""
    return Result(
        id=id_,
        name=name,
        value=round(statistics.median(pair.work for pair in pairs), 1),
        unit=unit,
        higher_is_better=True,
        reference=Reference(reference, round(statistics.median(pair.reference for pair in pairs), 1)),
        ratio=round(statistics.median(pair.work / pair.reference for pair in pairs), 4),
        conditions=conditions | {"runs": [[round(pair.reference, 1), round(pair.work, 1)] for pair in pairs]},
    )


def keep(result: Result) -> None:
    """Print a line and write `results/<id>.json`."""
    FOLDER.mkdir(exist_ok=True)
    whole = msgspec.structs.replace(result, conditions=machine.describe() | result.conditions)
    text = msgspec.json.format(msgspec.json.encode(whole), indent=2)
    (FOLDER / f"{result.id}.json").write_bytes(text + b"\n")
    beside = ""
    if result.reference:
        beside = f"  {result.ratio:.4f} of {result.reference.name} {result.reference.value:,.0f}"
    print(f"{result.id:<12}{result.value:>10,.1f} {result.unit:<8}{beside}  {result.name}", flush=True)
