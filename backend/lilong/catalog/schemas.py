"""What merchants see of their goods."""

from collections.abc import Mapping
from typing import Any, Literal

import msgspec
from sqlalchemy import Row

from lilong.catalog.facts import ReturnPolicy, template_of
from lilong.catalog.forms import DetailBlock, Dimension
from lilong.catalog.freight import FreightTemplate
from lilong.platform.media import Picture

ProductState = Literal["draft", "listed", "delisted"]


class SkuView(msgspec.Struct, frozen=True):
    """An SKU, in the shape of SkuForm; its stock is on the stock page."""

    id: int
    code: str
    spec: list[str]
    price_fen: int
    list_price_fen: int | None
    cost_fen: int | None
    weight_grams: int
    limit_per_buyer: int | None


class ProductView(msgspec.Struct, frozen=True):
    """A product as its shop edits it, in the shape of ProductForm."""

    id: int
    state: ProductState
    version: int
    """Give it back when saving."""
    category_id: int
    brand_name: str | None
    title: str
    subtitle: str
    picture_ids: list[int]
    attributes: dict[str, str]
    dimensions: list[Dimension]
    skus: list[SkuView]
    detail: list[DetailBlock]
    services: list[str]
    return_policy: ReturnPolicy
    freight_template_id: int
    pictures: dict[int, Picture]
    """Every picture that the product names, by media id."""


class FreightTemplateList(msgspec.Struct, frozen=True):
    """All of a shop's freight templates."""

    items: list[FreightTemplate]


def product_view(row: Row[Any], skus: list[Row[Any]], pictures: dict[int, Picture]) -> ProductView:
    """A product from its rows."""
    shown = {
        "attributes": {attribute["name"]: attribute["value"] for attribute in row.attributes},
        "skus": [_fields(sku, SkuView) for sku in skus],
        "pictures": pictures,
    }
    return msgspec.convert(_fields(row, ProductView, but=shown), ProductView)


def freight_template_list(rows: list[Row[Any]]) -> FreightTemplateList:
    """A shop's templates from their rows."""
    return FreightTemplateList([template_of(row) for row in rows])


def _fields(row: Row[Any], kind: type[msgspec.Struct], but: Mapping[str, object] = {}) -> dict[str, object]:
    return {name: getattr(row, name) for name in kind.__struct_fields__ if name not in but} | dict(but)
