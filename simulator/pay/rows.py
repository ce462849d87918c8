"""Rows of the tables as typed values."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, TypeVar

import msgspec
from sqlalchemy import Row


class Trade(msgspec.Struct, frozen=True, kw_only=True):
    """A row of `trade`."""

    id: int
    is_combined: bool
    number: str
    request_hash: str
    person_id: int
    notify_url: str
    payer_ip: str | None
    state: str
    total_fen: int
    prepay_id: str
    prepaid_at: datetime
    expires_at: datetime
    created_at: datetime
    paid_at: datetime | None


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """A row of `part`."""

    id: int
    trade_id: int
    sub_mchid: str | None
    out_trade_no: str
    description: str
    attach: str | None
    is_profit_sharing: bool
    transaction_id: str | None
    total_fen: int
    fee_fen: int
    frozen_fen: int
    shared_fen: int
    refunded_fen: int
    is_finished: bool
    release_at: datetime | None

    @property
    def is_held(self) -> bool:
        """Whether its money waits for sharing."""
        return self.is_profit_sharing and not self.is_finished


class Refund(msgspec.Struct, frozen=True, kw_only=True):
    """A row of `refund`."""

    id: int
    refund_id: str
    out_refund_no: str
    request_hash: str
    part_id: int
    refund_fen: int
    from_frozen_fen: int
    from_available_fen: int
    fee_back_fen: int
    status: str
    outcome: str
    notify_url: str | None
    created_at: datetime
    due_at: datetime | None
    succeeded_at: datetime | None


class Sharing(msgspec.Struct, frozen=True, kw_only=True):
    """A row of `sharing`."""

    id: int
    order_id: str
    out_order_no: str
    request_hash: str
    part_id: int
    receivers: list[dict[str, Any]]
    outcome: str
    is_finish: bool
    finish_description: str | None
    finish_fen: int | None
    status: str
    created_at: datetime
    due_at: datetime | None


S = TypeVar("S", bound=msgspec.Struct)


def of(kind: type[S], row: Row[Any]) -> S:
    """One row."""
    return kind(**row._mapping)


def prefixed(kind: type[S], row: Row[*tuple[Any, ...]], prefix: str = "") -> S:
    """One row out of a wider one, whose columns carry a prefix."""
    wide = row._mapping
    return kind(**{name: wide[prefix + name] for name in kind.__struct_fields__})


def all_of(kind: type[S], rows: Iterable[Row[Any]]) -> Sequence[S]:
    """Many rows."""
    return [of(kind, row) for row in rows]
