"""Reads of the catalogue; what a shop opens is fetched through its shop id."""

from typing import Any

import msgspec
from sqlalchemy import Row, exists, select

from lilong.catalog.errors import ProductNotFound
from lilong.catalog.forms import CategoryAttribute
from lilong.catalog.tables import brand, category, freight_template, product, sku
from lilong.platform.db import Db


async def lock_product(db: Db, shop_id: int, product_id: int) -> Row[Any]:
    """The shop's product, held until the transaction ends. Raises ProductNotFound."""
    mine = select(product).where(product.c.id == product_id, product.c.shop_id == shop_id)
    row = (await db.execute(mine.with_for_update())).one_or_none()
    if row is None:
        raise ProductNotFound
    return row


async def product_of(db: Db, shop_id: int, product_id: int) -> Row[Any]:
    """The shop's product with its brand's name. Raises ProductNotFound."""
    mine = (
        select(product, brand.c.name.label("brand_name"))
        .outerjoin_from(product, brand, brand.c.id == product.c.brand_id)
        .where(product.c.id == product_id, product.c.shop_id == shop_id)
    )
    row = (await db.execute(mine)).one_or_none()
    if row is None:
        raise ProductNotFound
    return row


async def active_skus(db: Db, product_id: int) -> list[Row[Any]]:
    """The product's SKUs in the shop's order, without the retired ones."""
    rows = select(sku).where(sku.c.product_id == product_id, sku.c.is_active).order_by(sku.c.position)
    return list(await db.execute(rows))


async def attributes_asked(db: Db, category_id: int) -> list[CategoryAttribute] | None:
    """What the category asks of a product; None when goods cannot be put there: unknown, closed or with children."""
    child = category.alias()
    leaf = select(category.c.attributes).where(
        category.c.id == category_id,
        category.c.is_active,
        ~exists().where(child.c.parent_id == category_id),
    )
    found = (await db.execute(leaf)).one_or_none()
    return None if found is None else msgspec.convert(found.attributes, list[CategoryAttribute])


async def categories(db: Db) -> list[Row[Any]]:
    """All active categories, parents before children, in the order of the tree."""
    rows = select(category).where(category.c.is_active)
    return list(await db.execute(rows.order_by(category.c.parent_id.nulls_first(), category.c.position)))


async def templates_of(db: Db, shop_id: int) -> list[Row[Any]]:
    """The shop's freight templates, oldest first."""
    mine = select(freight_template).where(freight_template.c.shop_id == shop_id)
    return list(await db.execute(mine.order_by(freight_template.c.id)))


async def is_ready_to_open(db: Db, shop_id: int) -> tuple[bool, bool]:
    """Whether the shop has a freight template, and whether it has a listed product."""
    template = exists().where(freight_template.c.shop_id == shop_id)
    listed = exists().where(product.c.shop_id == shop_id, product.c.state == "listed")
    row = (await db.execute(select(template.label("template"), listed.label("listed")))).one()
    return row.template, row.listed
