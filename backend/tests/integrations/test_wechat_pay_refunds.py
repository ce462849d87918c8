"""Refunds and balances against the simulator."""

from typing import Any

import msgspec
import pytest

from lilong.integrations.wechat_pay import RefundRequest, RefundStatus, WechatPayRefusal
from simulator.tests.fixtures import NOTIFY_URL, Merchant

pytestmark = pytest.mark.anyio


async def _ask(merchant: Merchant, shop: str, refund_fen: int, number: str = "1") -> RefundRequest:
    (part,) = await merchant.sells(shop)
    return RefundRequest(
        sub_mchid=shop,
        transaction_id=str(part.transaction_id),
        out_refund_no=f"R{number}{part.transaction_id}",
        refund_fen=refund_fen,
        total_fen=10_000,
        reason="七天无理由",
        notify_url=NOTIFY_URL,
    )


async def test_a_refund_is_accepted_first_and_arrives_later(merchant: Merchant, shop: str) -> None:
    ask = await _ask(merchant, shop, 4_000)

    accepted = await merchant.wechat.apply_refund(ask)
    processing = await merchant.wechat.query_refund(shop, ask.out_refund_no)
    await merchant.simulator.turn(3)
    arrived = await merchant.wechat.query_refund(shop, ask.out_refund_no)

    assert (accepted.out_refund_no, accepted.amount.refund_fen) == (ask.out_refund_no, 4_000)
    assert (processing.status, processing.refunded_at) == (RefundStatus.PROCESSING, None)
    assert (arrived.status, arrived.refund_id) == (RefundStatus.SUCCESS, accepted.refund_id)
    assert arrived.refunded_at is not None


async def test_the_same_refund_asked_twice_is_one_refund(merchant: Merchant, shop: str) -> None:
    ask = await _ask(merchant, shop, 4_000)
    first, again = await merchant.wechat.apply_refund(ask), await merchant.wechat.apply_refund(ask)
    assert first == again
    assert (await merchant.wechat.query_balance(shop)).pending_fen == 6_000 - 36  # 0.6 % of what is left


async def test_refusals_change_nothing(merchant: Merchant, shop: str) -> None:
    ask = await _ask(merchant, shop, 4_000)
    await merchant.wechat.apply_refund(ask)
    before = await merchant.wechat.query_balance(shop)
    cases: dict[str, dict[str, Any]] = {
        "another amount under the number": {"refund_fen": 4_001},
        "more than is left": {"refund_fen": 6_001, "out_refund_no": ask.out_refund_no + "b"},
        "another total": {"total_fen": 9_999, "out_refund_no": ask.out_refund_no + "c"},
    }
    for changes in cases.values():
        with pytest.raises(WechatPayRefusal, match="400 INVALID_REQUEST"):
            await merchant.wechat.apply_refund(msgspec.structs.replace(ask, **changes))
    with pytest.raises(WechatPayRefusal, match="400 PARAM_ERROR"):
        await merchant.wechat.apply_refund(msgspec.structs.replace(ask, out_refund_no="x" * 65))
    with pytest.raises(WechatPayRefusal, match="404 ORDER_NOT_EXIST"):
        await merchant.wechat.apply_refund(msgspec.structs.replace(ask, transaction_id="sim-none"))
    assert await merchant.wechat.query_balance(shop) == before


async def test_a_second_partial_refund_must_wait_a_minute(merchant: Merchant, shop: str) -> None:
    ask = await _ask(merchant, shop, 1_000)
    await merchant.wechat.apply_refund(ask)
    second = msgspec.structs.replace(ask, out_refund_no=ask.out_refund_no + "b")
    with pytest.raises(WechatPayRefusal) as refused:
        await merchant.wechat.apply_refund(second)
    assert (refused.value.status, refused.value.code) == (429, "FREQUENCY_LIMITED")
    assert refused.value.retryable
    assert not refused.value.is_outcome_unknown
    await merchant.simulator.turn(61)
    assert (await merchant.wechat.apply_refund(second)).amount.refund_fen == 1_000


async def test_an_unknown_refund_is_not_found_and_strangers_see_none(merchant: Merchant, shop: str) -> None:
    ask = await _ask(merchant, shop, 1_000)
    await merchant.wechat.apply_refund(ask)
    for sub_mchid, number in ((shop, "unknown"), (await merchant.simulator.shop(), ask.out_refund_no)):
        with pytest.raises(WechatPayRefusal) as refused:
            await merchant.wechat.query_refund(sub_mchid, number)
        assert (refused.value.status, refused.value.code) == (404, "RESOURCE_NOT_EXISTS")


async def test_a_year_after_payment_nothing_is_refunded(merchant: Merchant, shop: str) -> None:
    ask = await _ask(merchant, shop, 1_000)
    await merchant.simulator.turn(366 * 86_400)
    with pytest.raises(WechatPayRefusal, match="INVALID_REQUEST"):
        await merchant.wechat.apply_refund(ask)


async def test_a_balance_proves_that_a_shop_is_signed(merchant: Merchant, shop: str) -> None:
    balance = await merchant.wechat.query_balance(shop)
    assert (balance.sub_mchid, balance.available_fen, balance.pending_fen) == (shop, 0, 0)
    with pytest.raises(WechatPayRefusal) as refused:
        await merchant.wechat.query_balance("9800000000")
    assert (refused.value.status, refused.value.code) == (403, "NO_AUTH")
