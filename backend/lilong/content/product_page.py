"""Product pages: two statements for all that are asked for at a moment, none for those in the cache."""

from collections.abc import Collection, Mapping
from typing import Any

import msgspec
from sqlalchemy import ARRAY, BigInteger, Row, ScalarSelect, any_, bindparam, func, select
from sqlalchemy.dialects.postgresql import JSONB, aggregate_order_by

from lilong import catalog, inventory, shops
from lilong.catalog import FreightTemplate
from lilong.content.schemas import Attribute, Choice, DetailBlock, Dimension, Named, Product, Sku
from lilong.platform import media
from lilong.platform.db import Db
from lilong.platform.media import Picture
from lilong.shops import ShopCard

Pictures = Mapping[int, Picture]
product, sku, stock = catalog.product.c, catalog.sku.c, inventory.stock.c
freight, shop = catalog.freight_template.c, shops.shop.c


def _skus() -> ScalarSelect[Any]:
    """The SKUs that can be chosen, as a JSON list."""
    names = (
        "id",
        "code",
        "spec",
        "price_fen",
        "list_price_fen",
        "limit_per_buyer",
        "weight_grams",
        "picture_id",
    )
    pairs = [part for name in names for part in (name, sku[name])]
    left = func.coalesce(stock.on_hand - stock.reserved, 0)
    rows = aggregate_order_by(func.json_build_object(*pairs, "available", left), sku.position)
    of_product = select(func.json_agg(rows, type_=JSONB)).outerjoin_from(
        catalog.sku, inventory.stock, stock.sku_id == sku.id
    )
    return of_product.where(sku.product_id == product.id, sku.is_active).scalar_subquery()


_PAGE = (
    select(
        catalog.product,
        catalog.category.c.name.label("category_name"),
        catalog.brand.c.name.label("brand_name"),
        freight.name.label("freight_name"),
        freight.charge_by,
        freight.rules,
        freight.free_over_fen,
        freight.excluded_region_codes,
        shop.name.label("shop_name"),
        shop.tagline,
        shop.logo_media_id,
        shop.is_self_operated,
        shop.product_count,
        shop.state.label("shop_state"),
        _skus().label("skus"),
    )
    .join_from(catalog.product, catalog.category, catalog.category.c.id == product.category_id)
    .outerjoin(catalog.brand, catalog.brand.c.id == product.brand_id)
    .join(catalog.freight_template, freight.id == product.freight_template_id)
    .join(shops.shop, shop.id == product.shop_id)
    .where(product.id == any_(bindparam("ids", type_=ARRAY(BigInteger))), product.state != "draft")
)


async def load(db: Db, product_ids: Collection[int]) -> dict[int, Product]:
    """The pages of those products that are, or were, for sale."""
    rows = (await db.execute(_PAGE, {"ids": list(product_ids)})).all()
    pictures = await media.pictures(db, set().union(*map(_media_ids, rows)))
    return {row.id: _page(row, pictures) for row in rows}


def _media_ids(row: Row[Any]) -> set[int]:
    values = [value for dimension in row.dimensions for value in dimension["values"]]
    named = {part["media_id"] for part in [*values, *row.detail]}
    return {*row.picture_ids, *named, row.logo_media_id} - {None}


def _page(row: Row[Any], pictures: Pictures) -> Product:
    return Product(
        id=row.id,
        title=row.title,
        subtitle=row.subtitle,
        pictures=[pictures[media_id] for media_id in row.picture_ids],
        price_min_fen=row.price_min_fen,
        price_max_fen=row.price_max_fen,
        list_price_fen=row.list_price_fen,
        sold_count=row.sold_count,
        category=Named(row.category_id, row.category_name),
        brand=Named(row.brand_id, row.brand_name) if row.brand_id is not None else None,
        attributes=msgspec.convert(row.attributes, list[Attribute]),
        dimensions=[_dimension(dimension, pictures) for dimension in row.dimensions],
        skus=[_sku(found, pictures) for found in row.skus],
        detail=[_block(block, pictures) for block in row.detail],
        services=row.services,
        return_policy=row.return_policy,
        return_policy_text=catalog.RETURN_POLICY_TEXTS[row.return_policy],
        shop=_shop(row, pictures),
        is_listed=row.state == "listed" and row.shop_state == "open",
        freight_text=catalog.freight_text(_template(row)),
    )


def _dimension(dimension: Mapping[str, Any], pictures: Pictures) -> Dimension:
    values = [Choice(value["name"], pictures.get(value["media_id"])) for value in dimension["values"]]
    return Dimension(dimension["name"], values)


def _sku(found: dict[str, Any], pictures: Pictures) -> Sku:
    picture = pictures.get(found.pop("picture_id"))
    return Sku(**found, picture=picture)


def _block(block: Mapping[str, Any], pictures: Pictures) -> DetailBlock:
    return DetailBlock(block["kind"], block["text"], pictures.get(block["media_id"]))


def _shop(row: Row[Any], pictures: Pictures) -> ShopCard:
    return ShopCard(
        id=row.shop_id,
        name=row.shop_name,
        tagline=row.tagline,
        logo=pictures.get(row.logo_media_id),
        is_self_operated=row.is_self_operated,
        product_count=row.product_count,
    )


def _template(row: Row[Any]) -> FreightTemplate:
    names = ("charge_by", "rules", "free_over_fen", "excluded_region_codes")
    terms = {name: getattr(row, name) for name in names}
    kept = {"id": row.freight_template_id, "shop_id": row.shop_id, "name": row.freight_name}
    return msgspec.convert(kept | terms, FreightTemplate)
