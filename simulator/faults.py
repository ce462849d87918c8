"""Troubles on order: what may go wrong with a call, a delivery or a refund, how often, and where.

They live in memory: a restart heals everything.
"""

import secrets
from collections.abc import Iterable
from itertools import count
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

CallTrouble = Literal["latency", "too_many_requests", "server_error_after_commit", "connection_reset"]
DeliveryTrouble = Literal[
    "duplicate",
    "delay",
    "drop",
    "wrong_signature",
    "unknown_serial",
    "stale_timestamp",
    "signature_probe",
    "wrong_amount",
    "certificate_signed",
]
OutcomeTrouble = Literal["refund_abnormal", "refund_closed", "sharing_closed"]
Trouble = CallTrouble | DeliveryTrouble | OutcomeTrouble

CALL_TROUBLES: tuple[CallTrouble, ...] = (
    "latency",
    "too_many_requests",
    "server_error_after_commit",
    "connection_reset",
)
DELIVERY_TROUBLES: tuple[DeliveryTrouble, ...] = (
    "duplicate",
    "delay",
    "drop",
    "wrong_signature",
    "unknown_serial",
    "stale_timestamp",
    "signature_probe",
    "wrong_amount",
    "certificate_signed",
)


class Fault(msgspec.Struct, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """One trouble. With `remaining` it strikes that many times, with `probability` by chance; else always."""

    kind: Trouble
    where: str = ""
    """Calls: what the path starts with. Deliveries: what the event type starts with. Empty: all."""
    remaining: Annotated[int, Meta(ge=1)] | None = None
    probability: Annotated[float, Meta(gt=0, le=1)] | None = None
    value: Annotated[int, Meta(ge=0, le=86_400)] = 0
    """Milliseconds of latency; seconds of delay; how many more copies; fen that are a lie."""
    id: int = 0


class Faults:
    """The troubles on order."""

    def __init__(self) -> None:
        self._ordered: dict[int, Fault] = {}
        self._ids = count(1)

    def order(self, fault: Fault) -> Fault:
        """Add one; returns it with its id."""
        fault.id = next(self._ids)
        self._ordered[fault.id] = fault
        return fault

    def ordered(self) -> list[Fault]:
        """All that may still strike."""
        return list(self._ordered.values())

    def cancel(self, fault_id: int) -> None:
        """Remove one; an unknown id is no trouble."""
        self._ordered.pop(fault_id, None)

    def cancel_all(self) -> None:
        """Heal everything."""
        self._ordered.clear()

    def strikes(self, kinds: Iterable[Trouble], where: str) -> Fault | None:
        """The first trouble of these kinds that strikes here now; a counted one is used up by it."""
        for fault in self.ordered():
            if fault.kind in kinds and where.startswith(fault.where) and _by_chance(fault):
                self._use(fault)
                return fault
        return None

    def _use(self, fault: Fault) -> None:
        if fault.remaining is not None:
            fault.remaining -= 1
            if fault.remaining == 0:
                self.cancel(fault.id)


def _by_chance(fault: Fault) -> bool:
    if fault.probability is None:
        return True
    return secrets.randbelow(1_000_000) < fault.probability * 1_000_000
