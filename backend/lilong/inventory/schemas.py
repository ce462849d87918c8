"""Stock as a shop sees it."""

from datetime import datetime
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from lilong.platform.media import Picture

MoveKind = Literal["set", "adjust", "reserve", "release", "take", "put_back"]


class StockRow(msgspec.Struct, frozen=True):
    """An SKU's stock."""

    sku_id: int
    product_id: int
    title: str
    spec_text: str
    picture: Picture
    code: str
    on_hand: int
    """Pieces in the warehouse."""
    reserved: int
    """Of these, pieces that placed orders hold."""
    available: int
    """Pieces that can be bought."""
    low_at: int
    """With so many available or fewer the SKU counts as low."""


class StockChange(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A correction of the count."""

    delta: Annotated[
        int, Meta(ge=-1_000_000, le=1_000_000, description="Pieces more or fewer.", examples=[20])
    ]
    reason: Annotated[str, Meta(min_length=1, max_length=60, examples=["到货入库"])]


class StockMove(msgspec.Struct, frozen=True):
    """One change of the counters."""

    at: datetime
    kind: MoveKind
    quantity: int
    """Pieces; negative where the counter that the kind concerns fell."""
    on_hand_after: int
    reserved_after: int
    actor: str
    """Who did it, in a word for people."""
    reason: str
