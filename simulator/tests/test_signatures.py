"""The gateway admits the merchant's own, fresh, unrepeated requests, and signs what it answers."""

import json
import re
from collections.abc import Callable
from datetime import timedelta

import httpx2
import pytest

from lilong.integrations.wechat_pay import WechatPayCredentials
from lilong.integrations.wechat_pay.signing import Signer, Verifier
from simulator.testing import Simulated
from simulator.tests.fixtures import Merchant

pytestmark = pytest.mark.anyio
PATH = "/v3/certificates"


@pytest.fixture
def authorization(simulator: Simulated, credentials: WechatPayCredentials) -> str:
    """A good one for GET PATH."""
    return Signer(credentials, simulator.world.clock.now).authorization("GET", PATH, b"")


async def _get(simulator: Simulated, authorization: str, path: str = PATH) -> httpx2.Response:
    return await simulator.http.get(path, headers={"Authorization": authorization})


async def test_a_good_request_is_answered_once(simulator: Simulated, authorization: str) -> None:
    assert (await _get(simulator, authorization)).status_code == 200
    replayed = await _get(simulator, authorization)
    assert (replayed.status_code, replayed.json()["code"]) == (401, "SIGN_ERROR")


def _replaced(field: str, value: str) -> Callable[[str], str]:
    return lambda good: re.sub(rf'{field}="[^"]*"', f'{field}="{value}"', good)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda _: "",
        lambda good: good.replace("WECHATPAY2", "WECHATPAY9"),
        lambda good: good.replace("nonce_str", "nonce"),
        _replaced("mchid", "1900000109"),
        _replaced("serial_no", "00"),
        _replaced("nonce_str", "another"),
        _replaced("timestamp", "1000000000"),
        _replaced("timestamp", "now"),
        _replaced("signature", "AAAA"),
        _replaced("signature", "not base64"),
    ],
)
async def test_anything_else_is_a_sign_error(
    simulator: Simulated, authorization: str, spoil: Callable[[str], str]
) -> None:
    answer = await _get(simulator, spoil(authorization))
    assert (answer.status_code, answer.json()["code"]) == (401, "SIGN_ERROR")
    assert answer.json()["detail"]["sign_information"]["url"] == PATH
    assert "Wechatpay-Signature" not in answer.headers


async def test_another_path_or_query_is_another_request(simulator: Simulated, authorization: str) -> None:
    assert (await _get(simulator, authorization, PATH + "?algorithm_type=RSA")).status_code == 401


async def test_five_minutes_are_the_limit(simulator: Simulated, credentials: WechatPayCredentials) -> None:
    clock = simulator.world.clock
    for seconds, status in ((290, 200), (-290, 200), (310, 401), (-310, 401)):
        skewed = Signer(credentials, lambda by=seconds: clock.now() + timedelta(seconds=by))  # type: ignore[misc]  # bound per turn
        assert (await _get(simulator, skewed.authorization("GET", PATH, b""))).status_code == status


async def test_what_should_have_been_signed_is_told(
    simulator: Simulated, credentials: WechatPayCredentials
) -> None:
    signed = Signer(credentials, simulator.world.clock.now).authorization("POST", PATH, b'{"a":1}')
    answer = await simulator.http.post(PATH, content=b'{"a":2}', headers={"Authorization": signed})
    told = answer.json()["detail"]["sign_information"]
    assert told["truncated_sign_message"].startswith(f"POST\n{PATH}\n")
    assert told["truncated_sign_message"].endswith('\n{"a":2}\n')
    assert told["sign_message_length"] == len(told["truncated_sign_message"])


async def test_the_client_chooses_the_key_of_the_answer(
    simulator: Simulated, credentials: WechatPayCredentials
) -> None:
    for serial in credentials.public_keys:
        signed = Signer(credentials, simulator.world.clock.now).authorization("GET", PATH, b"")
        headers = {"Authorization": signed, "Wechatpay-Serial": serial}
        answer = await simulator.http.get(PATH, headers=headers)
        assert answer.headers["Wechatpay-Serial"] == serial
        Verifier(credentials.public_keys, simulator.world.clock.now).verify(answer.headers, answer.content)


async def test_an_empty_answer_is_signed_too(
    merchant: Merchant, shop: str, credentials: WechatPayCredentials
) -> None:
    order = merchant.order([shop])
    await merchant.wechat.prepay_combined(order)
    path = f"/v3/combine-transactions/out-trade-no/{order.combine_out_trade_no}/close"
    part = {"mchid": credentials.mch_id, "out_trade_no": order.parts[0].out_trade_no}
    body = json.dumps({"combine_appid": credentials.app_id, "sub_orders": [part]}).encode()
    clock = merchant.simulator.world.clock
    signed = Signer(credentials, clock.now).authorization("POST", path, body)
    answer = await merchant.simulator.http.post(path, content=body, headers={"Authorization": signed})
    assert (answer.status_code, answer.content) == (204, b"")
    Verifier(credentials.public_keys, clock.now).verify(answer.headers, b"")


async def test_an_answer_needs_accept_and_user_agent(simulator: Simulated, authorization: str) -> None:
    for missing in ("Accept", "User-Agent"):
        answer = await simulator.http.get(PATH, headers={"Authorization": authorization, missing: ""})
        assert (answer.status_code, answer.json()["code"]) == (400, "PARAM_ERROR")


async def test_an_unknown_call_is_refused_in_the_usual_form(
    simulator: Simulated, credentials: WechatPayCredentials
) -> None:
    for path, status, code in (
        ("/v3/no-such-thing", 404, "RESOURCE_NOT_EXISTS"),
        ("/v3/pay/transactions/out-trade-no/number1", 400, "PARAM_ERROR"),
    ):
        signed = Signer(credentials, simulator.world.clock.now).authorization("GET", path, b"")
        answer = await _get(simulator, signed, path)
        assert (answer.status_code, answer.json()["code"]) == (status, code)


async def test_a_body_that_is_no_json_is_a_parameter_error(
    simulator: Simulated, credentials: WechatPayCredentials
) -> None:
    path = "/v3/pay/transactions/jsapi"
    signed = Signer(credentials, simulator.world.clock.now).authorization("POST", path, b"{")
    answer = await simulator.http.post(path, content=b"{", headers={"Authorization": signed})
    assert (answer.status_code, answer.json()["code"]) == (400, "PARAM_ERROR")
