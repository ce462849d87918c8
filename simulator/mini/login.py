"""GET /sns/jscode2session.

Who holds the phone. Errors come with HTTP 200, as everywhere at api.weixin.qq.com.
"""

import secrets
from base64 import b64encode
from datetime import timedelta

from litestar import get
from sqlalchemy import insert, select, update

from simulator import ids
from simulator.database import Db
from simulator.parameters import FromQuery, TheWorld
from simulator.tables import login_code, person
from simulator.world import World

CODE_LASTS = timedelta(minutes=5)
_MOST_PER_MINUTE = 100


async def issue_code(db: Db, world: World, person_id: int) -> str:
    """What `wx.login` gives a person's mini program."""
    code = ids.login_code()
    row = {"code": code, "person_id": person_id, "created_at": world.clock.now()}
    await db.execute(insert(login_code).values(row))
    return code


@get("/sns/jscode2session", cache_control=None)
async def code2session(
    world: TheWorld,
    appid: FromQuery[str] = "",
    secret: FromQuery[str] = "",
    js_code: FromQuery[str] = "",
    grant_type: FromQuery[str] = "",
) -> dict[str, object]:
    """Turn a login code into a person, once."""
    if problem := _problem(world, appid, secret, js_code, grant_type):
        return _error(*problem)
    async with world.begin() as db:
        return await _redeemed(db, world, js_code)


def _problem(world: World, appid: str, secret: str, js_code: str, grant_type: str) -> tuple[int, str] | None:
    """The first thing that is wrong with the question itself."""
    credentials = world.home.credentials
    checks = (
        (not appid, 41002, "appid missing"),
        (not secret, 41004, "appsecret missing"),
        (not js_code, 41008, "missing code"),
        (grant_type != "authorization_code", 40002, "invalid grant_type"),
        (appid != credentials.app_id, 40013, "invalid appid"),
        (
            not secrets.compare_digest(secret.encode(), credentials.app_secret.encode()),
            40125,
            "invalid appsecret",
        ),
    )
    return next(((code, words) for is_wrong, code, words in checks if is_wrong), None)


async def _redeemed(db: Db, world: World, js_code: str) -> dict[str, object]:
    now = world.clock.now()
    known = select(login_code, person.c.openid).join(person, person.c.id == login_code.c.person_id)
    row = (await db.execute(known.where(login_code.c.code == js_code).with_for_update())).one_or_none()
    if row is None or now - row.created_at > CODE_LASTS:
        return _error(40029, "invalid code")
    if row.used_at is not None:
        return _error(40163, "code been used")
    if not world.logins.take(row.openid, now):
        return _error(45011, "api minute-quota reach limit, must slower, retry next minute")
    await db.execute(update(login_code).where(login_code.c.code == js_code).values(used_at=now))
    return {"openid": row.openid, "session_key": b64encode(secrets.token_bytes(16)).decode()}


def _error(code: int, words: str) -> dict[str, object]:
    return {"errcode": code, "errmsg": f"{words}, rid: {secrets.token_hex(4)}-{secrets.token_hex(4)}"}
