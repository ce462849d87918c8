"""What shops sell: categories, brands, products (SPU) with their SKUs, freight templates.

- A product is a draft, listed or delisted; shoppers see it while it is listed and its shop is open.
- Every SKU has one value per dimension of its product, no two the same; an SKU that orders know is never removed,
  only made inactive.
- Prices of a product (`price_min_fen`, `price_max_fen`) are those of its active SKUs, written in the same save.
- A save names the version it saw: of two people editing at once, the second is told.

Stock is not kept here: inventory, which stands above, hears `SkusAdded`.
"""

from lilong.catalog.events import ProductChanged, ProductDelisted, ProductListed, SkusAdded
from lilong.catalog.facts import ReturnPolicy, SkuFacts, freight_templates, purchase_facts
from lilong.catalog.freight import FreightRule, FreightTemplate, NotDelivered, freight_fen, freight_text
from lilong.catalog.pages import forget, page_key
from lilong.catalog.tables import brand, category, freight_template, product, sku

__all__ = [
    "FreightRule",
    "FreightTemplate",
    "NotDelivered",
    "ProductChanged",
    "ProductDelisted",
    "ProductListed",
    "ReturnPolicy",
    "SkuFacts",
    "SkusAdded",
    "brand",
    "category",
    "forget",
    "freight_fen",
    "freight_template",
    "freight_templates",
    "freight_text",
    "page_key",
    "product",
    "purchase_facts",
    "sku",
]
