"""When the answer is no, late, lost or not WeChat's."""

from datetime import timedelta

import httpx2
import pytest

from lilong.integrations.wechat_pay import (
    TradeState,
    WechatPay,
    WechatPayCredentials,
    WechatPayRefusal,
    WechatPayUnreachable,
)
from simulator.testing import BASE_URL
from simulator.tests.fixtures import Merchant

pytestmark = pytest.mark.anyio


async def test_a_server_error_may_have_done_it(merchant: Merchant, shop: str) -> None:
    order = merchant.order([shop])
    await merchant.simulator.tell("POST", "faults", {"kind": "server_error_after_commit", "remaining": 1})
    with pytest.raises(WechatPayRefusal) as refused:
        await merchant.wechat.prepay_combined(order)
    assert (refused.value.status, refused.value.code) == (500, "SYSTEM_ERROR")
    assert refused.value.retryable
    assert refused.value.is_outcome_unknown
    assert (await merchant.wechat.query_combined(order.combine_out_trade_no)).parts[0].trade_state == "NOTPAY"


async def test_a_broken_connection_may_have_done_it(merchant: Merchant, shop: str) -> None:
    order = merchant.order([shop])
    await merchant.simulator.tell("POST", "faults", {"kind": "connection_reset", "remaining": 1})
    with pytest.raises(WechatPayUnreachable):
        await merchant.wechat.prepay_combined(order)
    known = await merchant.wechat.query_combined(order.combine_out_trade_no)
    assert known.parts[0].trade_state is TradeState.NOTPAY
    assert await merchant.wechat.prepay_combined(order)  # the same numbers again: one payment


async def test_too_many_requests_did_nothing(merchant: Merchant, shop: str) -> None:
    order = merchant.order([shop])
    await merchant.simulator.tell(
        "POST", "faults", {"kind": "too_many_requests", "where": "/v3/combine-transactions", "remaining": 1}
    )
    with pytest.raises(WechatPayRefusal, match="429 FREQUENCY_LIMITED") as refused:
        await merchant.wechat.prepay_combined(order)
    assert refused.value.retryable
    with pytest.raises(WechatPayRefusal, match="404"):
        await merchant.wechat.query_combined(order.combine_out_trade_no)


async def test_a_clock_six_minutes_wrong_is_refused(
    merchant: Merchant, credentials: WechatPayCredentials
) -> None:
    clock = merchant.simulator.world.clock
    late = WechatPay(
        credentials, BASE_URL, lambda: clock.now() - timedelta(minutes=6), merchant.simulator.transport
    )
    with pytest.raises(WechatPayRefusal, match="401 SIGN_ERROR") as refused:
        await late.query_combined("anything")
    assert not refused.value.retryable
    await late.aclose()


def _answering(credentials: WechatPayCredentials, merchant: Merchant, answer: httpx2.Response) -> WechatPay:
    return WechatPay(
        credentials, BASE_URL, merchant.simulator.world.clock.now, httpx2.MockTransport(lambda _: answer)
    )


async def test_an_unsigned_answer_is_no_answer(merchant: Merchant, credentials: WechatPayCredentials) -> None:
    wechat = _answering(credentials, merchant, httpx2.Response(200, json={"prepay_id": "wx-forged"}))
    with pytest.raises(WechatPayUnreachable, match="not trusted"):
        await wechat.prepay_combined(merchant.order(["1"]))
    await wechat.aclose()


async def test_an_answer_in_html_is_still_a_refusal(
    merchant: Merchant, credentials: WechatPayCredentials
) -> None:
    wechat = _answering(credentials, merchant, httpx2.Response(502, html="<h1>Bad Gateway</h1>"))
    with pytest.raises(WechatPayRefusal, match="502 UNKNOWN"):
        await wechat.query_combined("anything")
    await wechat.aclose()


async def test_nobody_at_the_other_end(merchant: Merchant, credentials: WechatPayCredentials) -> None:
    wechat = WechatPay(credentials, "http://127.0.0.1:9", merchant.simulator.world.clock.now)
    with pytest.raises(WechatPayUnreachable, match="ConnectError"):
        await wechat.query_combined("anything")
    await wechat.aclose()
