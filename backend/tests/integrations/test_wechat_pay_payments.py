"""Payments against the simulator: what our client gets back, and each documented refusal."""

import msgspec
import pytest

from lilong.integrations.wechat_pay import (
    CombinedOrder,
    DirectOrder,
    TradeState,
    WechatPayRefusal,
)
from simulator.tests.fixtures import NOTIFY_URL, Merchant

pytestmark = pytest.mark.anyio


def _direct(merchant: Merchant, number: str, total_fen: int = 500) -> DirectOrder:
    return DirectOrder(
        out_trade_no=number,
        description="年度套餐",
        total_fen=total_fen,
        openid=merchant.openid,
        notify_url=NOTIFY_URL,
        expires_at=merchant.order([]).expires_at,
        attach="plan",
    )


async def test_a_combined_payment_is_paid_once_for_all_shops(merchant: Merchant, shop: str) -> None:
    other = await merchant.simulator.shop("里弄书店")
    order = merchant.order([shop, other], 3_000)

    prepay_id = await merchant.wechat.prepay_combined(order)
    before = await merchant.wechat.query_combined(order.combine_out_trade_no)
    answer = await merchant.pay(prepay_id)
    after = await merchant.wechat.query_combined(order.combine_out_trade_no)

    assert answer.json() == {"errMsg": "requestPayment:ok"}
    assert {part.trade_state for part in before.parts} == {TradeState.NOTPAY}
    assert [part.sub_mchid for part in after.parts] == [shop, other]
    assert {(part.trade_state, part.amount.total_fen) for part in after.parts} == {
        (TradeState.SUCCESS, 3_000)
    }
    assert len({part.transaction_id for part in after.parts}) == 2
    assert after.payer is not None
    assert after.payer.openid == merchant.openid


async def test_the_same_order_gives_the_same_prepay_id(merchant: Merchant, shop: str) -> None:
    order = merchant.order([shop])
    assert await merchant.wechat.prepay_combined(order) == await merchant.wechat.prepay_combined(order)


async def test_a_used_number_is_refused_for_another_order(merchant: Merchant, shop: str) -> None:
    order = merchant.order([shop], 1_000)
    await merchant.wechat.prepay_combined(order)
    with pytest.raises(WechatPayRefusal) as refused:
        await merchant.wechat.prepay_combined(merchant.order([shop], 2_000, order.combine_out_trade_no))
    assert (refused.value.status, refused.value.code) == (403, "OUT_TRADE_NO_USED")
    assert not refused.value.retryable


async def test_a_sub_order_number_cannot_serve_two_payments(merchant: Merchant, shop: str) -> None:
    order = merchant.order([shop])
    await merchant.wechat.prepay_combined(order)
    copied = msgspec.structs.replace(
        order, combine_out_trade_no="another-payment-" + order.combine_out_trade_no[:8]
    )
    with pytest.raises(WechatPayRefusal, match="OUT_TRADE_NO_USED"):
        await merchant.wechat.prepay_combined(copied)


async def test_a_paid_order_cannot_be_prepaid_or_closed(merchant: Merchant, shop: str) -> None:
    order = merchant.order([shop])
    await merchant.pay(await merchant.wechat.prepay_combined(order))
    with pytest.raises(WechatPayRefusal, match="ORDERPAID"):
        await merchant.wechat.prepay_combined(order)
    with pytest.raises(WechatPayRefusal, match="ORDERPAID"):
        await merchant.wechat.close_combined(order.combine_out_trade_no, order.parts)
    assert (await merchant.wechat.query_combined(order.combine_out_trade_no)).parts[
        0
    ].trade_state == "SUCCESS"


async def test_a_closed_order_cannot_be_paid_or_prepaid(merchant: Merchant, shop: str) -> None:
    order = merchant.order([shop])
    prepay_id = await merchant.wechat.prepay_combined(order)

    await merchant.wechat.close_combined(order.combine_out_trade_no, order.parts)
    await merchant.wechat.close_combined(order.combine_out_trade_no, order.parts)  # twice is harmless

    assert (await merchant.pay(prepay_id)).json()["code"] == "ORDER_CLOSED"
    with pytest.raises(WechatPayRefusal, match="ORDER_CLOSED"):
        await merchant.wechat.prepay_combined(order)
    closed = await merchant.wechat.query_combined(order.combine_out_trade_no)
    assert closed.parts[0].trade_state is TradeState.CLOSED


async def test_closing_must_name_every_part(merchant: Merchant, shop: str) -> None:
    order = merchant.order([shop, await merchant.simulator.shop()])
    await merchant.wechat.prepay_combined(order)
    with pytest.raises(WechatPayRefusal, match="PARAM_ERROR"):
        await merchant.wechat.close_combined(order.combine_out_trade_no, order.parts[:1])


