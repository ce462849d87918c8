"""How a cart is laid out and added up. Pure."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Row

from lilong.cart.schemas import Cart, CartItem, CartShop, InvalidItem, InvalidReason, ShopItems
from lilong.catalog import SkuFacts

REASON_TEXTS: dict[InvalidReason, str] = {
    "delisted": "商品已下架",
    "sold_out": "已售罄",
    "shop_closed": "店铺暂停营业",
}


def lay_out(rows: Sequence[Row[Any]], facts: Mapping[int, SkuFacts], available: Mapping[int, int]) -> Cart:
    """The cart from its rows, newest first, and what is true of their SKUs now."""
    by_shop: dict[int, list[CartItem]] = {}
    names: dict[int, str] = {}
    invalid = []
    for row in rows:
        sku, left = facts[row.sku_id], available.get(row.sku_id, 0)
        if reason := reason_against(sku, left):
            invalid.append(
                InvalidItem(**_fields(row, sku, left), reason=reason, reason_text=REASON_TEXTS[reason])
            )
        else:
            names[sku.shop_id] = sku.shop_name
            by_shop.setdefault(sku.shop_id, []).append(CartItem(**_fields(row, sku, left)))
    shops = [
        ShopItems(CartShop(shop_id, names[shop_id]), items, _goods_fen(items))
        for shop_id, items in by_shop.items()
    ]
    selected = [item for items in by_shop.values() for item in items if item.is_selected]
    return Cart(shops, invalid, len(selected), _goods_fen(selected), len(rows))


def reason_against(sku: SkuFacts, available: int) -> InvalidReason | None:
    """Why the SKU cannot be bought at all now; None: some can be."""
    return sku.not_for_sale or ("sold_out" if available <= 0 else None)


def _goods_fen(items: Sequence[CartItem]) -> int:
    return sum(item.price_fen * item.quantity for item in items if item.is_selected)


def _fields(row: Row[Any], sku: SkuFacts, available: int) -> dict[str, Any]:
    return {
        "sku_id": sku.sku_id,
        "product_id": sku.product_id,
        "title": sku.title,
        "spec_text": sku.spec_text,
        "picture": sku.picture,
        "price_fen": sku.price_fen,
        "price_change_fen": sku.price_fen - row.price_when_added_fen,
        "quantity": row.quantity,
        "is_selected": row.is_selected,
        "available": max(0, available),
        "limit_per_buyer": sku.limit_per_buyer,
    }
