"""Kinds of fields that several forms share, with their limits."""

from typing import Annotated

from msgspec import Meta

Fen = Annotated[int, Meta(ge=0, le=100_000_000, description="Fen; at most ¥1,000,000.", examples=[12_800])]
Price = Annotated[int, Meta(ge=1, le=100_000_000, description="Fen; at least 1.", examples=[12_800])]
Id = Annotated[int, Meta(ge=1, le=2**53 - 1)]
Word = Annotated[str, Meta(min_length=1, max_length=20)]
RegionCode = Annotated[
    str,
    Meta(
        pattern=r"^\d{2}(\d{2}(\d{2}(\d{3})?)?)?$",
        description="Province, city, district or town.",
        examples=["31", "310101"],
    ),
]
Units = Annotated[int, Meta(ge=1, le=1_000_000, description="Pieces, or grams when charged by weight.")]
