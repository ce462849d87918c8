"""What a quote and a frozen order line need to know of an SKU, in one statement for a whole basket."""

from collections.abc import Collection
from typing import Any, Literal

import msgspec
from sqlalchemy import Row, case, func, not_, select

from lilong import shops
from lilong.catalog.freight import FreightTemplate
from lilong.catalog.tables import category, freight_template, product, sku
from lilong.platform import media
from lilong.platform.db import Db

ReturnPolicy = Literal["seven_days", "no_return_fresh", "no_return_custom"]
NotForSale = Literal["delisted", "shop_closed"]


class SkuFacts(msgspec.Struct, frozen=True, kw_only=True):
    """An SKU as it is now; an order copies what it needs, so that a later edit changes no order."""

    sku_id: int
    product_id: int
    shop_id: int
    shop_name: str
    sub_mchid: str
    """The shop's number at WeChat Pay; empty while it has none, and then it is not open."""
    category_id: int
    parent_category_id: int | None
    title: str
    spec_text: str
    """The chosen values, such as 紫砂 · 大; empty when there is nothing to choose."""
    code: str
    """The shop's own article number."""
    picture: media.Picture
    price_fen: int
    list_price_fen: int | None
    """The crossed-out price; null: none."""
    weight_grams: int
    """Of one piece."""
    limit_per_buyer: int | None
    """Pieces that one buyer may have; null: as many as there are."""
    return_policy: ReturnPolicy
    freight_template_id: int
    not_for_sale: NotForSale | None
    """Why nobody can buy it, whatever the stock; null: it is for sale."""

    @property
    def is_sellable(self) -> bool:
        """Whether the product is listed, the SKU active and the shop open. Says nothing about stock."""
        return self.not_for_sale is None


_PLAIN = (
    sku.c.id.label("sku_id"),
    sku.c.product_id,
    sku.c.shop_id,
    shops.shop.c.name.label("shop_name"),
    func.coalesce(shops.shop.c.sub_mchid, "").label("sub_mchid"),
    product.c.category_id,
    category.c.parent_id.label("parent_category_id"),
    product.c.title,
    sku.c.spec_text,
    sku.c.code,
    sku.c.price_fen,
    sku.c.list_price_fen,
    sku.c.weight_grams,
    sku.c.limit_per_buyer,
    product.c.return_policy,
    product.c.freight_template_id,
    case(
        (shops.shop.c.state != "open", "shop_closed"),
        (not_(sku.c.is_active) | (product.c.state != "listed"), "delisted"),
        else_=None,
    ).label("not_for_sale"),
)

_FACTS = (
    select(*_PLAIN, media.media.c.key, media.media.c.width, media.media.c.height)
    .join_from(sku, product, product.c.id == sku.c.product_id)
    .join(category, category.c.id == product.c.category_id)
    .join(shops.shop, shops.shop.c.id == sku.c.shop_id)
    .join(media.media, media.media.c.id == func.coalesce(sku.c.picture_id, product.c.picture_ids[1]))
)


async def purchase_facts(db: Db, sku_ids: Collection[int]) -> dict[int, SkuFacts]:
    """The facts of each SKU that exists, also of those that are not for sale; one statement."""
    rows = await db.execute(_FACTS.where(sku.c.id.in_(sku_ids)))
    return {row.sku_id: _facts(row) for row in rows}


def _facts(row: Row[Any]) -> SkuFacts:
    plain = {column.name: getattr(row, column.name) for column in _PLAIN}
    return SkuFacts(picture=media.picture(row), **plain)


async def freight_templates(db: Db, template_ids: Collection[int]) -> dict[int, FreightTemplate]:
    """The freight templates with these ids."""
    rows = await db.execute(select(freight_template).where(freight_template.c.id.in_(template_ids)))
    return {row.id: template_of(row) for row in rows}


def template_of(row: Row[Any]) -> FreightTemplate:
    """A freight template from its row."""
    values = {name: getattr(row, name) for name in FreightTemplate.__struct_fields__}
    return msgspec.convert(values, FreightTemplate)
