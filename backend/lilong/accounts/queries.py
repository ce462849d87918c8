"""What is read about people. Shops' rows are fetched through `shop_id`, shoppers' through `buyer_id`."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, func, select

from lilong.accounts.rules import CredentialAudience
from lilong.accounts.tables import address, buyer, credential, membership, operator, role, session, staff
from lilong.platform.access import Audience
from lilong.platform.db import Db
from lilong.platform.errors import NotFound

AnyRow = Row[*tuple[Any, ...]]
"""Rows whose columns are named by the select beside them."""

_AnySelect = Select[*tuple[Any, ...]]


async def _one(db: Db, wanted: _AnySelect) -> AnyRow:
    """The one row. Raises NotFound."""
    if (row := (await db.execute(wanted)).one_or_none()) is None:
        raise NotFound
    return row


async def live_session(db: Db, access_hash: bytes, now: datetime) -> AnyRow | None:
    """The session of an access token that is good at the moment."""
    wanted = select(session).where(
        session.c.access_hash == access_hash, session.c.revoked_at.is_(None), session.c.expires_at > now
    )
    return (await db.execute(wanted)).one_or_none()


async def lock_session_by_refresh(db: Db, audience: Audience, refresh_hash: bytes) -> AnyRow | None:
    """The session whose present or previous refresh token this is."""
    columns = session.c
    spent = (columns.refresh_hash == refresh_hash) | (columns.previous_refresh_hash == refresh_hash)
    wanted = select(session).where(columns.audience == audience, spent).with_for_update()
    return (await db.execute(wanted)).one_or_none()


async def sessions_of(db: Db, audience: Audience, person_id: int, now: datetime) -> Sequence[AnyRow]:
    """The person's devices that are still signed in."""
    columns = session.c
    mine = (columns.audience == audience) & (columns.person_id == person_id)
    live = columns.revoked_at.is_(None) & (columns.refresh_until > now)
    return (await db.execute(select(session).where(mine, live).order_by(columns.last_seen_at.desc()))).all()


async def buyer_row(db: Db, buyer_id: int) -> AnyRow:
    """The shopper. Raises NotFound."""
    return await _one(db, select(buyer).where(buyer.c.id == buyer_id))


async def credential_of_phone(db: Db, audience: CredentialAudience, phone_index: bytes) -> AnyRow | None:
    """Who signs in with the phone."""
    wanted = select(credential).where(
        credential.c.audience == audience, credential.c.phone_index == phone_index
    )
    return (await db.execute(wanted)).one_or_none()


async def credential_of(db: Db, audience: CredentialAudience, person_id: int) -> AnyRow:
    """The person's phone and password. Raises NotFound."""
    mine = (credential.c.audience == audience) & (credential.c.person_id == person_id)
    return await _one(db, select(credential).where(mine))


async def staff_profile(db: Db, staff_id: int) -> AnyRow:
    """A staff member with their phone and whether the second factor is on. Raises NotFound."""
    return await _one(db, _profile(staff, "staff").where(staff.c.id == staff_id))


async def operator_profile(db: Db, operator_id: int) -> AnyRow:
    """An operator likewise, with their role. Raises NotFound."""
    wanted = _profile(operator, "operator").join(role, role.c.id == operator.c.role_id)
    wanted = wanted.add_columns(role.c.name.label("role_name"), role.c.is_owner, role.c.permissions)
    return await _one(db, wanted.where(operator.c.id == operator_id))


def _profile(people: Any, audience: CredentialAudience) -> _AnySelect:
    of_person = (credential.c.person_id == people.c.id) & (credential.c.audience == audience)
    return select(people.c.id, people.c.name, credential.c.phone_sealed, credential.c.totp_is_on).join(
        credential, of_person
    )


async def operator_role(db: Db, operator_id: int) -> AnyRow:
    """What the operator's role allows. Raises NotFound for one who has left."""
    wanted = select(role).join(operator, operator.c.role_id == role.c.id)
    return await _one(db, wanted.where(operator.c.id == operator_id, operator.c.is_active))


async def memberships_of(db: Db, staff_id: int) -> Sequence[AnyRow]:
    """The shops of a staff member, each with its role, the longest first."""
    wanted = (
        select(membership.c.shop_id, role.c.name.label("role_name"), role.c.is_owner, role.c.permissions)
        .join(role, role.c.id == membership.c.role_id)
        .where(membership.c.staff_id == staff_id)
        .order_by(membership.c.joined_at, membership.c.shop_id)
    )
    return (await db.execute(wanted)).all()


def _members() -> _AnySelect:
    return select(
        membership.c.staff_id.label("id"),
        membership.c.name,
        membership.c.phone_masked,
        membership.c.role_id,
        role.c.name.label("role_name"),
        role.c.is_owner,
        role.c.permissions,
        membership.c.joined_at,
    ).join(role, role.c.id == membership.c.role_id)


