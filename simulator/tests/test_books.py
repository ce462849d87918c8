"""Money: every posting adds up, nobody overdraws, and what was taken comes back to the fen."""

import asyncio

import pytest

from lilong.integrations.wechat_pay import (
    CombinedTradePart,
    FinishRequest,
    RefundRequest,
    RefundStatus,
    SharingReceiver,
    SharingRequest,
    WechatPayRefusal,
)
from simulator.books import fee
from simulator.testing import Simulated
from simulator.tests.fixtures import NOTIFY_URL, Merchant

pytestmark = pytest.mark.anyio


async def _refund(merchant: Merchant, part: CombinedTradePart, refund_fen: int, number: str = "a") -> str:
    ask = RefundRequest(
        sub_mchid=str(part.sub_mchid),
        transaction_id=str(part.transaction_id),
        out_refund_no=f"{number}{part.transaction_id}",
        refund_fen=refund_fen,
        total_fen=part.amount.total_fen,
        reason="退货",
        notify_url=NOTIFY_URL,
    )
    await merchant.wechat.apply_refund(ask)
    await merchant.simulator.turn(61)
    return ask.out_refund_no


async def _share(merchant: Merchant, part: CombinedTradePart, amount_fen: int, *, is_finish: bool) -> None:
    receiver = SharingReceiver(account=merchant.wechat.mch_id, amount_fen=amount_fen, description="佣金")
    await merchant.simulator.turn(31)
    ask = SharingRequest(
        sub_mchid=str(part.sub_mchid),
        transaction_id=str(part.transaction_id),
        out_order_no=f"S{part.transaction_id}",
        receivers=[receiver],
        is_finish=is_finish,
    )
    await merchant.wechat.share(ask)
    await merchant.simulator.turn(3)


async def _held(merchant: Merchant, shop: str) -> tuple[int, int]:
    held = await merchant.simulator.balances(shop)
    return held["frozen"], held["available"]


async def _assert_balanced(simulator: Simulated) -> None:
    books = await simulator.tell("GET", "books")
    assert sum(row["balance_fen"] for row in books) == 0
    entries = await simulator.tell("GET", "books/entries?limit=5000")
    postings: dict[str, int] = {}
    for entry in entries:
        postings[entry["posting"]] = postings.get(entry["posting"], 0) + entry["change_fen"]
    assert set(postings.values()) == {0}


@pytest.mark.parametrize(
    ("amount_fen", "fee_fen"), [(7_300, 44), (10_000, 60), (83, 0), (84, 1), (1, 0), (250, 2)]
)
def test_the_fee_is_six_per_mille_rounded_half_up(amount_fen: int, fee_fen: int) -> None:
    assert fee(amount_fen) == fee_fen


async def test_a_payment_waits_frozen_less_the_fee(merchant: Merchant, shop: str) -> None:
    await merchant.sells(shop, total_fen=7_300)
    assert await _held(merchant, shop) == (7_256, 0)
    await _assert_balanced(merchant.simulator)


async def test_sharing_with_finish_pays_the_platform_and_the_shop(merchant: Merchant, shop: str) -> None:
    before = (await merchant.simulator.balances(merchant.wechat.mch_id))["basic"]
    (part,) = await merchant.sells(shop, total_fen=7_300)
    await _share(merchant, part, 450, is_finish=True)
    assert await _held(merchant, shop) == (0, 6_806)
    assert (await merchant.simulator.balances(merchant.wechat.mch_id))["basic"] == before + 450
    await _assert_balanced(merchant.simulator)


async def test_a_full_refund_before_sharing_leaves_nothing(merchant: Merchant, shop: str) -> None:
    (part,) = await merchant.sells(shop)
    await _refund(merchant, part, 3_333, "a")
    await _refund(merchant, part, 6_667, "b")
    assert await _held(merchant, shop) == (0, 0)
    await _assert_balanced(merchant.simulator)


async def test_a_refund_after_the_finish_comes_from_what_the_shop_may_withdraw(
    merchant: Merchant, shop: str
) -> None:
    (part,) = await merchant.sells(shop)
    await _share(merchant, part, 500, is_finish=True)
    await _refund(merchant, part, 1_000)
    assert await _held(merchant, shop) == (0, 9_440 - 1_000 + 6)


