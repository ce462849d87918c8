"""What these stories do at the doors: register, sign in, come back, try again."""

import itertools
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

import httpx2

from lilong import accounts
from lilong.platform.db import Db
from tests.actors import PASSWORD, Caller, Json, Refused
from tests.stack import Stack, wait_until

Result = TypeVar("Result")
_phones = itertools.count(18800000001)


def fresh_phone() -> str:
    """A phone that no other test uses."""
    return str(next(_phones))


class Clerk(Caller):
    """A merchant's person with an account, who may work for shops."""

    id: int
    phone: str
    session: Json

    @classmethod
    def registered(cls, stack: Stack, name: str = "店员小周") -> "Clerk":
        """A new account, signed in."""
        phone = fresh_phone()
        session = Caller(stack).post(
            "/api/v1/merchant/staff", {"phone": phone, "password": PASSWORD, "name": name}
        )
        clerk = cls(stack, session["access_token"])
        clerk.id, clerk.phone, clerk.session = session["staff"]["id"], phone, session
        return clerk

    def signs_in(self, password: str = PASSWORD, totp_code: str | None = None) -> Json:
        """Another session, of another device."""
        ask = {"phone": self.phone, "password": password, "totp_code": totp_code}
        session: Json = Caller(self.stack).post("/api/v1/merchant/sessions", ask)
        return session

    def is_signed_in(self) -> bool:
        """Whether the token of this clerk's first session is good."""
        return refusal(lambda: self.get("/api/v1/merchant/me")) is None


def hired(stack: Stack, role_name: str = accounts.ADMIN_ROLE) -> tuple[Caller, int]:
    """An operator in a role, signed in, and their id."""
    phone = fresh_phone()

    async def hire(db: Db) -> int:
        roles = await accounts.ensure_platform_roles(db)
        password_hash = await accounts.hash_password(PASSWORD)
        member = await accounts.create_operator(
            db,
            accounts.founder(None),
            phone=phone,
            name="运营小顾",
            password_hash=password_hash,
            role_id=roles[role_name],
        )
        return member.id

    operator_id = stack.run(hire)
    session = Caller(stack).post("/api/v1/ops/sessions", {"phone": phone, "password": PASSWORD})
    return Caller(stack, session["access_token"]), operator_id


def renewed(stack: Stack, refresh_token: str, side: str = "merchant/") -> Json:
    """The session after a renewal."""
    session: Json = Caller(stack).post(f"/api/v1/{side}sessions/renewal", {"refresh_token": refresh_token})
    return session


def refusal(act: Callable[[], object]) -> Refused | None:
    """How the act was refused; None: it was done."""
    try:
        act()
    except Refused as refused:
        return refused
    return None


def code_of(act: Callable[[], object]) -> str | None:
    """The code of the refusal; None: it was done."""
    refused = refusal(act)
    return refused.code if refused else None


def at_once(acts: Sequence[Callable[[], Result]]) -> list[Result]:
    """Do all of them at the same time, each over a connection of its own."""
    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(lambda act: act(), acts))


def soon(is_so: Callable[[], bool], otherwise: str) -> None:
    """A change of rights travels to every process by NOTIFY: milliseconds after the commit."""
    wait_until(is_so, otherwise, seconds=5)


def delete_with(caller: Caller, path: str, body: Json) -> Any:
    """DELETE that carries a reason or a proof."""
    answer: httpx2.Response = caller.http.request("DELETE", path, json=body)
    if answer.status_code >= 400:
        raise Refused(answer)
    return answer.json() if answer.content else None
