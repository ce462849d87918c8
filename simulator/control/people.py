"""People and the codes of their `wx.login`."""

from datetime import datetime
from typing import Annotated

import msgspec
from litestar import get, post
from msgspec import Meta
from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert

from simulator import ids
from simulator.database import Db
from simulator.errors import Refused
from simulator.mini.login import issue_code
from simulator.parameters import FromPath, RawBody, TheWorld
from simulator.pay.fields import decoded
from simulator.tables import person
from simulator.world import World


class NewPerson(msgspec.Struct, forbid_unknown_fields=True):
    """Somebody who gets a phone."""

    nickname: Annotated[str, Meta(min_length=1, max_length=32)]
    avatar: Annotated[str, Meta(max_length=500, pattern=r"^(https?://\S+)?$")] = ""
    """The address of a picture; empty: the first character of the nickname is shown."""


class PersonView(msgspec.Struct):
    """Somebody who has one."""

    id: int
    openid: str
    nickname: str
    avatar: str
    created_at: datetime


class LoginAsk(msgspec.Struct, forbid_unknown_fields=True):
    """Whose `wx.login`, in which mini program (ours, if it is not said)."""

    appid: str | None = None


async def people(db: Db) -> list[PersonView]:
    """Everybody, in order of arrival."""
    rows = await db.execute(select(person).order_by(person.c.id))
    return [PersonView(**row._mapping) for row in rows]


async def add_person(db: Db, world: World, nickname: str, avatar: str) -> PersonView:
    """Somebody new, with an openid of their own."""
    values = {
        "nickname": nickname,
        "avatar": avatar,
        "openid": ids.openid(),
        "created_at": world.clock.now(),
    }
    row = (await db.execute(insert(person).values(values).returning(person))).one()
    return PersonView(**row._mapping)


@get("/sim/people")
async def list_people(world: TheWorld) -> list[PersonView]:
    """Everybody who has a phone."""
    async with world.begin() as db:
        return await people(db)


@post("/sim/people")
async def create_person(world: TheWorld, body: RawBody) -> PersonView:
    """Give somebody a phone."""
    asked = decoded(body, NewPerson)
    async with world.begin() as db:
        return await add_person(db, world, asked.nickname, asked.avatar)


@post("/sim/people/{person_id:int}/login-codes")
async def create_login_code(world: TheWorld, person_id: FromPath[int], body: RawBody) -> dict[str, str]:
    """What `wx.login` gives this person: good once, for 5 minutes."""
    asked = decoded(body or b"{}", LoginAsk)
    if asked.appid not in (None, world.app_id):
        raise Refused(404, "NO_SUCH_APP", "没有这个小程序")
    async with world.begin() as db:
        if await db.scalar(select(person.c.id).where(person.c.id == person_id)) is None:
            raise Refused(404, "NO_SUCH_PERSON", "没有这个人")
        return {"code": await issue_code(db, world, person_id)}