async def test_a_shop_without_money_cannot_refund(merchant: Merchant, shop: str) -> None:
    (part,) = await merchant.sells(shop)
    await _share(merchant, part, 500, is_finish=True)
    with pytest.raises(WechatPayRefusal) as refused:
        await _refund(merchant, part, 10_000)
    assert (refused.value.status, refused.value.code) == (403, "NOT_ENOUGH")
    assert await _held(merchant, shop) == (0, 9_440)
    await _assert_balanced(merchant.simulator)


async def test_money_of_another_order_helps_only_once_it_is_the_shops(merchant: Merchant, shop: str) -> None:
    (part,) = await merchant.sells(shop)
    await _share(merchant, part, 500, is_finish=True)
    await merchant.sells(shop, total_fen=50_000)  # frozen: not the shop's yet
    with pytest.raises(WechatPayRefusal, match="NOT_ENOUGH"):
        await _refund(merchant, part, 10_000)


async def test_a_closed_refund_gives_the_money_back_to_the_shop(merchant: Merchant, shop: str) -> None:
    (part,) = await merchant.sells(shop)
    await merchant.simulator.tell("POST", "faults", {"kind": "refund_closed", "remaining": 1})
    number = await _refund(merchant, part, 10_000)
    assert (await merchant.wechat.query_refund(shop, number)).status is RefundStatus.CLOSED
    assert await _held(merchant, shop) == (9_940, 0)
    assert await merchant.wechat.query_unsplit_fen(str(part.transaction_id)) == 9_940
    await _refund(merchant, part, 10_000, "again")
    assert await _held(merchant, shop) == (0, 0)


async def test_an_abnormal_refund_keeps_the_money_on_its_way(merchant: Merchant, shop: str) -> None:
    (part,) = await merchant.sells(shop)
    await merchant.simulator.tell("POST", "faults", {"kind": "refund_abnormal", "remaining": 1})
    number = await _refund(merchant, part, 10_000)
    assert (await merchant.wechat.query_refund(shop, number)).status is RefundStatus.ABNORMAL
    assert await _held(merchant, shop) == (0, 0)
    await _assert_balanced(merchant.simulator)


async def test_what_is_refunded_cannot_be_shared(merchant: Merchant, shop: str) -> None:
    (part,) = await merchant.sells(shop)
    await _refund(merchant, part, 9_000)
    with pytest.raises(WechatPayRefusal, match="NOT_ENOUGH"):
        await _share(merchant, part, 1_000, is_finish=True)


async def test_after_180_days_the_rest_is_the_shops(merchant: Merchant, shop: str) -> None:
    await merchant.sells(shop)
    await merchant.simulator.turn(180 * 86_400 - 60)
    assert await _held(merchant, shop) == (9_940, 0)
    await merchant.simulator.turn(61)
    assert await _held(merchant, shop) == (0, 9_940)
    await _assert_balanced(merchant.simulator)


async def test_one_transaction_does_one_thing_at_a_time(merchant: Merchant, shop: str) -> None:
    (part,) = await merchant.sells(shop)
    await merchant.simulator.turn(31)
    asks = [
        FinishRequest(
            sub_mchid=shop,
            transaction_id=str(part.transaction_id),
            out_order_no=f"F{index}{shop}",
            description="结算",
        )
        for index in range(5)
    ]
    ends = await asyncio.gather(
        *(merchant.wechat.finish_sharing(ask) for ask in asks), return_exceptions=True
    )
    assert sum(isinstance(end, WechatPayRefusal) for end in ends) == 4
    await merchant.simulator.turn(3)
    assert await _held(merchant, shop) == (0, 9_940)


async def test_shops_paid_crosswise_at_once_do_not_deadlock(merchant: Merchant, shop: str) -> None:
    shops = [shop, await merchant.simulator.shop(), await merchant.simulator.shop()]
    orders = [merchant.order(shops if index % 2 else shops[::-1], 1_000) for index in range(12)]
    prepaid = [await merchant.wechat.prepay_combined(order) for order in orders]
    answers = await asyncio.gather(*(merchant.pay(prepay_id) for prepay_id in prepaid))
    assert {answer.status_code for answer in answers} == {200}
    for each in shops:
        assert await _held(merchant, each) == (12 * 994, 0)
    await _assert_balanced(merchant.simulator)


async def test_paying_the_same_order_from_two_phones_takes_the_money_once(
    merchant: Merchant, shop: str
) -> None:
    prepay_id = await merchant.wechat.prepay_combined(merchant.order([shop]))
    answers = await asyncio.gather(*(merchant.pay(prepay_id) for _ in range(6)))
    assert sorted(answer.status_code for answer in answers) == [200] + [400] * 5
    assert await _held(merchant, shop) == (9_940, 0)
