"""The courier: real schedule, survives restarts, and goes wrong on order."""

from pathlib import Path
from typing import Any

import pytest

from lilong.integrations.wechat_pay import CombinedTrade, NotificationRejected
from simulator.courier import RETRY_SECONDS
from simulator.testing import Simulated, simulated
from simulator.tests.fixtures import Inbox, Merchant

pytestmark = pytest.mark.anyio


async def _news(merchant: Merchant, shop: str, *faults: dict[str, object]) -> str:
    """A payment, announced under troubles; its number."""
    for fault in faults:
        await merchant.simulator.tell("POST", "faults", fault)
    order = merchant.order([shop])
    await merchant.pay(await merchant.wechat.prepay_combined(order))
    await merchant.simulator.world.courier.rest()
    return order.combine_out_trade_no


async def _log(simulator: Simulated, number: str) -> Any:
    (only,) = await simulator.tell("GET", f"notifications?reference={number}")
    return only


def test_the_schedule_is_wechats() -> None:
    assert len(RETRY_SECONDS) == 15
    assert sum(RETRY_SECONDS) == 24 * 3_600 + 4 * 60


async def test_a_failed_delivery_is_repeated_by_schedule_until_it_is_accepted(
    merchant: Merchant, shop: str, inbox: Inbox
) -> None:
    inbox.answers = [500, 404, 302]
    number = await _news(merchant, shop)
    assert len(inbox.letters) == 1
    await merchant.simulator.turn(14)
    assert len(inbox.letters) == 1
    for seconds, letters in ((2, 2), (16, 3), (31, 4), (120, 4)):
        await merchant.simulator.turn(seconds)
        assert len(inbox.letters) == letters
    log = await _log(merchant.simulator, number)
    assert (log["state"], log["attempts"]) == ("delivered", 4)
    assert [delivery["status"] for delivery in log["deliveries"]] == [500, 404, 302, 204]
    last = inbox.letters[-1]
    assert merchant.wechat.parse_notification(last.headers, last.content).id == log["id"]


async def test_after_sixteen_attempts_it_is_given_up(merchant: Merchant, shop: str, inbox: Inbox) -> None:
    inbox.answers = [500] * 20
    number = await _news(merchant, shop)
    for seconds in RETRY_SECONDS:
        await merchant.simulator.turn(seconds + 0.5)
    await merchant.simulator.turn(86_400)
    log = await _log(merchant.simulator, number)
    assert (log["state"], log["attempts"], len(inbox.letters)) == ("given_up", 16, 16)


async def test_a_restart_forgets_no_delivery(
    merchant: Merchant, shop: str, inbox: Inbox, simulator_database: str, home: Path
) -> None:
    inbox.answers = [500]
    await _news(merchant, shop)
    later = Inbox()
    async with simulated(simulator_database, home, later) as restarted:
        await restarted.turn(16)
        assert len(later.letters) == 1


async def test_a_restart_keeps_the_clock(simulator: Simulated, simulator_database: str, home: Path) -> None:
    await simulator.tell("PUT", "clock", {"offset_seconds": 86_400})
    async with simulated(simulator_database, home, Inbox()) as restarted:
        assert (await restarted.tell("GET", "clock"))["offset_seconds"] == 86_400


async def test_copies_arrive_on_order(merchant: Merchant, shop: str, inbox: Inbox) -> None:
    await _news(merchant, shop, {"kind": "duplicate", "value": 3, "remaining": 1})
    assert len(inbox.letters) == 4
    assert len({letter.content for letter in inbox.letters}) == 1


async def test_a_dropped_delivery_comes_with_the_next_attempt(
    merchant: Merchant, shop: str, inbox: Inbox
) -> None:
    number = await _news(merchant, shop, {"kind": "drop", "remaining": 1})
    assert inbox.letters == []
    await merchant.simulator.turn(16)
    assert len(inbox.letters) == 1
    log = await _log(merchant.simulator, number)
    assert [delivery["failure"] for delivery in log["deliveries"]] == ["dropped", None]


async def test_a_delay_lets_later_news_arrive_first(merchant: Merchant, shop: str, inbox: Inbox) -> None:
    first = await _news(merchant, shop, {"kind": "delay", "value": 120, "remaining": 1})
    second = await _news(merchant, shop)
    await merchant.simulator.turn(121)
    numbers = [
        content.combine_out_trade_no
        for letter in inbox.letters
        if isinstance(content := _read(merchant, letter.headers, letter.content), CombinedTrade)
    ]
    assert numbers == [second, first]


def _read(merchant: Merchant, headers: Any, body: bytes) -> object:
    """What our client makes of a letter; None when it rejects it."""
    try:
        return merchant.wechat.parse_notification(headers, body).content
    except NotificationRejected:
        return None


@pytest.mark.parametrize("kind", ["wrong_signature", "unknown_serial", "stale_timestamp"])
async def test_a_forged_delivery_is_followed_by_a_true_one(
    merchant: Merchant, shop: str, inbox: Inbox, kind: str
) -> None:
    inbox.answers = [401]
    number = await _news(merchant, shop, {"kind": kind, "remaining": 1})
    assert _read(merchant, inbox.letters[0].headers, inbox.letters[0].content) is None
    await merchant.simulator.turn(16)
    assert isinstance(_read(merchant, inbox.letters[1].headers, inbox.letters[1].content), CombinedTrade)
    log = await _log(merchant.simulator, number)
    assert [(delivery["fault"], delivery["status"]) for delivery in log["deliveries"]] == [
        (kind, 401),
        (None, 204),
    ]


async def test_a_probe_is_followed_at_once_by_the_same_news(
    merchant: Merchant, shop: str, inbox: Inbox
) -> None:
    inbox.answers = [401]
    await _news(merchant, shop, {"kind": "signature_probe", "remaining": 1})
    probe, true = inbox.letters
    assert probe.headers["Wechatpay-Signature"].startswith("WECHATPAY/SIGNTEST/")
    assert _read(merchant, probe.headers, probe.content) is None
    assert isinstance(_read(merchant, true.headers, true.content), CombinedTrade)


async def test_a_lie_about_the_amount_is_well_signed(merchant: Merchant, shop: str, inbox: Inbox) -> None:
    number = await _news(merchant, shop, {"kind": "wrong_amount", "value": 100, "remaining": 1})
    told = _read(merchant, inbox.letters[0].headers, inbox.letters[0].content)
    assert isinstance(told, CombinedTrade)
    assert told.parts[0].amount.total_fen == 10_100
    assert (await merchant.wechat.query_combined(number)).parts[0].amount.total_fen == 10_000


async def test_a_trouble_strikes_only_where_it_was_ordered(
    merchant: Merchant, shop: str, inbox: Inbox
) -> None:
    await _news(merchant, shop, {"kind": "drop", "where": "REFUND."})
    assert len(inbox.letters) == 1
    (fault,) = await merchant.simulator.tell("GET", "faults")
    await merchant.simulator.tell("DELETE", f"faults/{fault['id']}")
    assert await merchant.simulator.tell("GET", "faults") == []


async def test_chance_decides_if_it_is_asked_to(merchant: Merchant, shop: str, inbox: Inbox) -> None:
    await merchant.simulator.tell("POST", "faults", {"kind": "drop", "probability": 0.5})
    for _ in range(30):
        await _news(merchant, shop)
    assert 3 <= len(inbox.letters) <= 27
    await merchant.simulator.tell("DELETE", "faults")
    before = len(inbox.letters)
    await _news(merchant, shop)
    assert len(inbox.letters) == before + 1