async def test_an_unknown_number_is_not_found(merchant: Merchant, shop: str) -> None:
    unknown = merchant.order([shop])
    with pytest.raises(WechatPayRefusal) as refused:
        await merchant.wechat.query_combined(unknown.combine_out_trade_no)
    assert (refused.value.status, refused.value.code) == (404, "ORDER_NOT_EXIST")
    with pytest.raises(WechatPayRefusal, match="ORDER_NOT_EXIST"):
        await merchant.wechat.close_combined(unknown.combine_out_trade_no, unknown.parts)
    with pytest.raises(WechatPayRefusal, match="ORDER_NOT_EXIST"):
        await merchant.wechat.query_direct("unknown-number")
    with pytest.raises(WechatPayRefusal, match="ORDER_NOT_EXIST"):
        await merchant.wechat.close_direct("unknown-number")


def _spoiled(order: CombinedOrder, **changes: object) -> CombinedOrder:
    return msgspec.structs.replace(order, **changes)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("combine_out_trade_no", "x"),
        ("combine_out_trade_no", "x" * 33),
        ("combine_out_trade_no", "订单一号"),
        ("notify_url", "http://shop.example/hooks"),
        ("notify_url", "https://shop.example/hooks?shop=1"),
        ("notify_url", "https://shop.example/" + "x" * 255),
        ("payer_ip", "somewhere"),
        ("openid", "oSim-nobody"),
        ("parts", []),
    ],
)
async def test_parameters_outside_their_limits_are_refused(
    merchant: Merchant, shop: str, field: str, value: object
) -> None:
    with pytest.raises(WechatPayRefusal) as refused:
        await merchant.wechat.prepay_combined(_spoiled(merchant.order([shop]), **{field: value}))
    assert (refused.value.status, refused.value.code) == (400, "PARAM_ERROR")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("out_trade_no", "short"),
        ("description", "茶" * 128),
        ("attach", ""),
        ("attach", "x" * 129),
        ("total_fen", 0),
    ],
)
async def test_parts_outside_their_limits_are_refused(
    merchant: Merchant, shop: str, field: str, value: object
) -> None:
    part = msgspec.structs.replace(merchant.order([shop]).parts[0], **{field: value})
    with pytest.raises(WechatPayRefusal, match="PARAM_ERROR"):
        await merchant.wechat.prepay_combined(_spoiled(merchant.order([shop]), parts=[part]))


async def test_fifty_one_parts_are_too_many(merchant: Merchant, shop: str) -> None:
    with pytest.raises(WechatPayRefusal, match="PARAM_ERROR"):
        await merchant.wechat.prepay_combined(merchant.order([shop] * 51))
    assert await merchant.wechat.prepay_combined(merchant.order([shop] * 50))


async def test_an_unsigned_shop_cannot_be_paid(merchant: Merchant) -> None:
    with pytest.raises(WechatPayRefusal) as refused:
        await merchant.wechat.prepay_combined(merchant.order(["9800000000"]))
    assert (refused.value.status, refused.value.code) == (403, "NO_AUTH")


async def test_a_direct_payment_goes_to_the_platform_less_the_fee(merchant: Merchant) -> None:
    before = (await merchant.simulator.balances(merchant.wechat.mch_id))["basic"]
    number = merchant.order([]).combine_out_trade_no
    order = _direct(merchant, number)
    await merchant.pay(await merchant.wechat.prepay_direct(order))

    paid = await merchant.wechat.query_direct(number)

    assert paid.trade_state is TradeState.SUCCESS
    assert paid.amount is not None
    assert (paid.amount.total_fen, paid.attach) == (500, "plan")
    assert (await merchant.simulator.balances(merchant.wechat.mch_id))["basic"] == before + 497
    with pytest.raises(WechatPayRefusal, match="ORDERPAID"):
        await merchant.wechat.close_direct(number)
    with pytest.raises(WechatPayRefusal, match="ORDERPAID"):
        await merchant.wechat.prepay_direct(order)


async def test_a_direct_payment_can_be_closed(merchant: Merchant) -> None:
    number = (
        "a|b*c-" + merchant.order([]).combine_out_trade_no[:20]
    )  # characters that must be escaped in a path
    await merchant.wechat.prepay_direct(_direct(merchant, number))
    with pytest.raises(WechatPayRefusal, match="OUT_TRADE_NO_USED"):
        await merchant.wechat.prepay_direct(_direct(merchant, number, total_fen=501))
    await merchant.wechat.close_direct(number)
    assert (await merchant.wechat.query_direct(number)).trade_state is TradeState.CLOSED
