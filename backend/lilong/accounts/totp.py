"""The second factor: six digits of an authenticator app, each good once."""

import hmac

import pyotp
import segno
from sqlalchemy import ColumnElement, update

from lilong.accounts import queries
from lilong.accounts.errors import TotpAlreadyOn, TotpNotPrepared, WrongTotpCode
from lilong.accounts.rules import CredentialAudience
from lilong.accounts.schemas import TotpSecret
from lilong.accounts.tables import credential
from lilong.platform import audit, clock, phones, secrets, settings
from lilong.platform.audit import Actor
from lilong.platform.db import Db

STEP_SECONDS = 30
_ISSUER = {"staff": "里弄商家", "operator": "里弄运营"}
_columns = credential.c


def matching_step(secret: str, code: str, now_seconds: int) -> int | None:
    """The half minute whose code this is: the present one or a neighbour, as clocks differ; None: none of them."""
    totp, present = pyotp.TOTP(secret), now_seconds // STEP_SECONDS
    for step in (present, present - 1, present + 1):
        if hmac.compare_digest(totp.at(step * STEP_SECONDS), code):
            return step
    return None


async def prepare(db: Db, audience: CredentialAudience, person_id: int) -> TotpSecret:
    """A new secret, not in force until turn_on() has seen a code. Raises TotpAlreadyOn."""
    row = await queries.credential_of(db, audience, person_id)
    secret = pyotp.random_base32()
    sealed = secrets.seal(settings.load().encryption_key, secret)
    unused = (
        update(credential).where(_of(audience, person_id), ~_columns.totp_is_on).values(totp_sealed=sealed)
    )
    if (await db.execute(unused)).rowcount == 0:
        raise TotpAlreadyOn
    name, issuer = phones.masked(row.phone_sealed), _ISSUER[audience]
    uri = pyotp.TOTP(secret).provisioning_uri(name=name, issuer_name=issuer)
    return TotpSecret(secret, uri, segno.make(uri).svg_inline(scale=4))


async def turn_on(db: Db, audience: CredentialAudience, person_id: int, code: str) -> None:
    """Ask for a code at each sign-in from now on. Raises TotpNotPrepared, WrongTotpCode."""
    row = await queries.credential_of(db, audience, person_id)
    if row.totp_sealed is None or row.totp_is_on:
        raise TotpNotPrepared
    if not await spend_code(db, row, code):
        raise WrongTotpCode
    await db.execute(update(credential).where(_of(audience, person_id)).values(totp_is_on=True))
    await _audit(db, audience, person_id, "totp.turned_on")


async def turn_off(db: Db, audience: CredentialAudience, person_id: int, code: str) -> None:
    """Ask for no codes any more; the caller has checked the password. Raises TotpNotPrepared, WrongTotpCode."""
    row = await queries.credential_of(db, audience, person_id)
    if not row.totp_is_on:
        raise TotpNotPrepared
    if not await spend_code(db, row, code):
        raise WrongTotpCode
    off = update(credential).where(_of(audience, person_id)).values(totp_is_on=False, totp_sealed=None)
    await db.execute(off)
    await _audit(db, audience, person_id, "totp.turned_off")


async def spend_code(db: Db, row: queries.AnyRow, code: str) -> bool:
    """Whether the code is right and unused; of two requests with one code, one gets False."""
    secret = secrets.unseal(settings.load().encryption_key, row.totp_sealed)
    step = matching_step(secret, code, int(clock.now().timestamp()))
    if step is None:
        return False
    unused = update(credential).where(_of(row.audience, row.person_id), _columns.totp_step < step)
    return (await db.execute(unused.values(totp_step=step))).rowcount == 1


def _of(audience: CredentialAudience, person_id: int) -> ColumnElement[bool]:
    return (_columns.audience == audience) & (_columns.person_id == person_id)


async def _audit(db: Db, audience: CredentialAudience, person_id: int, action: str) -> None:
    await audit.record(db, Actor(audience, person_id), action, f"{audience}:{person_id}")
