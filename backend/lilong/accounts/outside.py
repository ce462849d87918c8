"""Signing in: WeChat is asked, or a password is worked on, while no transaction is open; then the session is written."""

from sqlalchemy import update

from lilong.accounts import passwords, queries, sessions, totp, tries
from lilong.accounts.errors import LoginCodeRefused, TotpRequired, WrongCredentials
from lilong.accounts.people import create_buyer, create_staff
from lilong.accounts.rules import CredentialAudience, password_problem
from lilong.accounts.schemas import PasswordChange, Registration, SignIn, TotpRemoval
from lilong.accounts.sessions import SignedIn
from lilong.accounts.tables import credential
from lilong.integrations.wechat_mini import WechatMini, WechatMiniRefusal, WechatMiniUnreachable
from lilong.platform import audit, phones
from lilong.platform.access import Audience
from lilong.platform.audit import Actor
from lilong.platform.db import Transactions
from lilong.platform.errors import Busy, InvalidInput, NotSignedIn


async def sign_in_by_wechat(begin: Transactions, wechat: WechatMini, code: str, device: str) -> SignedIn:
    """Sign a shopper in by the code of `wx.login`; a new one is welcomed. Raises LoginCodeRefused, Busy."""
    try:
        person = await wechat.code2session(code)
    except WechatMiniRefusal as refusal:
        raise Busy if refusal.retryable else LoginCodeRefused from refusal
    except WechatMiniUnreachable as silence:
        raise Busy from silence
    async with begin() as db:
        buyer_id = await create_buyer(db, person.openid)
        return await sessions.begin_session(db, "buyer", buyer_id, device)


async def register_staff(begin: Transactions, ask: Registration, device: str) -> SignedIn:
    """Make an account for a merchant's person and sign them in. Raises InvalidInput (password), PhoneTaken."""
    check_password(ask.password, ask.phone)
    password_hash = await passwords.hash_password(ask.password)
    async with begin() as db:
        staff_id = await create_staff(db, phone=ask.phone, name=ask.name, password_hash=password_hash)
        return await sessions.begin_session(db, "staff", staff_id, device)


async def sign_in(begin: Transactions, audience: CredentialAudience, ask: SignIn, device: str) -> SignedIn:
    """Sign a person in by phone, password and, where it is on, the second factor.

    Raises LockedOut, WrongCredentials (the try is counted), TotpRequired (it is not).
    """
    row = await _prove_password(begin, audience, ask.phone, ask.password)
    if row.totp_is_on and ask.totp_code is None:
        async with begin() as db:
            await tries.give_back(db, audience, row.phone_index)
        raise TotpRequired
    async with begin() as db:
        if row.totp_is_on and not await totp.spend_code(db, row, ask.totp_code or ""):
            raise WrongCredentials
        await tries.forget(db, audience, row.phone_index)
        return await sessions.begin_session(db, audience, row.person_id, device)


async def _prove_password(
    begin: Transactions, audience: CredentialAudience, phone: str, password: str
) -> queries.AnyRow:
    phone_index = phones.index(phone)
    async with begin() as db:
        await tries.claim(db, audience, phone_index)
        row = await queries.credential_of_phone(db, audience, phone_index)
    if not await passwords.matches(password, row.password_hash if row else None) or row is None:
        raise WrongCredentials
    return row


async def renew(begin: Transactions, audience: Audience, refresh_token: str) -> SignedIn:
    """Fresh tokens for a refresh token. Raises NotSignedIn; a token spent twice has then ended its session."""
    async with begin() as db:
        renewed = await sessions.renew(db, audience, refresh_token)
    if renewed is None:
        raise NotSignedIn
    return renewed


async def change_password(
    begin: Transactions, audience: CredentialAudience, person_id: int, session_id: int, ask: PasswordChange
) -> None:
    """Keep a new password and sign all other devices out. Raises LockedOut, WrongCredentials, InvalidInput."""
    own = await _prove_own_password(begin, audience, person_id, ask.old)
    check_password(ask.new, phones.plain(own.phone_sealed), field="new")
    password_hash = await passwords.hash_password(ask.new)
    mine = (credential.c.audience == audience) & (credential.c.person_id == person_id)
    async with begin() as db:
        await db.execute(update(credential).where(mine).values(password_hash=password_hash))
        await tries.forget(db, audience, own.phone_index)
        await sessions.revoke_all(db, audience, person_id, keep=session_id)
        await audit.record(db, Actor(audience, person_id), "password.changed", f"{audience}:{person_id}")


async def turn_totp_off(
    begin: Transactions, audience: CredentialAudience, person_id: int, ask: TotpRemoval
) -> None:
    """Give up the second factor. Raises LockedOut, WrongCredentials, WrongTotpCode, TotpNotPrepared."""
    own = await _prove_own_password(begin, audience, person_id, ask.password)
    async with begin() as db:  # a wrong code leaves the try counted: codes can be guessed as passwords can
        await totp.turn_off(db, audience, person_id, ask.code)
        await tries.forget(db, audience, own.phone_index)


async def _prove_own_password(
    begin: Transactions, audience: CredentialAudience, person_id: int, password: str
) -> queries.AnyRow:
    """The credential of a signed-in person who has given the password again; the try stays counted."""
    async with begin() as db:
        own = await queries.credential_of(db, audience, person_id)
    return await _prove_password(begin, audience, phones.plain(own.phone_sealed), password)


def check_password(password: str, phone: str, field: str = "password") -> None:
    """Raises InvalidInput for a password that is too easy to guess."""
    if problem := password_problem(password, phone):
        raise InvalidInput({field: problem})
