"""The platform's own people: each has one role; one who has left can no longer sign in."""

from sqlalchemy import insert, update

from lilong.accounts import queries, rules, sessions
from lilong.accounts.grants import Manager, check_owner_remains
from lilong.accounts.people import delete_credential, insert_credential
from lilong.accounts.schemas import Member, Members, OperatorProfile
from lilong.accounts.tables import operator
from lilong.platform import audit, clock, ids, phones
from lilong.platform.db import Db


async def list_operators(db: Db) -> Members:
    """Everybody who works for the platform."""
    return Members([_present(row) for row in await queries.operators(db)])


async def has_operators(db: Db) -> bool:
    """Whether anybody works for the platform yet."""
    return bool(await queries.operators(db))


async def create_operator(
    db: Db, manager: Manager, *, phone: str, name: str, password_hash: str, role_id: int
) -> Member:
    """Raises NotFound (role), CannotGrant, PhoneTaken."""
    role = await queries.lock_role(db, None, role_id, to_give=True)
    manager.check_role(role)
    operator_id = await ids.one(db)
    row = {"id": operator_id, "name": name, "role_id": role_id, "is_active": True, "created_at": clock.now()}
    await db.execute(insert(operator), row)
    await insert_credential(db, "operator", operator_id, phone, password_hash)
    await _changed(db, manager, "operator.added", operator_id, after=role.name)
    return _present(await queries.operator_member(db, operator_id))


async def change_operator(db: Db, manager: Manager, operator_id: int, role_id: int) -> Member:
    """Give an operator another role. Raises NotFound, CannotGrant, LastOwner."""
    role = await queries.lock_role(db, None, role_id, to_give=True)
    manager.check_role(role)
    before = await _lock_out_of_ownership(db, manager, operator_id, stays_owner=role.is_owner)
    await db.execute(update(operator).where(operator.c.id == operator_id).values(role_id=role_id))
    await _changed(db, manager, "operator.changed", operator_id, before=before.role_name, after=role.name)
    return _present(await queries.operator_member(db, operator_id))


async def remove_operator(db: Db, manager: Manager, operator_id: int) -> None:
    """The operator has left: signed out everywhere at once, and the phone is free. Raises NotFound, CannotGrant, LastOwner."""
    before = await _lock_out_of_ownership(db, manager, operator_id, stays_owner=False)
    await db.execute(update(operator).where(operator.c.id == operator_id).values(is_active=False))
    await delete_credential(db, "operator", operator_id)
    await sessions.revoke_all(db, "operator", operator_id)
    await _changed(db, manager, "operator.removed", operator_id, before=before.role_name)


async def profile(db: Db, operator_id: int) -> OperatorProfile:
    """An operator to themselves. Raises NotFound."""
    row = await queries.operator_profile(db, operator_id)
    held = rules.held(None, row.is_owner, row.permissions)
    permissions = [code for code in rules.OPS_PERMISSIONS if code in held]
    return OperatorProfile(row.id, row.name, row.role_name, permissions, row.totp_is_on)


async def _lock_out_of_ownership(
    db: Db, manager: Manager, operator_id: int, *, stays_owner: bool
) -> queries.AnyRow:
    before = await queries.operator_member(db, operator_id)
    manager.check_role(before)
    if before.is_owner and not stays_owner:
        await check_owner_remains(db, manager, operator_id)
    return before


def _present(row: queries.AnyRow) -> Member:
    phone_masked = phones.masked(row.phone_sealed)
    return Member(row.id, row.name, phone_masked, row.role_id, row.role_name, row.is_owner, row.joined_at)


async def _changed(
    db: Db,
    manager: Manager,
    action: str,
    operator_id: int,
    before: str | None = None,
    after: str | None = None,
) -> None:
    await audit.record(db, manager.actor, action, f"operator:{operator_id}", before=before, after=after)
    await sessions.refresh_rights(db, "operator", [operator_id])
