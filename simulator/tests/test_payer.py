"""What a person's WeChat lets pass when a mini program asks for money."""

from datetime import timedelta

import msgspec
import pytest

from simulator.tests.fixtures import Merchant

pytestmark = pytest.mark.anyio


async def _fields(merchant: Merchant, shop: str) -> dict[str, str]:
    prepay_id = await merchant.wechat.prepay_combined(merchant.order([shop]))
    return dict(msgspec.to_builtins(merchant.wechat.pay_sign(prepay_id))) | {"openid": merchant.openid}


async def _pay(merchant: Merchant, fields: dict[str, str], path: str = "/sim/pay") -> tuple[int, str]:
    answer = await merchant.simulator.http.post(path, json=fields)
    return answer.status_code, str(answer.json().get("code") or answer.json()["errMsg"])


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("paySign", "AAAA", "SIGN_ERROR"),
        ("nonceStr", "another", "SIGN_ERROR"),
        ("timeStamp", "1000000000", "SIGN_ERROR"),
        ("package", "prepay_id=wxsim-other", "SIGN_ERROR"),
        ("package", "wxsim", "INVALID_REQUEST"),
        ("signType", "MD5", "INVALID_REQUEST"),
        ("appId", "wxanother", "INVALID_REQUEST"),
        ("timeStamp", "soon", "INVALID_REQUEST"),
    ],
)
async def test_fields_that_the_merchant_did_not_sign_are_refused(
    merchant: Merchant, shop: str, field: str, value: str, code: str
) -> None:
    good = await _fields(merchant, shop)
    assert await _pay(merchant, good | {field: value}) == (400, code)
    assert await merchant.simulator.balances(shop) == {"available": 0, "frozen": 0}
    assert await _pay(merchant, good) == (200, "requestPayment:ok")


async def test_a_field_may_not_be_absent(merchant: Merchant, shop: str) -> None:
    good = await _fields(merchant, shop)
    for name in good:
        assert await _pay(merchant, {key: good[key] for key in good if key != name}) == (400, "PARAM_ERROR")


async def test_nobody_pays_twice(merchant: Merchant, shop: str) -> None:
    fields = await _fields(merchant, shop)
    assert await _pay(merchant, fields) == (200, "requestPayment:ok")
    assert await _pay(merchant, fields) == (400, "ORDERPAID")
    assert (await merchant.simulator.balances(shop))["frozen"] == 9_940


async def test_cancelling_pays_nothing_and_closes_nothing(merchant: Merchant, shop: str) -> None:
    fields = await _fields(merchant, shop)
    assert await _pay(merchant, fields, "/sim/cancel") == (200, "requestPayment:fail cancel")
    assert (await merchant.simulator.balances(shop))["frozen"] == 0
    assert await _pay(merchant, fields) == (200, "requestPayment:ok")


async def test_another_person_cannot_pay(merchant: Merchant, shop: str) -> None:
    stranger = await merchant.simulator.person("路人")
    fields = await _fields(merchant, shop)
    assert await _pay(merchant, fields | {"openid": stranger}) == (400, "INVALID_REQUEST")
    assert (await merchant.simulator.balances(shop))["frozen"] == 0


async def test_after_the_last_moment_nothing_can_be_paid(merchant: Merchant, shop: str) -> None:
    fields = await _fields(merchant, shop)
    await merchant.simulator.turn(30 * 60 + 1)
    assert await _pay(merchant, fields) == (400, "INVALID_REQUEST")


async def test_a_minute_is_the_least_time_to_pay(merchant: Merchant, shop: str) -> None:
    now = merchant.simulator.world.clock.now()
    order = msgspec.structs.replace(merchant.order([shop]), expires_at=now - timedelta(days=1))
    prepay_id = await merchant.wechat.prepay_combined(order)
    await merchant.simulator.turn(50)
    assert (await merchant.pay(prepay_id)).status_code == 200


async def test_a_prepay_id_lasts_two_hours_and_is_renewed(merchant: Merchant, shop: str) -> None:
    later = merchant.simulator.world.clock.now() + timedelta(days=1)
    order = msgspec.structs.replace(merchant.order([shop]), expires_at=later)
    old = await merchant.wechat.prepay_combined(order)
    await merchant.simulator.turn(2 * 3_600)
    assert (await merchant.pay(old)).json()["code"] == "INVALID_REQUEST"

    renewed = await merchant.wechat.prepay_combined(order)

    assert renewed != old
    assert (await merchant.pay(old)).json()["code"] == "INVALID_REQUEST"
    assert (await merchant.pay(renewed)).status_code == 200
