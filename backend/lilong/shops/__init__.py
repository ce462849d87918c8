"""Shops: from a company's application to a page that sells, and the platform's brake on it.

Always true: a shop's name is its own, and so is its WeChat Pay number, which WeChat has confirmed as signed under us; a
licence number has a right check digit; every shop has an owner; each step of an application leaves a row.
"""

from lilong.shops.events import ShopApproved, ShopFrozen, ShopOpened, ShopUnfrozen
from lilong.shops.front import cards, open_cards
from lilong.shops.queries import count_open, count_waiting_applications, sub_mchids
from lilong.shops.schemas import PlaceInput, ProfileInput, ShopCard, ShopProfile
from lilong.shops.service import (
    NewShop,
    change_product_count,
    change_profile,
    found_shop,
    freeze_shop,
    open_shop,
    show_profile,
    unfreeze_shop,
)
from lilong.shops.tables import shop

__all__ = [
    "NewShop",
    "PlaceInput",
    "ProfileInput",
    "ShopApproved",
    "ShopCard",
    "ShopFrozen",
    "ShopOpened",
    "ShopProfile",
    "ShopUnfrozen",
    "cards",
    "change_product_count",
    "change_profile",
    "count_open",
    "count_waiting_applications",
    "found_shop",
    "freeze_shop",
    "open_cards",
    "open_shop",
    "shop",
    "show_profile",
    "sub_mchids",
    "unfreeze_shop",
]
