"""Profit sharing against the simulator."""

import msgspec
import pytest

from lilong.integrations.wechat_pay import (
    FinishRequest,
    SharingReceiver,
    SharingRequest,
    SharingResult,
    SharingStatus,
    WechatPayRefusal,
)
from simulator.tests.fixtures import Merchant

pytestmark = pytest.mark.anyio


async def _ask(merchant: Merchant, shop: str, amount_fen: int, *, is_finish: bool = False) -> SharingRequest:
    (part,) = await merchant.sells(shop)
    receiver = SharingReceiver(account=merchant.wechat.mch_id, amount_fen=amount_fen, description="平台佣金")
    return SharingRequest(
        sub_mchid=shop,
        transaction_id=str(part.transaction_id),
        out_order_no=f"S{part.transaction_id}",
        receivers=[receiver],
        is_finish=is_finish,
    )


async def test_commission_is_shared_and_the_rest_released_in_one_call(merchant: Merchant, shop: str) -> None:
    ask = await _ask(merchant, shop, 500, is_finish=True)
    await merchant.simulator.turn(31)
    assert await merchant.wechat.query_unsplit_fen(ask.transaction_id) == 9_940

    accepted = await merchant.wechat.share(ask)
    await merchant.simulator.turn(3)
    done = await merchant.wechat.query_sharing(shop, ask.transaction_id, ask.out_order_no)

    assert (accepted.status, accepted.receivers[0].result) == (
        SharingStatus.PROCESSING,
        SharingResult.PENDING,
    )
    assert (done.status, done.receivers[0].result) == (SharingStatus.FINISHED, SharingResult.SUCCESS)
    assert (done.receivers[0].amount_fen, done.finish_fen) == (500, 9_440)
    assert await merchant.wechat.query_unsplit_fen(ask.transaction_id) == 0
    assert (await merchant.wechat.query_balance(shop)).available_fen == 9_440


async def test_the_same_sharing_asked_twice_is_one(merchant: Merchant, shop: str) -> None:
    ask = await _ask(merchant, shop, 500)
    await merchant.simulator.turn(31)
    assert await merchant.wechat.share(ask) == await merchant.wechat.share(ask)
    assert await merchant.wechat.query_unsplit_fen(ask.transaction_id) == 9_440
    other = [msgspec.structs.replace(ask.receivers[0], amount_fen=501)]
    with pytest.raises(WechatPayRefusal, match="400 INVALID_REQUEST"):
        await merchant.wechat.share(msgspec.structs.replace(ask, receivers=other))


async def test_a_finish_alone_gives_the_shop_everything(merchant: Merchant, shop: str) -> None:
    ask = await _ask(merchant, shop, 500)
    await merchant.simulator.turn(31)
    finish = FinishRequest(
        sub_mchid=shop,
        transaction_id=ask.transaction_id,
        out_order_no="F" + ask.out_order_no,
        description="结算",
    )
    accepted = await merchant.wechat.finish_sharing(finish)
    await merchant.simulator.turn(3)
    done = await merchant.wechat.query_sharing(shop, ask.transaction_id, finish.out_order_no)

    assert (accepted.order_id, done.status, done.finish_fen) == (done.order_id, SharingStatus.FINISHED, 9_940)
    with pytest.raises(WechatPayRefusal, match="400 INVALID_REQUEST"):
        await merchant.wechat.share(ask)


async def test_sharing_must_wait_half_a_minute(merchant: Merchant, shop: str) -> None:
    ask = await _ask(merchant, shop, 500)
    with pytest.raises(WechatPayRefusal, match="400 INVALID_REQUEST"):
        await merchant.wechat.share(ask)


async def test_thirty_percent_is_the_ceiling(merchant: Merchant, shop: str) -> None:
    ask = await _ask(merchant, shop, 3_001)
    await merchant.simulator.turn(31)
    with pytest.raises(WechatPayRefusal) as refused:
        await merchant.wechat.share(ask)
    assert (refused.value.status, refused.value.code) == (403, "RULE_LIMIT")
    at_the_ceiling = [msgspec.structs.replace(ask.receivers[0], amount_fen=3_000)]
    assert await merchant.wechat.share(msgspec.structs.replace(ask, receivers=at_the_ceiling))


async def test_only_the_platform_is_a_receiver(merchant: Merchant, shop: str) -> None:
    ask = await _ask(merchant, shop, 500)
    await merchant.simulator.turn(31)
    stranger = [msgspec.structs.replace(ask.receivers[0], account="1900000109")]
    with pytest.raises(WechatPayRefusal, match="400 INVALID_REQUEST"):
        await merchant.wechat.share(msgspec.structs.replace(ask, receivers=stranger))
    with pytest.raises(WechatPayRefusal, match="400 PARAM_ERROR"):
        await merchant.wechat.share(msgspec.structs.replace(ask, receivers=[]))
    with pytest.raises(WechatPayRefusal, match="403 NO_AUTH"):
        await merchant.wechat.share(msgspec.structs.replace(ask, sub_mchid="9800000000"))


async def test_a_refused_share_stays_with_the_shop(merchant: Merchant, shop: str) -> None:
    ask = await _ask(merchant, shop, 500)
    await merchant.simulator.turn(31)
    await merchant.simulator.tell("POST", "faults", {"kind": "sharing_closed", "remaining": 1})
    await merchant.wechat.share(ask)
    await merchant.simulator.turn(3)
    done = await merchant.wechat.query_sharing(shop, ask.transaction_id, ask.out_order_no)
    assert (done.receivers[0].result, done.receivers[0].fail_reason) == (
        SharingResult.CLOSED,
        "ACCOUNT_ABNORMAL",
    )
    assert await merchant.wechat.query_unsplit_fen(ask.transaction_id) == 9_940


async def test_unknown_numbers_are_not_found(merchant: Merchant, shop: str) -> None:
    with pytest.raises(WechatPayRefusal, match="404 RESOURCE_NOT_EXISTS"):
        await merchant.wechat.query_sharing(shop, "sim-none", "none")
    with pytest.raises(WechatPayRefusal, match="404 ORDER_NOT_EXIST"):
        await merchant.wechat.query_unsplit_fen("sim-none")