async def members(db: Db, shop_id: int) -> Sequence[AnyRow]:
    """Everybody who works for the shop, the longest first."""
    wanted = _members().where(membership.c.shop_id == shop_id)
    return (await db.execute(wanted.order_by(membership.c.joined_at, membership.c.staff_id))).all()


async def member(db: Db, shop_id: int, staff_id: int) -> AnyRow:
    """A member of the shop. Raises NotFound."""
    return await _one(
        db, _members().where(membership.c.shop_id == shop_id, membership.c.staff_id == staff_id)
    )


def _operators() -> _AnySelect:
    wanted = _profile(operator, "operator").join(role, role.c.id == operator.c.role_id)
    return wanted.add_columns(
        operator.c.role_id,
        role.c.name.label("role_name"),
        role.c.is_owner,
        role.c.permissions,
        operator.c.created_at.label("joined_at"),
    ).where(operator.c.is_active)


async def operators(db: Db) -> Sequence[AnyRow]:
    """Everybody who works for the platform, the longest first."""
    return (await db.execute(_operators().order_by(operator.c.created_at, operator.c.id))).all()


async def operator_member(db: Db, operator_id: int) -> AnyRow:
    """An operator who has not left. Raises NotFound."""
    return await _one(db, _operators().where(operator.c.id == operator_id))


async def lock_owners(db: Db, shop_id: int | None) -> Collection[int]:
    """The ids of all owners of the shop, or administrators of the platform: nobody else changes them meanwhile."""
    if shop_id is None:
        people = select(operator.c.id).where(operator.c.is_active).order_by(operator.c.id)
        owning = people.join(role, role.c.id == operator.c.role_id).where(role.c.is_owner)
        return (await db.execute(owning.with_for_update(of=operator))).scalars().all()
    people = (
        select(membership.c.staff_id).where(membership.c.shop_id == shop_id).order_by(membership.c.staff_id)
    )
    owning = people.join(role, role.c.id == membership.c.role_id).where(role.c.is_owner)
    return (await db.execute(owning.with_for_update(of=membership))).scalars().all()


def _in_shop(shop_id: int | None) -> ColumnElement[bool]:
    return role.c.shop_id.is_(None) if shop_id is None else role.c.shop_id == shop_id


async def roles(db: Db, shop_id: int | None) -> Sequence[AnyRow]:
    """The shop's roles, or the platform's, the owner's first, each with how many people have it."""
    wanted = select(role, _people(shop_id).label("member_count")).where(_in_shop(shop_id))
    return (await db.execute(wanted.order_by(role.c.is_owner.desc(), role.c.id))).all()


async def role_row(db: Db, shop_id: int | None, role_id: int) -> AnyRow:
    """One of the shop's roles, or of the platform's, with how many people have it. Raises NotFound."""
    wanted = select(role, _people(shop_id).label("member_count"))
    return await _one(db, wanted.where(_in_shop(shop_id), role.c.id == role_id))


async def lock_role(db: Db, shop_id: int | None, role_id: int, *, to_give: bool = False) -> AnyRow:
    """A role that stays as it is until we commit; `to_give`: others may give it meanwhile too. Raises NotFound."""
    wanted = select(role).where(_in_shop(shop_id), role.c.id == role_id)
    return await _one(db, wanted.with_for_update(read=to_give))


def _people(shop_id: int | None) -> ColumnElement[int]:
    holders: Any = operator if shop_id is None else membership
    having = select(func.count()).select_from(holders).where(holders.c.role_id == role.c.id)
    if shop_id is None:
        having = having.where(operator.c.is_active)
    return having.scalar_subquery()


async def people_with_role(db: Db, shop_id: int | None, role_id: int) -> Sequence[int]:
    """Operators or staff who have the role."""
    if shop_id is None:
        return (await db.execute(select(operator.c.id).where(operator.c.role_id == role_id))).scalars().all()
    holders = select(membership.c.staff_id).where(
        membership.c.role_id == role_id, membership.c.shop_id == shop_id
    )
    return (await db.execute(holders)).scalars().all()


async def addresses(db: Db, buyer_id: int) -> Sequence[AnyRow]:
    """The shopper's addresses, the default first, then the latest."""
    wanted = select(address).where(address.c.buyer_id == buyer_id)
    return (await db.execute(wanted.order_by(address.c.is_default.desc(), address.c.id.desc()))).all()


async def address_row(db: Db, buyer_id: int, address_id: int) -> AnyRow:
    """One of the shopper's addresses. Raises NotFound."""
    return await _one(db, select(address).where(address.c.buyer_id == buyer_id, address.c.id == address_id))
