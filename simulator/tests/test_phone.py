"""The phone's pages: signing in and paying as a browser does it."""

from urllib.parse import parse_qs, urlencode, urlsplit

import msgspec
import pytest

from simulator.testing import Simulated
from simulator.tests.fixtures import Merchant

pytestmark = pytest.mark.anyio
RETURN = "https://shop.example/h5/?from=home#/pages/paid"


async def _sheet(merchant: Merchant, shop: str) -> dict[str, str]:
    prepay_id = await merchant.wechat.prepay_combined(merchant.order([shop], 12_345))
    return dict(msgspec.to_builtins(merchant.wechat.pay_sign(prepay_id))) | {"return_url": RETURN}


async def test_a_browser_signs_in_and_comes_back_with_a_code(simulator: Simulated) -> None:
    created = await simulator.tell("POST", "people", {"nickname": "<b>小美</b>"})
    question = {"redirect_uri": RETURN, "state": "s&1"}

    page = await simulator.http.get(f"/phone/login?{urlencode(question)}")
    answer = await simulator.http.post("/phone/login", data=question | {"person_id": str(created["id"])})

    assert "&lt;b&gt;小美&lt;/b&gt;" in page.text
    assert "模拟微信 · 仅供开发测试，不涉及真实资金" in page.text
    assert answer.status_code == 303
    back = urlsplit(answer.headers["location"])
    fields = parse_qs(back.query)
    assert (back.netloc, back.fragment) == ("shop.example", "/pages/paid")
    assert (fields["from"], fields["state"]) == (["home"], ["s&1"])
    assert fields["code"][0].startswith("sim")
    again = await simulator.http.get(f"/phone/login?{urlencode(question)}")
    assert "正在使用这部手机" in again.text


@pytest.mark.parametrize("target", ["", "javascript:alert(1)", "//evil.example", "/relative"])
async def test_a_browser_is_sent_only_to_web_addresses(simulator: Simulated, target: str) -> None:
    person = await simulator.tell("POST", "people", {"nickname": "小美"})
    page = await simulator.http.get(f"/phone/login?{urlencode({'redirect_uri': target})}")
    posted = await simulator.http.post(
        "/phone/login", data={"redirect_uri": target, "person_id": str(person["id"])}
    )
    assert (page.status_code, posted.status_code) == (400, 400)


async def test_a_browser_pays(merchant: Merchant, shop: str) -> None:
    sheet = await _sheet(merchant, shop)
    page = await merchant.simulator.http.get(f"/phone/pay?{urlencode(sheet)}")
    answer = await merchant.simulator.http.post("/phone/pay", data=sheet | {"decision": "pay"})
    assert "¥123.45" in page.text
    assert "里弄茶铺" in page.text
    assert answer.headers["location"] == "https://shop.example/h5/?from=home&result=ok#/pages/paid"
    assert (await merchant.simulator.balances(shop))["frozen"] == 12_345 - 74


async def test_a_browser_cancels(merchant: Merchant, shop: str) -> None:
    sheet = await _sheet(merchant, shop)
    answer = await merchant.simulator.http.post("/phone/pay", data=sheet | {"decision": "cancel"})
    assert answer.headers["location"] == "https://shop.example/h5/?from=home&result=cancel#/pages/paid"
    assert (await merchant.simulator.balances(shop))["frozen"] == 0


async def test_what_is_paid_already_counts_as_paid(merchant: Merchant, shop: str) -> None:
    sheet = await _sheet(merchant, shop)
    await merchant.simulator.http.post("/phone/pay", data=sheet | {"decision": "pay"})
    again = await merchant.simulator.http.post("/phone/pay", data=sheet | {"decision": "pay"})
    assert again.status_code == 400
    assert "该订单已支付" in again.text
    assert "result=ok" in again.text


async def test_a_forged_sheet_is_refused_in_words(merchant: Merchant, shop: str) -> None:
    sheet = await _sheet(merchant, shop)
    page = await merchant.simulator.http.get(f"/phone/pay?{urlencode(sheet | {'paySign': 'AAAA'})}")
    assert page.status_code == 400
    assert "支付验证签名失败" in page.text
    assert "result=cancel" in page.text
    incomplete = await merchant.simulator.http.get("/phone/pay?timeStamp=1")
    assert "支付参数不完整" in incomplete.text


async def test_the_first_screen_shows_people_payments_and_balances(merchant: Merchant, shop: str) -> None:
    await merchant.sells(shop)
    made = await merchant.simulator.http.post("/phone/people", data={"nickname": "新来的"})
    page = await merchant.simulator.http.get("/")
    assert made.status_code == 303
    for words in ("新来的", "茉莉花茶", "¥100.00", "已支付", "待分账 ¥99.40", shop):
        assert words in page.text
    unnamed = await merchant.simulator.http.post("/phone/people", data={"nickname": ""})
    assert unnamed.status_code == 400
