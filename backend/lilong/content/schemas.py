"""The pages as shoppers get them."""

from datetime import datetime
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from lilong.catalog import ReturnPolicy
from lilong.content.banners import LinkKind
from lilong.platform.media import Picture
from lilong.platform.paging import Page
from lilong.search import ProductCard
from lilong.shops import ShopCard


class Named(msgspec.Struct, frozen=True):
    """A category or a brand, by name."""

    id: int
    name: str


class Attribute(msgspec.Struct, frozen=True):
    """A property of the goods, such as 产地: 宜兴."""

    name: str
    value: str


class Choice(msgspec.Struct, frozen=True):
    """One value of a dimension."""

    name: str
    picture: Picture | None


class Dimension(msgspec.Struct, frozen=True):
    """What an SKU is chosen by."""

    name: str
    values: list[Choice]


class Sku(msgspec.Struct, frozen=True):
    """What is put into the cart."""

    id: int
    code: str
    spec: list[str]
    """One value per dimension, in their order."""
    price_fen: int
    list_price_fen: int | None
    available: int
    """Pieces that can be bought now."""
    limit_per_buyer: int | None
    """Pieces that one buyer may have; null: no limit."""
    picture: Picture | None
    weight_grams: int


class DetailBlock(msgspec.Struct, frozen=True):
    """A piece of the long description: plain text or a picture."""

    kind: Literal["heading", "text", "picture"]
    text: str | None
    picture: Picture | None


class Product(msgspec.Struct, frozen=True, kw_only=True):
    """A product's page."""

    id: int
    title: str
    subtitle: str
    pictures: list[Picture]
    price_min_fen: int
    price_max_fen: int
    list_price_fen: int | None
    """Crossed-out price of the cheapest SKU."""
    sold_count: int
    category: Named
    brand: Named | None
    attributes: list[Attribute]
    dimensions: list[Dimension]
    skus: list[Sku]
    detail: list[DetailBlock]
    services: list[str]
    return_policy: ReturnPolicy
    return_policy_text: str
    shop: ShopCard
    is_listed: bool
    """False: shown, but nobody can buy it."""
    freight_text: str


class Link(msgspec.Struct, frozen=True):
    """Where a banner leads."""

    kind: LinkKind
    id: int | None


class Banner(msgspec.Struct, frozen=True):
    """A picture with words at the top of the home page."""

    picture: Picture
    title: str
    subtitle: str
    action: str
    link: Link


class CategoryEntry(msgspec.Struct, frozen=True):
    """A category in the grid of the home page."""

    id: int
    name: str
    icon: Picture | None


class Home(msgspec.Struct, frozen=True):
    """The home page in one answer."""

    banners: list[Banner]
    categories: list[CategoryEntry]
    shops: list[ShopCard]
    products: Page[ProductCard]
    """The first page of `GET /products` without filters."""


class ClientSettings(msgspec.Struct, frozen=True):
    """What a client must know before it starts."""

    app_id: str
    """Of the mini program."""
    simulator_url: str | None
    """Where the simulator's phone is; null in production."""


class Clock(msgspec.Struct, frozen=True):
    """The server's time, UTC."""

    now: datetime


class ClientError(msgspec.Struct, forbid_unknown_fields=True):
    """A fault that a client met; it sends no personal data."""

    message: Annotated[str, Meta(max_length=500)]
    stack: Annotated[str, Meta(max_length=4_000)]
    page: Annotated[str, Meta(max_length=200)]
    version: Annotated[str, Meta(max_length=40)]
