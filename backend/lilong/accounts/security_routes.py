"""Looking after one's own sign-in: password, second factor, devices. The same routes for staff and for operators."""

from litestar import delete, get, post, put
from litestar.di import Provide
from litestar.handlers import HTTPRouteHandler

from lilong.accounts import outside, queries, sessions, totp
from lilong.accounts.rules import CredentialAudience
from lilong.accounts.schemas import (
    DeviceSession,
    DeviceSessions,
    PasswordChange,
    TotpCode,
    TotpRemoval,
    TotpSecret,
)
from lilong.platform import access, clock
from lilong.platform.access import Audience, Guard
from lilong.platform.db import Db, Transactions
from lilong.platform.errors import NotFound
from lilong.platform.http import AnyRequest


def own_handlers(audience: CredentialAudience, guard: Guard) -> list[HTTPRouteHandler]:
    """All of them, for one audience."""
    return [*_factor_handlers(audience, guard), *_device_handlers(audience, guard)]


def _factor_handlers(audience: CredentialAudience, guard: Guard) -> list[HTTPRouteHandler]:
    @put("/me/password", guards=[guard], status_code=204)
    async def change_password(data: PasswordChange, request: AnyRequest, begin: Transactions) -> None:
        """Change one's password; all other devices are signed out."""
        person = access.principal_of(request, audience)
        await outside.change_password(begin, audience, person.id, person.session_id, data)

    @post("/me/totp", guards=[guard])
    async def prepare_totp(request: AnyRequest, db: Db) -> TotpSecret:
        """A new secret for the authenticator app; in force once a code has been given."""
        return await totp.prepare(db, audience, access.principal_of(request, audience).id)

    @put("/me/totp", guards=[guard], status_code=204)
    async def turn_totp_on(data: TotpCode, request: AnyRequest, db: Db) -> None:
        """Ask for a code at each sign-in from now on."""
        await totp.turn_on(db, audience, access.principal_of(request, audience).id, data.code)

    @delete("/me/totp", guards=[guard])
    async def turn_totp_off(data: TotpRemoval, request: AnyRequest, begin: Transactions) -> None:
        """Ask for no codes any more."""
        await outside.turn_totp_off(begin, audience, access.principal_of(request, audience).id, data)

    return [change_password, prepare_totp, turn_totp_on, turn_totp_off]


def _device_handlers(audience: CredentialAudience, guard: Guard) -> list[HTTPRouteHandler]:
    @get("/me/sessions", guards=[guard])
    async def list_devices(request: AnyRequest, db: Db) -> DeviceSessions:
        """One's signed-in devices."""
        person = access.principal_of(request, audience)
        rows = await queries.sessions_of(db, audience, person.id, clock.now())
        return DeviceSessions([_present(row, person.session_id) for row in rows])

    @delete("/me/sessions/{session_id:int}", guards=[guard])
    async def sign_device_out(session_id: int, request: AnyRequest, db: Db) -> None:
        """Sign one of one's own devices out."""
        person = access.principal_of(request, audience)
        if not await sessions.revoke_one(db, audience, person.id, session_id):
            raise NotFound

    return [list_devices, sign_device_out, sign_out_handler(audience, guard)]


def sign_out_handler(
    audience: Audience, guard: Guard, dependencies: dict[str, Provide] | None = None
) -> HTTPRouteHandler:
    """Ending the session of the request; `dependencies` in place of the branch's, where that cannot see sessions."""

    @delete("/sessions/current", guards=[guard], dependencies=dependencies)
    async def sign_out(request: AnyRequest, db: Db) -> None:
        """Sign out."""
        person = access.principal_of(request, audience)
        await sessions.revoke_one(db, audience, person.id, person.session_id)

    return sign_out


def _present(row: queries.AnyRow, current_id: int) -> DeviceSession:
    return DeviceSession(row.id, row.device, row.created_at, row.last_seen_at, row.id == current_id)
