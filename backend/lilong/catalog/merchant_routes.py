"""Goods and freight as a shop keeps them, and the opening of the shop."""

import msgspec
from litestar import Response, delete, get, post, put

from lilong import shops
from lilong.catalog import products, queries, templates
from lilong.catalog.categories import Branch, tree
from lilong.catalog.forms import DetailBlock, Dimension, ProductForm, shown_in
from lilong.catalog.freight import FreightTemplate, FreightTerms
from lilong.catalog.schemas import (
    FreightTemplateList,
    ProductView,
    freight_template_list,
    product_view,
)
from lilong.platform import access, media
from lilong.platform.access import ShopStaff
from lilong.platform.db import Db
from lilong.platform.encoded import answers
from lilong.platform.idempotency import Once


class CategoryTree(msgspec.Struct, frozen=True):
    """The category tree with what the product form asks in each."""

    items: list[Branch]


@get("/categories", guards=[access.shop_permission("products.view")])
async def show_categories(db: Db) -> CategoryTree:
    """The category tree, for the product form."""
    return CategoryTree(await tree(db))


@get("/products/{product_id:int}", guards=[access.shop_permission("products.view")])
async def show_product(product_id: int, db: Db, shop_staff: ShopStaff) -> ProductView:
    """A product as it is edited."""
    return await _view(db, shop_staff.shop_id, product_id)


@post("/products", guards=[access.shop_permission("products.edit")], responses=answers(ProductView, 201))
async def create_product(data: ProductForm, db: Db, shop_staff: ShopStaff, once: Once) -> Response[bytes]:
    """Save a new product as a draft."""

    async def create() -> ProductView:
        product_id = await products.create(db, shop_id=shop_staff.shop_id, form=data, actor=shop_staff.actor)
        return await _view(db, shop_staff.shop_id, product_id)

    return await once(create)


@put("/products/{product_id:int}", guards=[access.shop_permission("products.edit")])
async def save_product(product_id: int, data: ProductForm, db: Db, shop_staff: ShopStaff) -> ProductView:
    """Save a product; 409 `edited_elsewhere` when somebody saved it since it was opened."""
    await products.save(
        db, shop_id=shop_staff.shop_id, product_id=product_id, form=data, actor=shop_staff.actor
    )
    return await _view(db, shop_staff.shop_id, product_id)


@post("/products/{product_id:int}/listing", guards=[access.shop_permission("products.edit")], status_code=200)
async def list_product(product_id: int, db: Db, shop_staff: ShopStaff) -> ProductView:
    """Put a product on the shelf."""
    await products.put_on_shelf(db, shop_id=shop_staff.shop_id, product_id=product_id, actor=shop_staff.actor)
    return await _view(db, shop_staff.shop_id, product_id)


@delete(
    "/products/{product_id:int}/listing", guards=[access.shop_permission("products.edit")], status_code=200
)
async def delist_product(product_id: int, db: Db, shop_staff: ShopStaff) -> ProductView:
    """Take a product off the shelf."""
    await products.take_off_shelf(
        db, shop_id=shop_staff.shop_id, product_id=product_id, actor=shop_staff.actor
    )
    return await _view(db, shop_staff.shop_id, product_id)


@get("/freight-templates", guards=[access.shop_permission("products.view")])
async def list_freight_templates(db: Db, shop_staff: ShopStaff) -> FreightTemplateList:
    """All freight templates of the shop."""
    return freight_template_list(await queries.templates_of(db, shop_staff.shop_id))


@post(
    "/freight-templates",
    guards=[access.shop_permission("products.edit")],
    responses=answers(FreightTemplate, 201),
)
async def create_freight_template(
    data: FreightTerms, db: Db, shop_staff: ShopStaff, once: Once
) -> Response[bytes]:
    """Save a new freight template."""
    return await once(
        lambda: templates.create(db, shop_id=shop_staff.shop_id, terms=data, actor=shop_staff.actor)
    )


@put("/freight-templates/{template_id:int}", guards=[access.shop_permission("products.edit")])
async def save_freight_template(
    template_id: int, data: FreightTerms, db: Db, shop_staff: ShopStaff
) -> FreightTemplate:
    """Change a freight template."""
    return await templates.save(
        db, shop_id=shop_staff.shop_id, template_id=template_id, terms=data, actor=shop_staff.actor
    )


@post("/shop/opening", guards=[access.shop_permission("shop.edit")], status_code=200)
async def open_shop(db: Db, shop_staff: ShopStaff) -> shops.ShopProfile:
    """Begin to sell; 409 `not_ready_to_open` says what is missing."""
    has_template, has_listed = await queries.is_ready_to_open(db, shop_staff.shop_id)
    return await shops.open_shop(
        db,
        shop_staff.actor,
        shop_staff.shop_id,
        has_freight_template=has_template,
        has_listed_product=has_listed,
    )


async def _view(db: Db, shop_id: int, product_id: int) -> ProductView:
    row = await queries.product_of(db, shop_id, product_id)
    shown = shown_in(
        msgspec.convert(row.dimensions, list[Dimension]), msgspec.convert(row.detail, list[DetailBlock])
    )
    pictures = await media.pictures(db, {*row.picture_ids, *shown})
    return product_view(row, await queries.active_skus(db, product_id), pictures)


handlers = [
    show_categories,
    show_product,
    create_product,
    save_product,
    list_product,
    delist_product,
    list_freight_templates,
    create_freight_template,
    save_freight_template,
    open_shop,
]
