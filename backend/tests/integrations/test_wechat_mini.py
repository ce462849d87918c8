"""Sign-in against the simulator."""

import json
import logging
from collections.abc import AsyncIterator
from pathlib import Path

import httpx2
import msgspec
import pytest

from lilong.integrations.wechat_mini import (
    InvalidLoginCode,
    TooManyLogins,
    WechatMini,
    WechatMiniCredentials,
    WechatMiniRefusal,
    WechatMiniUnreachable,
)
from simulator.testing import BASE_URL, Simulated

pytestmark = pytest.mark.anyio


@pytest.fixture
def mini_credentials(simulator: Simulated, home: Path) -> WechatMiniCredentials:
    """What the console of the mini program shows."""
    return msgspec.json.decode((home / "credentials.json").read_bytes(), type=WechatMiniCredentials)


@pytest.fixture
async def mini(simulator: Simulated, mini_credentials: WechatMiniCredentials) -> AsyncIterator[WechatMini]:
    """Our client."""
    client = WechatMini(mini_credentials, BASE_URL, simulator.transport)
    yield client
    await client.aclose()


async def _code(simulator: Simulated, person_id: int) -> str:
    return str((await simulator.tell("POST", f"people/{person_id}/login-codes"))["code"])


async def _person(simulator: Simulated) -> tuple[int, str]:
    created = await simulator.tell("POST", "people", {"nickname": "小美"})
    return created["id"], created["openid"]


async def test_a_code_names_the_person_once(simulator: Simulated, mini: WechatMini) -> None:
    person_id, openid = await _person(simulator)
    code = await _code(simulator, person_id)
    session = await mini.code2session(code)
    assert (session.openid, session.unionid) == (openid, None)
    with pytest.raises(InvalidLoginCode) as used:
        await mini.code2session(code)
    assert used.value.code == 40163


async def test_a_code_lasts_five_minutes(simulator: Simulated, mini: WechatMini) -> None:
    person_id, _ = await _person(simulator)
    code = await _code(simulator, person_id)
    await simulator.turn(301)
    with pytest.raises(InvalidLoginCode) as expired:
        await mini.code2session(code)
    assert expired.value.code == 40029


async def test_an_invented_code_is_invalid(mini: WechatMini) -> None:
    with pytest.raises(InvalidLoginCode):
        await mini.code2session("invented")
    with pytest.raises(WechatMiniRefusal) as missing:
        await mini.code2session("")
    assert missing.value.code == 41008
    assert not missing.value.retryable


async def test_a_wrong_secret_or_app_is_refused(
    simulator: Simulated, mini_credentials: WechatMiniCredentials
) -> None:
    cases = {40125: {"app_secret": "wrong"}, 40013: {"app_id": "wxother"}, 41004: {"app_secret": ""}}
    for code, changes in cases.items():
        client = WechatMini(
            msgspec.structs.replace(mini_credentials, **changes), BASE_URL, simulator.transport
        )
        with pytest.raises(WechatMiniRefusal) as refused:
            await client.code2session("anything")
        assert refused.value.code == code
        await client.aclose()


async def test_a_hundred_times_a_minute_are_enough(simulator: Simulated, mini: WechatMini) -> None:
    person_id, _ = await _person(simulator)
    for _ in range(100):
        await mini.code2session(await _code(simulator, person_id))
    with pytest.raises(TooManyLogins):
        await mini.code2session(await _code(simulator, person_id))
    await simulator.turn(60)
    assert await mini.code2session(await _code(simulator, person_id))


async def test_answers_that_are_none(mini_credentials: WechatMiniCredentials) -> None:
    answers = [
        httpx2.Response(502, html="<h1>Bad Gateway</h1>"),
        httpx2.Response(200, json={"session_key": "x"}),
    ]
    for answer in answers:
        client = WechatMini(mini_credentials, BASE_URL, httpx2.MockTransport(lambda _, it=answer: it))
        with pytest.raises(WechatMiniUnreachable):
            await client.code2session("anything")
        await client.aclose()
    busy = httpx2.Response(200, content=json.dumps({"errcode": -1, "errmsg": "system error"}))
    client = WechatMini(mini_credentials, BASE_URL, httpx2.MockTransport(lambda _: busy))
    with pytest.raises(WechatMiniRefusal) as refused:
        await client.code2session("anything")
    assert refused.value.retryable
    await client.aclose()


async def test_the_secret_stays_out_of_messages_and_logs(
    simulator: Simulated,
    mini: WechatMini,
    mini_credentials: WechatMiniCredentials,
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG)
    person_id, _ = await _person(simulator)
    await mini.code2session(await _code(simulator, person_id))
    client = WechatMini(mini_credentials, "http://127.0.0.1:9")
    with pytest.raises(WechatMiniUnreachable) as unreachable:
        await client.code2session("anything")
    assert mini_credentials.app_secret not in str(unreachable.value) + repr(mini_credentials) + caplog.text
    assert unreachable.value.__cause__ is None
    await client.aclose()
