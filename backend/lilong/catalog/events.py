"""News of the catalogue."""

from lilong.platform.events import Event


class ProductListed(Event, frozen=True):
    """A product came on the shelf."""

    product_id: int
    shop_id: int


class ProductDelisted(Event, frozen=True):
    """A product left the shelf."""

    product_id: int
    shop_id: int


class ProductChanged(Event, frozen=True):
    """A product was saved: title, prices, pictures or SKUs may differ."""

    product_id: int
    shop_id: int


class SkusAdded(Event, frozen=True):
    """A product got new SKUs; inventory opens their stock in the same transaction."""

    product_id: int
    shop_id: int
    stock: dict[int, int]
    """Pieces on hand by SKU id."""
    actor_kind: str
    actor_id: int
