"""The cart as buyers see and change it."""

from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from lilong.platform.media import Picture

Quantity = Annotated[int, Meta(ge=1, le=999, description="Pieces.")]
Id = Annotated[int, Meta(ge=1, le=2**53 - 1)]
InvalidReason = Literal["delisted", "sold_out", "shop_closed"]


class CartItem(msgspec.Struct, frozen=True, kw_only=True):
    """An SKU in the cart."""

    sku_id: int
    product_id: int
    title: str
    spec_text: str
    picture: Picture
    price_fen: int
    """Of one piece, now."""
    price_change_fen: int
    """What it costs now less what it cost when added; 0: the same."""
    quantity: int
    is_selected: bool
    available: int
    """Pieces that can be bought now; may be fewer than `quantity`."""
    limit_per_buyer: int | None


class InvalidItem(CartItem, frozen=True, kw_only=True):
    """An SKU that cannot be bought now."""

    reason: InvalidReason
    reason_text: str


class CartShop(msgspec.Struct, frozen=True):
    """The shop of some items."""

    id: int
    name: str


class ShopItems(msgspec.Struct, frozen=True):
    """The items of one shop."""

    shop: CartShop
    items: list[CartItem]
    goods_fen: int
    """Of the selected items, without freight and discounts."""


class Cart(msgspec.Struct, frozen=True):
    """All that a buyer has put in, by shop, the shop of the newest item first."""

    shops: list[ShopItems]
    invalid: list[InvalidItem]
    selected_count: int
    """Selected items; an item is an SKU, whatever its quantity."""
    selected_fen: int
    item_count: int
    """All items, also those that cannot be bought."""


class NewItem(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Put this in, on top of what is there."""

    sku_id: Id
    quantity: Quantity


class ItemChange(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The item as it shall be."""

    quantity: Quantity
    is_selected: bool


class Selection(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Select or unselect at once all items, or those of one shop."""

    is_selected: bool
    shop_id: Id | None = None
