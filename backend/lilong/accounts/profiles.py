"""People as they see themselves."""

from sqlalchemy import update

from lilong.accounts import members, queries
from lilong.accounts.schemas import Me, StaffProfile, StaffShop
from lilong.accounts.tables import buyer
from lilong.platform import media, phones
from lilong.platform.db import Db


async def me(db: Db, buyer_id: int) -> Me:
    """A shopper to themselves. Raises NotFound."""
    row = await queries.buyer_row(db, buyer_id)
    pictures = await media.pictures(db, [row.avatar_media_id] if row.avatar_media_id else [])
    phone_masked = phones.masked(row.phone_sealed) if row.phone_sealed else None
    return Me(row.id, row.nickname, pictures.get(row.avatar_media_id), phone_masked)


async def rename_buyer(db: Db, buyer_id: int, nickname: str) -> Me:
    """What a shopper wants to be called. Raises NotFound."""
    await db.execute(update(buyer).where(buyer.c.id == buyer_id).values(nickname=nickname))
    return await me(db, buyer_id)


async def staff_profile(db: Db, staff_id: int) -> StaffProfile:
    """A merchant's person to themselves. Raises NotFound."""
    row = await queries.staff_profile(db, staff_id)
    return StaffProfile(row.id, row.name, phones.masked(row.phone_sealed), row.totp_is_on)


async def staff_shops(db: Db, staff_id: int) -> list[StaffShop]:
    """Where a merchant's person works, and as what."""
    return [
        StaffShop(row.shop_id, row.role_name, members.shop_permissions(row))
        for row in await queries.memberships_of(db, staff_id)
    ]
