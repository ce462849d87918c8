"""What shops sell: categories, brands, products (SPU) with their SKUs, freight templates.

- A product is a draft, listed or delisted; shoppers see it while it is listed and its shop is open.
- Every SKU has one value per dimension of its product, no two the same; an SKU that orders know is never removed,
  only made inactive.
- Prices of a product (`price_min_fen`, `price_max_fen`) are those of its active SKUs, written in the same save.
- A save names the version it saw: of two people editing at once, the second is told.

Stock is not kept here: inventory, which stands above, hears `SkusAdded`.
"""

from lilong.catalog.categories import add_category
from lilong.catalog.categories import tree as category_tree
from lilong.catalog.errors import ProductNotFound
from lilong.catalog.events import ProductChanged, ProductDelisted, ProductListed, SkusAdded
from lilong.catalog.facts import ReturnPolicy, SkuFacts, freight_templates, purchase_facts
from lilong.catalog.forms import (
    CategoryAttribute,
    DetailBlock,
    Dimension,
    ProductForm,
    SkuForm,
)
from lilong.catalog.freight import (
    FreightRule,
    FreightTemplate,
    FreightTerms,
    NotDelivered,
    freight_fen,
    freight_text,
)
from lilong.catalog.pages import HOME, LISTS, forget, forget_everywhere, forget_shops, page_key
from lilong.catalog.products import count_sale, put_on_shelf
from lilong.catalog.products import create as create_product
from lilong.catalog.rules import RETURN_POLICY_TEXTS
from lilong.catalog.tables import brand, category, freight_template, product, sku
from lilong.catalog.templates import create as create_freight_template

__all__ = [
    "HOME",
    "LISTS",
    "RETURN_POLICY_TEXTS",
    "CategoryAttribute",
    "DetailBlock",
    "Dimension",
    "FreightRule",
    "FreightTemplate",
    "FreightTerms",
    "NotDelivered",
    "ProductChanged",
    "ProductDelisted",
    "ProductForm",
    "ProductListed",
    "ProductNotFound",
    "ReturnPolicy",
    "SkuFacts",
    "SkuForm",
    "SkusAdded",
    "add_category",
    "brand",
    "category",
    "category_tree",
    "count_sale",
    "create_freight_template",
    "create_product",
    "forget",
    "forget_everywhere",
    "forget_shops",
    "freight_fen",
    "freight_template",
    "freight_templates",
    "freight_text",
    "page_key",
    "product",
    "purchase_facts",
    "put_on_shelf",
    "sku",
]
