"""Sessions: opened at sign-in, renewed silently, revoked.

A renewal's tokens follow from the refresh token that was spent and our secret. So a renewal that is repeated within half
a minute, because an answer was lost or two pages renewed at once, gives the very same tokens; one that comes later is a
stolen token, and ends the session.
"""

import base64
import hmac
from collections.abc import Iterable
from datetime import datetime, timedelta

import msgspec
from sqlalchemy import ColumnElement, insert, select, update

from lilong.accounts import queries
from lilong.accounts.tables import session
from lilong.platform import cache, clock, ids, secrets, settings
from lilong.platform.access import Audience
from lilong.platform.db import Db

ACCESS_LASTS = timedelta(hours=2)
REFRESH_LASTS = timedelta(days=30)
REPEAT_WITHIN = timedelta(seconds=30)

_columns = session.c


class Tokens(msgspec.Struct, frozen=True):
    """What a client keeps."""

    access_token: str
    refresh_token: str
    expires_at: datetime
    """Of the access token."""


class SignedIn(msgspec.Struct, frozen=True):
    """Fresh tokens, and whose they are."""

    tokens: Tokens
    person_id: int


async def begin_session(db: Db, audience: Audience, person_id: int, device: str) -> SignedIn:
    """Sign a person in on a device."""
    now = clock.now()
    tokens = Tokens(secrets.new_token(), secrets.new_token(), now + ACCESS_LASTS)
    row = {
        "id": await ids.one(db),
        "audience": audience,
        "person_id": person_id,
        "device": device,
        "created_at": now,
        "last_seen_at": now,
        **_kept(tokens, now),
    }
    await db.execute(insert(session), row)
    return SignedIn(tokens, person_id)


async def renew(db: Db, audience: Audience, refresh_token: str) -> SignedIn | None:
    """Spend a refresh token. None: sign in again; then the session may have been revoked, so commit all the same."""
    spent = secrets.token_hash(refresh_token)
    row = await queries.lock_session_by_refresh(db, audience, spent)
    if row is None or row.revoked_at is not None or row.refresh_until <= clock.now():
        return None
    if row.refresh_hash == spent:
        return SignedIn(await _rotate(db, row, refresh_token), row.person_id)
    if row.rotated_at + REPEAT_WITHIN > clock.now():
        return SignedIn(_successors(refresh_token, row.expires_at), row.person_id)
    await revoke(db, _columns.id == row.id)
    return None


async def _rotate(db: Db, row: queries.AnyRow, refresh_token: str) -> Tokens:
    now = clock.now()
    tokens = _successors(refresh_token, now + ACCESS_LASTS)
    change = {**_kept(tokens, now), "previous_refresh_hash": row.refresh_hash}
    await db.execute(update(session).where(_columns.id == row.id).values(change))
    await cache.drop(db, cache_key(row.access_hash))
    return tokens


def _successors(refresh_token: str, expires_at: datetime) -> Tokens:
    access, refresh = (
        base64.urlsafe_b64encode(
            hmac.digest(settings.load().secret_key, f"{kind} after {refresh_token}".encode(), "sha256")
        )
        for kind in ("access", "refresh")
    )
    return Tokens(access.decode().rstrip("="), refresh.decode().rstrip("="), expires_at)


def _kept(tokens: Tokens, now: datetime) -> dict[str, object]:
    return {
        "access_hash": secrets.token_hash(tokens.access_token),
        "refresh_hash": secrets.token_hash(tokens.refresh_token),
        "rotated_at": now,
        "expires_at": tokens.expires_at,
        "refresh_until": now + REFRESH_LASTS,
    }


async def revoke(db: Db, which: ColumnElement[bool]) -> int:
    """End sessions; returns how many were not over already."""
    ended = update(session).where(which, _columns.revoked_at.is_(None)).values(revoked_at=clock.now())
    hashes = (await db.execute(ended.returning(_columns.access_hash))).scalars().all()
    await cache.drop(db, *map(cache_key, hashes))
    return len(hashes)


async def revoke_one(db: Db, audience: Audience, person_id: int, session_id: int) -> bool:
    """End one of the person's own sessions; False: there is none of theirs with this id."""
    return await revoke(db, _of(audience, [person_id]) & (_columns.id == session_id)) == 1


async def revoke_all(db: Db, audience: Audience, person_id: int, *, keep: int | None = None) -> None:
    """End all of the person's sessions but one."""
    await revoke(db, _of(audience, [person_id]) & (_columns.id != (keep or 0)))


async def refresh_rights(db: Db, audience: Audience, person_ids: Iterable[int]) -> None:
    """What these people may do has changed: their next request reads it afresh."""
    live = select(_columns.access_hash).where(
        _of(audience, person_ids), _columns.revoked_at.is_(None), _columns.expires_at > clock.now()
    )
    await cache.drop(db, *map(cache_key, (await db.execute(live)).scalars()))


def cache_key(access_hash: bytes) -> str:
    """Where the signed-in person of an access token is kept."""
    return f"session:{access_hash.hex()}"


def _of(audience: Audience, person_ids: Iterable[int]) -> ColumnElement[bool]:
    return (_columns.audience == audience) & _columns.person_id.in_(list(person_ids))
