"""News of shops."""

from lilong.platform.audit import Actor
from lilong.platform.events import Event


class ShopApproved(Event, frozen=True):
    """An application was approved and the shop exists, not yet open."""

    shop_id: int
    owner_id: int
    """The staff member who owns it."""
    commission_bp: int
    """The rate agreed, in basis points."""
    approved_by: Actor


class ShopOpened(Event, frozen=True):
    """The shop sells from now on."""

    shop_id: int


class ShopFrozen(Event, frozen=True):
    """The platform stopped the shop from selling; placed orders go on."""

    shop_id: int
    reason: str


class ShopUnfrozen(Event, frozen=True):
    """The shop sells again."""

    shop_id: int
