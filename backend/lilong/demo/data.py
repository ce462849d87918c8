"""The files of the `demo/` folder as structs."""

from functools import cache
from pathlib import Path
from typing import Any, Literal, TypeVar

import msgspec

from lilong.catalog import ReturnPolicy

FOLDER = Path(__file__).parents[3] / "demo"
T = TypeVar("T")


class DemoAttribute(msgspec.Struct, frozen=True):
    """What a category asks; values are written with their unit."""

    name: str
    choices: list[str] = []
    is_required: bool = False
    unit: str = ""


class DemoCategory(msgspec.Struct, frozen=True):
    """A category of the second level."""

    code: str
    name: str
    icon: str
    attributes: list[DemoAttribute] = []
    return_policy: ReturnPolicy = "seven_days"


class DemoBranch(msgspec.Struct, frozen=True):
    """A category of the first level."""

    code: str
    name: str
    icon: str
    children: list[DemoCategory]


class DemoPlace(msgspec.Struct, frozen=True):
    """A place in Shanghai."""

    region_code: str
    street: str
    detail: str


class DemoShop(msgspec.Struct, frozen=True):
    """A shop, its company and its freight."""

    code: str
    name: str
    tagline: str
    notice: str
    owner_name: str
    owner_phone: str
    company_name: str
    licence_number: str
    address: DemoPlace
    logo: str
    is_self_operated: bool
    freight_template: dict[str, Any]


class DemoValue(msgspec.Struct, frozen=True):
    """A choice of a dimension."""

    name: str
    picture: str | None = None


class DemoDimension(msgspec.Struct, frozen=True):
    """What an SKU is chosen by."""

    name: str
    values: list[DemoValue]


class DemoSku(msgspec.Struct, frozen=True):
    """A row of the matrix; amounts in fen."""

    code: str
    spec: list[str]
    price_fen: int
    cost_fen: int
    stock: int
    weight_grams: int
    list_price_fen: int | None = None


class DemoBlock(msgspec.Struct, frozen=True):
    """A piece of the description."""

    kind: Literal["heading", "text", "picture"]
    text: str | None = None
    picture: str | None = None


class DemoProduct(msgspec.Struct, frozen=True):
    """A product."""

    code: str
    title: str
    subtitle: str
    category: str
    pictures: list[str]
    attributes: dict[str, str]
    dimensions: list[DemoDimension]
    skus: list[DemoSku]
    detail: list[DemoBlock]
    services: list[str]

    @property
    def shown(self) -> list[str]:
        """Every picture that the product needs, each once."""
        chosen = [value.picture for dimension in self.dimensions for value in dimension.values]
        described = [block.picture for block in self.detail]
        return list(dict.fromkeys([*self.pictures, *(name for name in chosen + described if name)]))


class DemoLink(msgspec.Struct, frozen=True):
    """Where a banner leads."""

    kind: Literal["category", "shop", "product"]
    code: str


class DemoBanner(msgspec.Struct, frozen=True):
    """A banner of the home page."""

    picture: str
    title: str
    subtitle: str
    action: str
    link: DemoLink


class DemoAddress(msgspec.Struct, frozen=True):
    """Where a shopper lives."""

    name: str
    phone: str
    region_code: str
    street: str
    detail: str


class DemoPerson(msgspec.Struct, frozen=True):
    """A shopper whom one can be."""

    nickname: str
    avatar: str
    addresses: list[DemoAddress]


@cache
def read(name: str, kind: type[T]) -> T:
    """A JSON file of the folder."""
    return msgspec.json.decode((FOLDER / name).read_bytes(), type=kind)


def products_of(shop_code: str) -> list[DemoProduct]:
    """What a shop sells."""
    goods: list[DemoProduct] = read(f"goods/{shop_code}.json", list[DemoProduct])
    return goods


class _Recipe(msgspec.Struct, frozen=True):
    picture: str
    sources: list[str] = []


@cache
def photographs() -> frozenset[str]:
    """The pictures that were made from a photograph: goods that have one come on the shelf last, and so lead it."""
    recipes = read("recipes.json", list[_Recipe])
    return frozenset(
        recipe.picture for recipe in recipes if any("photos/" in source for source in recipe.sources)
    )
