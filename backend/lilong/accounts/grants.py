"""Who may give which permissions: nobody gives, changes or takes away what he lacks himself."""

from collections.abc import Iterable

import msgspec

from lilong.accounts import queries, rules
from lilong.accounts.errors import CannotGrant, LastOwner, OwnerRoleFixed
from lilong.platform.access import Operator, ShopStaff
from lilong.platform.audit import Actor
from lilong.platform.db import Db
from lilong.platform.errors import InvalidInput


class Manager(msgspec.Struct, frozen=True):
    """Somebody who manages the people of a shop, or of the platform where shop_id is None."""

    actor: Actor
    permissions: frozenset[str]
    shop_id: int | None

    @property
    def audience(self) -> rules.CredentialAudience:
        """Whom they manage."""
        return "operator" if self.shop_id is None else "staff"

    @property
    def owner_name(self) -> str:
        """What the role is called that holds everything."""
        return rules.ADMIN_ROLE if self.shop_id is None else rules.OWNER_ROLE

    def check_holds(self, permissions: Iterable[str]) -> None:
        """Raises CannotGrant unless the manager holds them all."""
        if not self.permissions.issuperset(permissions):
            raise CannotGrant(owner=self.owner_name)

    def check_role(self, role: queries.AnyRow) -> None:
        """Raises CannotGrant unless the manager holds all that the role allows; an owner's takes an owner."""
        self.check_holds(rules.held(self.shop_id, role.is_owner, role.permissions))

    def check_editable(self, role: queries.AnyRow) -> None:
        """Raises OwnerRoleFixed, CannotGrant."""
        if role.is_owner:
            raise OwnerRoleFixed(owner=self.owner_name)
        self.check_role(role)


def shop_manager(staff: ShopStaff) -> Manager:
    """A member of a shop as manager of its people."""
    return Manager(staff.actor, staff.permissions, staff.shop_id)


def platform_manager(operator: Operator) -> Manager:
    """An operator as manager of the platform's people."""
    return Manager(operator.actor, operator.permissions, None)


def founder(shop_id: int | None) -> Manager:
    """The system itself, when a shop or the platform gets its first people."""
    return Manager(Actor("system"), frozenset(rules.catalogue(shop_id)), shop_id)


def check_known(shop_id: int | None, permissions: Iterable[str]) -> None:
    """Raises InvalidInput for a permission that does not exist."""
    if unknown := set(permissions).difference(rules.catalogue(shop_id)):
        raise InvalidInput({"permissions": f"没有这些权限：{'、'.join(sorted(unknown))}"})


async def check_owner_remains(db: Db, manager: Manager, person_id: int) -> None:
    """The person stops being an owner; others must be. Locks all owners, so that two cannot leave at once.

    Raises LastOwner.
    """
    owners = await queries.lock_owners(db, manager.shop_id)
    if set(owners) <= {person_id}:
        raise LastOwner(owner=manager.owner_name)
