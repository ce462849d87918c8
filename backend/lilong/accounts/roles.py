"""Roles are data: a shop's own, or the platform's (shop_id is null)."""

from collections.abc import Iterable, Mapping

from sqlalchemy import delete, insert, update
from sqlalchemy.dialects.postgresql import insert as insert_or

from lilong.accounts import queries, rules, sessions
from lilong.accounts.errors import RoleInUse, RoleNameTaken
from lilong.accounts.grants import Manager, check_known
from lilong.accounts.schemas import Permission, Role, RoleInput, Roles
from lilong.accounts.tables import role
from lilong.platform import audit, clock, ids
from lilong.platform.conflicts import refusing
from lilong.platform.db import Db

_NAME_KEY = {"role_shop_id_name_key": RoleNameTaken}


async def create_role(db: Db, manager: Manager, ask: RoleInput) -> Role:
    """Raises InvalidInput for unknown permissions, CannotGrant, RoleNameTaken."""
    _check(manager, ask)
    role_id = await ids.one(db)
    row = _row(role_id, manager.shop_id, ask.name, ask.permissions)
    async with refusing(db, _NAME_KEY):
        await db.execute(insert(role), row)
    await _audit(db, manager, "role.created", role_id, after=ask)
    return await present_role(db, manager.shop_id, role_id)


async def change_role(db: Db, manager: Manager, role_id: int, ask: RoleInput) -> Role:
    """Rename it or change what it allows; whoever has it feels it at once.

    Raises NotFound, OwnerRoleFixed, InvalidInput, CannotGrant, RoleNameTaken.
    """
    before = await queries.lock_role(db, manager.shop_id, role_id)
    manager.check_editable(before)
    _check(manager, ask)
    change = update(role).where(role.c.id == role_id)
    async with refusing(db, _NAME_KEY):
        await db.execute(change.values(name=ask.name, permissions=sorted(set(ask.permissions))))
    await sessions.refresh_rights(
        db, manager.audience, await queries.people_with_role(db, manager.shop_id, role_id)
    )
    shown = {"name": before.name, "permissions": before.permissions}
    await _audit(db, manager, "role.changed", role_id, before=shown, after=ask)
    return await present_role(db, manager.shop_id, role_id)


async def delete_role(db: Db, manager: Manager, role_id: int) -> None:
    """Raises NotFound, OwnerRoleFixed, CannotGrant, RoleInUse."""
    before = await queries.lock_role(db, manager.shop_id, role_id)
    manager.check_editable(before)
    if people := await queries.people_with_role(db, manager.shop_id, role_id):
        raise RoleInUse(people=len(people))
    await db.execute(delete(role).where(role.c.id == role_id))
    shown = {"name": before.name, "permissions": before.permissions}
    await _audit(db, manager, "role.deleted", role_id, before=shown)


async def list_roles(db: Db, shop_id: int | None) -> Roles:
    """All roles of the shop or the platform, with everything that a role may allow."""
    known = [Permission(code, name) for code, name in rules.catalogue(shop_id).items()]
    return Roles([_present(row) for row in await queries.roles(db, shop_id)], known)


async def present_role(db: Db, shop_id: int | None, role_id: int) -> Role:
    """Raises NotFound."""
    return _present(await queries.role_row(db, shop_id, role_id))


async def ensure_shop_roles(db: Db, shop_id: int) -> dict[str, int]:
    """The roles that every shop begins with, by name (店主, 运营, 客服, 仓库); again changes nothing."""
    return await _ensure(db, shop_id, rules.OWNER_ROLE, rules.SHOP_ROLES)


async def ensure_platform_roles(db: Db) -> dict[str, int]:
    """The roles that the platform begins with, by name (超级管理员, 招商, 财务, 客服); again changes nothing."""
    return await _ensure(db, None, rules.ADMIN_ROLE, rules.PLATFORM_ROLES)


async def _ensure(
    db: Db, shop_id: int | None, owner_name: str, others: Mapping[str, tuple[str, ...]]
) -> dict[str, int]:
    owner = _row(await ids.one(db), shop_id, owner_name, ()) | {"is_owner": True}
    rows = [owner] + [_row(await ids.one(db), shop_id, name, held) for name, held in others.items()]
    for row in rows:
        await db.execute(insert_or(role).values(row).on_conflict_do_nothing())
    return {row.name: row.id for row in await queries.roles(db, shop_id)}


def _row(role_id: int, shop_id: int | None, name: str, permissions: Iterable[str]) -> dict[str, object]:
    return {
        "id": role_id,
        "shop_id": shop_id,
        "name": name,
        "is_owner": False,
        "permissions": sorted(set(permissions)),
        "created_at": clock.now(),
    }


def _check(manager: Manager, ask: RoleInput) -> None:
    check_known(manager.shop_id, ask.permissions)
    manager.check_holds(ask.permissions)


def _present(row: queries.AnyRow) -> Role:
    permissions = sorted(rules.held(row.shop_id, row.is_owner, row.permissions))
    return Role(row.id, row.name, row.is_owner, permissions, row.member_count)


async def _audit(
    db: Db, manager: Manager, action: str, role_id: int, before: object = None, after: object = None
) -> None:
    subject = f"role:{role_id}"
    await audit.record(
        db, manager.actor, action, subject, shop_id=manager.shop_id, before=before, after=after
    )
