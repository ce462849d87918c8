"""Who works for a shop, and as what. One person may work for several shops."""

from sqlalchemy import ColumnElement, delete, insert, update

from lilong.accounts import queries, rules, sessions
from lilong.accounts.errors import AlreadyMember, StaffUnknown
from lilong.accounts.grants import Manager, check_owner_remains
from lilong.accounts.schemas import Member, MemberInput, Members
from lilong.accounts.tables import membership
from lilong.platform import audit, clock, phones
from lilong.platform.conflicts import refusing
from lilong.platform.db import Db


async def list_members(db: Db, shop_id: int) -> Members:
    """Everybody who works for the shop."""
    return Members([present(row) for row in await queries.members(db, shop_id)])


async def take_on(db: Db, manager: Manager, shop_id: int, ask: MemberInput) -> Member:
    """Take a registered person on by phone. Raises StaffUnknown, NotFound (role), CannotGrant, AlreadyMember."""
    person = await queries.credential_of_phone(db, "staff", phones.index(ask.phone))
    if person is None:
        raise StaffUnknown
    return await add_member(db, manager, shop_id, person.person_id, ask.role_id, name=ask.name)


async def add_member(
    db: Db, manager: Manager, shop_id: int, staff_id: int, role_id: int, *, name: str | None = None
) -> Member:
    """Make a staff member work for the shop; `name`: what the shop calls them. Raises as take_on()."""
    role = await queries.lock_role(db, shop_id, role_id, to_give=True)
    manager.check_role(role)
    person = await queries.staff_profile(db, staff_id)
    row = {
        "shop_id": shop_id,
        "staff_id": staff_id,
        "role_id": role_id,
        "name": name or person.name,
        "phone_masked": phones.masked(person.phone_sealed),
        "joined_at": clock.now(),
    }
    async with refusing(db, {"membership_pkey": AlreadyMember}):
        await db.execute(insert(membership), row)
    await _changed(db, manager, "member.added", staff_id, after=role.name)
    return present(await queries.member(db, shop_id, staff_id))


async def change_member(db: Db, manager: Manager, shop_id: int, staff_id: int, role_id: int) -> Member:
    """Give a member another role. Raises NotFound, CannotGrant, LastOwner."""
    role = await queries.lock_role(db, shop_id, role_id, to_give=True)
    manager.check_role(role)
    before = await _lock_out_of_ownership(db, manager, shop_id, staff_id, stays_owner=role.is_owner)
    await db.execute(update(membership).where(_is(shop_id, staff_id)).values(role_id=role_id))
    await _changed(db, manager, "member.changed", staff_id, before=before.role_name, after=role.name)
    return present(await queries.member(db, shop_id, staff_id))


async def remove_member(db: Db, manager: Manager, shop_id: int, staff_id: int) -> None:
    """The person no longer works for the shop. Raises NotFound, CannotGrant, LastOwner."""
    before = await _lock_out_of_ownership(db, manager, shop_id, staff_id, stays_owner=False)
    await db.execute(delete(membership).where(_is(shop_id, staff_id)))
    await _changed(db, manager, "member.removed", staff_id, before=before.role_name)


async def _lock_out_of_ownership(
    db: Db, manager: Manager, shop_id: int, staff_id: int, *, stays_owner: bool
) -> queries.AnyRow:
    """The member as they are, once it is sure that the manager may change them and that an owner remains."""
    before = await queries.member(db, shop_id, staff_id)
    manager.check_role(before)
    if before.is_owner and not stays_owner:
        await check_owner_remains(db, manager, staff_id)
    return before


def present(row: queries.AnyRow) -> Member:
    """A member's row as shown to their colleagues."""
    return Member(row.id, row.name, row.phone_masked, row.role_id, row.role_name, row.is_owner, row.joined_at)


def shop_permissions(row: queries.AnyRow) -> list[str]:
    """What a membership's role allows, in the order of the catalogue."""
    held = rules.held(row.shop_id, row.is_owner, row.permissions)
    return [code for code in rules.SHOP_PERMISSIONS if code in held]


def _is(shop_id: int, staff_id: int) -> ColumnElement[bool]:
    return (membership.c.shop_id == shop_id) & (membership.c.staff_id == staff_id)


async def _changed(
    db: Db, manager: Manager, action: str, staff_id: int, before: str | None = None, after: str | None = None
) -> None:
    subject = f"staff:{staff_id}"
    await audit.record(
        db, manager.actor, action, subject, shop_id=manager.shop_id, before=before, after=after
    )
    await sessions.refresh_rights(db, "staff", [staff_id])
