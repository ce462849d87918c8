"""New people: shoppers by their openid, staff by phone and password."""

from sqlalchemy import delete, insert, select
from sqlalchemy.dialects.postgresql import insert as insert_or

from lilong.accounts.errors import PhoneTaken
from lilong.accounts.events import BuyerJoined
from lilong.accounts.rules import CredentialAudience
from lilong.accounts.tables import buyer, credential, staff
from lilong.platform import clock, events, ids, phones
from lilong.platform.conflicts import refusing
from lilong.platform.db import Db


async def create_buyer(
    db: Db,
    openid: str,
    nickname: str | None = None,
    *,
    phone: str | None = None,
    avatar_media_id: int | None = None,
) -> int:
    """The shopper with this openid, new or known; returns their id. What is given of a known one changes nothing."""
    fresh = await ids.one(db)
    row = insert_or(buyer).values(
        id=fresh,
        openid=openid,
        nickname=nickname or f"里弄用户{fresh % 10_000:04d}",
        avatar_media_id=avatar_media_id,
        phone_sealed=phones.seal(phone) if phone else None,
        phone_index=phones.index(phone) if phone else None,
        created_at=clock.now(),
    )
    if (await db.execute(row.on_conflict_do_nothing(index_elements=["openid"]))).rowcount == 1:
        await events.record(db, BuyerJoined(fresh))
        return fresh
    known = await db.execute(select(buyer.c.id).where(buyer.c.openid == openid))
    return known.scalar_one()


async def create_staff(db: Db, *, phone: str, name: str, password_hash: str) -> int:
    """A merchant's person, who belongs to no shop yet; returns their id. Raises PhoneTaken."""
    staff_id = await ids.one(db)
    await db.execute(insert(staff), {"id": staff_id, "name": name, "created_at": clock.now()})
    await insert_credential(db, "staff", staff_id, phone, password_hash)
    return staff_id


async def insert_credential(
    db: Db, audience: CredentialAudience, person_id: int, phone: str, password_hash: str
) -> None:
    """Let a person sign in. Raises PhoneTaken: one account per phone and audience."""
    row = {
        "audience": audience,
        "person_id": person_id,
        "phone_sealed": phones.seal(phone),
        "phone_index": phones.index(phone),
        "password_hash": password_hash,
        "totp_is_on": False,
        "totp_step": 0,
    }
    async with refusing(db, {"credential_audience_phone_index_key": PhoneTaken}):
        await db.execute(insert(credential), row)


async def delete_credential(db: Db, audience: CredentialAudience, person_id: int) -> None:
    """The person cannot sign in any more; sessions that are open stay so."""
    mine = (credential.c.audience == audience) & (credential.c.person_id == person_id)
    await db.execute(delete(credential).where(mine))
