"""What a shop fills in, and the parts of a product that are kept as documents in the same shape."""

from collections.abc import Iterable
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from lilong.catalog.facts import ReturnPolicy
from lilong.catalog.fields import Fen, Id, Price, Word


class DimensionValue(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One choice, such as 紫砂."""

    name: Word
    media_id: Id | None = None
    """Picture of the goods so chosen."""


class Dimension(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What an SKU is chosen by, such as 颜色."""

    name: Word
    values: Annotated[list[DimensionValue], Meta(min_length=1, max_length=50)]


class DetailBlock(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A piece of the long description: a heading or a text with `text`, a picture with `media_id`."""

    kind: Literal["heading", "text", "picture"]
    text: (
        Annotated[
            str, Meta(min_length=1, max_length=2_000, description="Plain text; markup is shown as typed.")
        ]
        | None
    ) = None
    media_id: Id | None = None


class SkuForm(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One row of the specification matrix."""

    code: Annotated[
        str, Meta(min_length=1, max_length=40, description="The shop's own number.", examples=["HT-02-M"])
    ]
    spec: list[str]
    """One value per dimension, in their order; empty when the product has none."""
    price_fen: Price
    weight_grams: Annotated[
        int, Meta(ge=0, le=1_000_000, description="Of one piece, packed.", examples=[450])
    ]
    id: Id | None = None
    """Of an SKU that exists; null: a new one."""
    list_price_fen: Price | None = None
    """Crossed-out price, not below the price."""
    cost_fen: Fen | None = None
    """What it costs the shop; shoppers never see it."""
    limit_per_buyer: Annotated[int, Meta(ge=1, le=999, description="Pieces per buyer.")] | None = None
    stock: (
        Annotated[int, Meta(ge=0, le=10_000_000, description="Pieces on hand, of a new SKU only.")] | None
    ) = None


class ProductForm(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A product as a shop saves it."""

    category_id: Id
    title: Annotated[str, Meta(min_length=2, max_length=60, examples=["手工紫砂壶 西施 230ml"])]
    picture_ids: Annotated[
        list[Id], Meta(min_length=1, max_length=9, description="Media ids; the first is the cover.")
    ]
    skus: Annotated[list[SkuForm], Meta(min_length=1, max_length=200)]
    return_policy: ReturnPolicy
    freight_template_id: Id
    subtitle: Annotated[str, Meta(max_length=60)] = ""
    brand_name: Annotated[str, Meta(min_length=1, max_length=30)] | None = None
    attributes: Annotated[
        dict[Word, Annotated[str, Meta(min_length=1, max_length=60)]], Meta(max_length=30)
    ] = {}
    dimensions: Annotated[list[Dimension], Meta(max_length=3)] = []
    detail: Annotated[list[DetailBlock], Meta(max_length=60)] = []
    services: Annotated[list[Word], Meta(max_length=6, examples=[["48 小时发货", "假一赔三"]])] = []
    version: Annotated[int, Meta(ge=0, description="The version that was opened; new products: 0.")] = 0

    @property
    def media_ids(self) -> set[int]:
        """Every picture that the product names."""
        return {*self.picture_ids, *shown_in(self.dimensions, self.detail)}


def shown_in(dimensions: Iterable[Dimension], detail: Iterable[DetailBlock]) -> set[int]:
    """The pictures of choices and of the long description, by media id."""
    chosen = [value.media_id for dimension in dimensions for value in dimension.values]
    described = [block.media_id for block in detail]
    return {media_id for media_id in chosen + described if media_id is not None}


class CategoryAttribute(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the product form asks in a category."""

    name: Word
    choices: list[str] = []
    """The values to choose from; empty: free text."""
    is_required: bool = False
