"""What shops sell: categories, brands, products (SPU), their SKUs and freight templates."""

from datetime import datetime
from typing import Any

from sqlalchemy import (
    ARRAY,
    BigInteger,
    CheckConstraint,
    Column,
    Computed,
    DateTime,
    ForeignKey,
    Index,
    Named,
    Table,
    TypedColumns,
    UniqueConstraint,
    text,
)

from lilong.platform.columns import allowed, big, document, key, metadata, moment, owned


class _CategoryColumns(TypedColumns):
    id: Named[int] = key()
    parent_id: Named[int | None] = Column(BigInteger, ForeignKey("category.id"))
    name: Named[str]
    icon_id: Named[int | None] = Column(BigInteger)
    position: Named[int]
    attributes: Named[Any] = document()
    """`[{name, choices, is_required}]`: what a product form asks in this category."""
    return_policy: Named[str]
    """Proposed for new products of this category."""
    is_active: Named[bool]


category = Table(
    "category",
    metadata,
    _CategoryColumns,
    UniqueConstraint("parent_id", "name", postgresql_nulls_not_distinct=True),
    CheckConstraint(
        "return_policy IN ('seven_days', 'no_return_fresh', 'no_return_custom')", name="return_policy"
    ),
)
owned(category, public=True)


class _BrandColumns(TypedColumns):
    id: Named[int] = key()
    name: Named[str]


brand = Table("brand", metadata, _BrandColumns, UniqueConstraint("name"))
owned(brand, public=True)
allowed(brand, "merchant", "INSERT")  # a product form may name a brand that nobody has named before


class _FreightTemplateColumns(TypedColumns):
    id: Named[int] = key()
    shop_id: Named[int] = big()
    name: Named[str]
    charge_by: Named[str]
    rules: Named[Any] = document()
    """`[{region_codes, first_units, first_fen, next_units, next_fen}]`; see freight.FreightRule."""
    free_over_fen: Named[int | None] = Column(BigInteger)
    excluded_region_codes: Named[Any] = document()


freight_template = Table(
    "freight_template",
    metadata,
    _FreightTemplateColumns,
    UniqueConstraint("shop_id", "name"),
    CheckConstraint("charge_by IN ('piece', 'weight')", name="charge_by"),
    CheckConstraint("free_over_fen > 0", name="free_over"),
)
owned(freight_template, merchant="shop_id", public=True)


class _ProductColumns(TypedColumns):
    id: Named[int] = key()
    shop_id: Named[int] = big()
    category_id: Named[int] = Column(BigInteger, ForeignKey("category.id"))
    brand_id: Named[int | None] = Column(BigInteger, ForeignKey("brand.id"))
    title: Named[str]
    subtitle: Named[str]
    picture_ids: Named[list[int]] = Column(ARRAY(BigInteger))
    """Media ids; the first is the cover."""
    attributes: Named[Any] = document()
    dimensions: Named[Any] = document()
    """`[{name, values: [{name, media_id}]}]`: what an SKU is chosen by."""
    detail: Named[Any] = document()
    """`[{kind, text, media_id}]`: the long description; text is plain, never markup."""
    services: Named[Any] = document()
    return_policy: Named[str]
    freight_template_id: Named[int] = Column(BigInteger, ForeignKey("freight_template.id"))
    state: Named[str]
    version: Named[int]
    """Rises with each save; a save names the version it saw."""
    price_min_fen: Named[int] = big()
    price_max_fen: Named[int] = big()
    list_price_fen: Named[int | None] = Column(BigInteger)
    """The crossed-out price of the cheapest SKU."""
    sold_count: Named[int] = big()
    listed_at: Named[datetime | None] = Column(DateTime(timezone=True))
    """When it last came on the shelf."""
    rank: Named[int | None] = Column(
        BigInteger,
        Computed(
            "round(1000 * log(1 + sold_count))::bigint"
            " + extract(epoch FROM listed_at AT TIME ZONE 'UTC')::bigint / 2592",
            persisted=True,
        ),
    )
    """The order of "recommended": ten times the sales weigh as much as 30 days of newness."""
    created_at: Named[datetime] = moment()
    updated_at: Named[datetime] = moment()


product = Table(
    "product",
    metadata,
    _ProductColumns,
    CheckConstraint("state IN ('draft', 'listed', 'delisted')", name="state"),
    CheckConstraint("state <> 'listed' OR listed_at IS NOT NULL", name="listed_at"),
    CheckConstraint(
        "return_policy IN ('seven_days', 'no_return_fresh', 'no_return_custom')", name="return_policy"
    ),
    CheckConstraint("0 < price_min_fen AND price_min_fen <= price_max_fen", name="price"),
    CheckConstraint("sold_count >= 0", name="sold_count"),
    CheckConstraint("cardinality(picture_ids) >= 1", name="picture_ids"),
    Index(
        "product_by_price", "category_id", "price_min_fen", "id", postgresql_where=text("state = 'listed'")
    ),
    Index("product_by_sales", "category_id", "sold_count", "id", postgresql_where=text("state = 'listed'")),
    Index("product_by_newness", "category_id", "listed_at", "id", postgresql_where=text("state = 'listed'")),
    Index("product_by_rank", "category_id", "rank", "id", postgresql_where=text("state = 'listed'")),
    Index(None, "shop_id", "updated_at", "id"),
)
"""draft ─list▶ listed ─delist▶ delisted ─list▶ listed; a draft has never been for sale."""
owned(product, merchant="shop_id", public=True)


class _SkuColumns(TypedColumns):
    id: Named[int] = key()
    product_id: Named[int] = Column(BigInteger, ForeignKey("product.id"))
    shop_id: Named[int] = big()
    position: Named[int]
    code: Named[str]
    """The shop's own article number; unique among its active SKUs."""
    spec: Named[Any] = document()
    """One value per dimension of the product, in their order."""
    spec_text: Named[str]
    """The values as an order line shows them, such as 紫砂 · 大."""
    picture_id: Named[int | None] = Column(BigInteger)
    """Media id of the chosen value's picture, if it has one."""
    price_fen: Named[int] = big()
    list_price_fen: Named[int | None] = Column(BigInteger)
    cost_fen: Named[int | None] = Column(BigInteger)
    weight_grams: Named[int]
    limit_per_buyer: Named[int | None]
    is_active: Named[bool]
    """False once the shop removed it from the product: orders keep it, nobody buys it."""


sku = Table(
    "sku",
    metadata,
    _SkuColumns,
    CheckConstraint("price_fen > 0", name="price"),
    CheckConstraint("list_price_fen >= price_fen", name="list_price"),
    CheckConstraint("cost_fen >= 0", name="cost"),
    CheckConstraint("weight_grams >= 0", name="weight"),
    CheckConstraint("limit_per_buyer > 0", name="limit_per_buyer"),
    Index("sku_code_key", "shop_id", "code", unique=True, postgresql_where=text("is_active")),
    Index(None, "product_id"),
)
owned(sku, merchant="shop_id", public=True)


class _CountedSaleColumns(TypedColumns):
    order_id: Named[int] = key()


counted_sale = Table("counted_sale", metadata, _CountedSaleColumns)
"""Orders that are in `product.sold_count`: the news of a paid order may come twice."""
