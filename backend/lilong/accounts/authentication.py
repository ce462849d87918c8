"""Who is behind a request: the bearer token, looked up once a minute at most. A bad token is simply nobody."""

from datetime import datetime, timedelta

import msgspec
from litestar.middleware import AbstractAuthenticationMiddleware, AuthenticationResult
from sqlalchemy import update

from lilong.accounts import queries, rules, sessions
from lilong.accounts.tables import session
from lilong.platform import clock, secrets
from lilong.platform.access import Connection, Principal
from lilong.platform.cache import cache
from lilong.platform.db import WORKER, Db, Transactions
from lilong.platform.errors import NotSignedIn

_SEEN_EVERY = timedelta(minutes=5)


class _SignedIn(msgspec.Struct, frozen=True):
    person: Principal
    until: datetime


class Authentication(AbstractAuthenticationMiddleware):
    """Litestar's hook: puts the Principal, or None, into `scope["user"]`. Guards refuse; this never does."""

    async def authenticate_request(self, connection: Connection) -> AuthenticationResult:
        """The signed-in person, if any."""
        return AuthenticationResult(user=await authenticate(connection), auth=None)


async def authenticate(connection: Connection) -> Principal | None:
    """The person whose token the request bears; None without a token that is good now."""
    scheme, _, token = connection.headers.get("authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not token:
        return None
    begin = Transactions(connection.app.state.engine, WORKER)
    access_hash = secrets.token_hash(token)
    try:
        found = await cache.get(sessions.cache_key(access_hash), lambda: _load(begin, access_hash))
    except NotSignedIn:
        return None
    return found.person if found.until > clock.now() else None


async def _load(begin: Transactions, access_hash: bytes) -> _SignedIn:
    """Raises NotSignedIn, which is not kept: a flood of made-up tokens must not push out real ones."""
    async with begin() as db:
        row = await queries.live_session(db, access_hash, clock.now())
        if row is None:
            raise NotSignedIn
        if row.last_seen_at < clock.now() - _SEEN_EVERY:
            await db.execute(update(session).where(session.c.id == row.id).values(last_seen_at=clock.now()))
        return _SignedIn(await _principal(db, row), row.expires_at)


async def _principal(db: Db, row: queries.AnyRow) -> Principal:
    shops: dict[int, frozenset[str]] = {}
    permissions: frozenset[str] = frozenset()
    if row.audience == "staff":
        shops = {
            member.shop_id: rules.held(member.shop_id, member.is_owner, member.permissions)
            for member in await queries.memberships_of(db, row.person_id)
        }
    elif row.audience == "operator":
        own = await queries.operator_role(db, row.person_id)
        permissions = rules.held(None, own.is_owner, own.permissions)
    return Principal(
        audience=row.audience, id=row.person_id, session_id=row.id, permissions=permissions, shops=shops
    )
