"""A shop's life: founded, open, frozen and open again; what it says of itself."""

from typing import Any

import msgspec
from sqlalchemy import insert, update

from lilong import accounts
from lilong.platform import audit, cache, clock, events, ids, media
from lilong.platform.access import ShopStaff
from lilong.platform.audit import Actor
from lilong.platform.conflicts import refusing
from lilong.platform.db import Db
from lilong.shops import present, queries, rules
from lilong.shops.applications import place_columns
from lilong.shops.errors import (
    AlreadyOpened,
    NotFrozen,
    NotOpen,
    NotReadyToOpen,
    ShopNameTaken,
    SubMerchantTaken,
)
from lilong.shops.events import ShopApproved, ShopFrozen, ShopOpened, ShopUnfrozen
from lilong.shops.schemas import PlaceInput, ProfileInput, ShopProfile
from lilong.shops.tables import shop

_TAKEN = {"shop_name_key_key": ShopNameTaken, "shop_sub_mchid_key": SubMerchantTaken}


class NewShop(msgspec.Struct, frozen=True, kw_only=True):
    """What a shop begins with."""

    name: str
    tagline: str
    sub_mchid: str
    company_name: str
    licence_number: str
    licence_media_id: int
    address: PlaceInput
    owner_id: int
    """The staff member who owns it."""
    commission_bp: int
    """Basis points, agreed with the company."""
    is_self_operated: bool = False
    notice: str = ""
    logo_media_id: int | None = None


async def found_shop(db: Db, actor: Actor, ask: NewShop) -> int:
    """Make a shop that prepares to open, with its roles and its owner; returns its id.

    Raises ShopNameTaken, SubMerchantTaken. News: ShopApproved.
    """
    shop_id = await ids.one(db)
    licence_id = await media.copy_to_shop(db, ask.licence_media_id, shop_id)
    async with refusing(db, _TAKEN):
        await db.execute(insert(shop), _row(shop_id, ask) | {"licence_media_id": licence_id})
    roles = await accounts.ensure_shop_roles(db, shop_id)
    owner_role = roles[accounts.OWNER_ROLE]
    await accounts.add_member(db, accounts.founder(shop_id), shop_id, ask.owner_id, owner_role)
    await audit.record(db, actor, "shop.founded", f"shop:{shop_id}", shop_id=shop_id, after=ask)
    await events.record(db, ShopApproved(shop_id, ask.owner_id, ask.commission_bp, actor))
    return shop_id


def _row(shop_id: int, ask: NewShop) -> dict[str, Any]:
    same = ("tagline", "notice", "sub_mchid", "company_name", "licence_number")
    return {
        "id": shop_id,
        "name": rules.clean_name(ask.name),
        "name_key": rules.name_key(ask.name),
        "state": "preparing",
        "logo_media_id": ask.logo_media_id,
        "is_self_operated": ask.is_self_operated,
        "product_count": 0,
        "freeze_reason": "",
        "created_at": clock.now(),
        "opened_at": None,
        **{name: getattr(ask, name) for name in same},
        **place_columns(ask.address),
    }


async def open_shop(
    db: Db, actor: Actor, shop_id: int, *, has_freight_template: bool, has_listed_product: bool
) -> ShopProfile:
    """Begin to sell. The caller knows of goods and freight. Raises NotFound, AlreadyOpened, NotReadyToOpen."""
    before = await queries.lock_shop(db, shop_id)
    if before.state != "preparing":
        raise AlreadyOpened
    missing = rules.missing_to_open(
        has_profile=bool(before.tagline) and before.logo_media_id is not None,
        has_freight_template=has_freight_template,
        has_listed_product=has_listed_product,
    )
    if missing:
        raise NotReadyToOpen(missing=missing, what="、".join(rules.MISSING[code] for code in missing))
    await _change(db, actor, before, "shop.opened", state="open", opened_at=clock.now())
    await events.record(db, ShopOpened(shop_id))
    return await show_profile(db, shop_id)


async def freeze_shop(db: Db, actor: Actor, shop_id: int, reason: str) -> ShopProfile:
    """Stop an open shop from selling. Raises NotFound, NotOpen."""
    before = await queries.lock_shop(db, shop_id)
    if before.state != "open":
        raise NotOpen
    await _change(db, actor, before, "shop.frozen", reason, state="frozen", freeze_reason=reason)
    await events.record(db, ShopFrozen(shop_id, reason))
    return await show_profile(db, shop_id)


async def unfreeze_shop(db: Db, actor: Actor, shop_id: int, reason: str) -> ShopProfile:
    """Let a frozen shop sell again. Raises NotFound, NotFrozen."""
    before = await queries.lock_shop(db, shop_id)
    if before.state != "frozen":
        raise NotFrozen
    await _change(db, actor, before, "shop.unfrozen", reason, state="open", freeze_reason="")
    await events.record(db, ShopUnfrozen(shop_id))
    return await show_profile(db, shop_id)


async def change_profile(db: Db, staff: ShopStaff, ask: ProfileInput) -> ShopProfile:
    """What the shop says of itself. Raises InvalidInput for a logo that is not the shop's picture."""
    before = await queries.lock_shop(db, staff.shop_id)
    if ask.logo_media_id is not None and ask.logo_media_id != before.logo_media_id:
        await media.require(db, "logo_media_id", [ask.logo_media_id], shop_id=staff.shop_id)
    await _change(db, staff.actor, before, "shop.edited", **msgspec.structs.asdict(ask))
    return await show_profile(db, staff.shop_id)


async def change_product_count(db: Db, shop_id: int, delta: int) -> None:
    """Products were listed or delisted: call it in the same transaction, last, as it locks the shop's row."""
    counted = update(shop).where(shop.c.id == shop_id)
    await db.execute(counted.values(product_count=shop.c.product_count + delta))
    await drop_caches(db, shop_id)


async def show_profile(db: Db, shop_id: int) -> ShopProfile:
    """A shop to its own people and to operators. Raises NotFound."""
    return await present.profile(db, await queries.shop_row(db, shop_id))


async def drop_caches(db: Db, shop_id: int) -> None:
    """The shop's page reads its rows afresh once this transaction commits."""
    await cache.drop(db, f"shop:{shop_id}")


async def _change(
    db: Db, actor: Actor, before: queries.AnyRow, action: str, reason: str = "", /, **columns: object
) -> None:
    await db.execute(update(shop).where(shop.c.id == before.id).values(columns))
    was = {name: getattr(before, name) for name in columns}
    subject = f"shop:{before.id}"
    await audit.record(
        db, actor, action, subject, shop_id=before.id, before=was, after=columns, reason=reason
    )
    await drop_caches(db, before.id)
