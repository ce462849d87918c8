"""One payment for two shops, done by hand on every screen: in a browser, in the mini program, at both consoles."""

from datetime import timedelta

import httpx2
import pytest

from tests import actors
from tests.browser.pages import BrowserShop, Console, MiniProgram
from tests.stack import Stack, wait_until

TEA = "碧螺春明前茶"
CUP = "手作白瓷盖碗"


@pytest.fixture
def tea(shop: actors.Shop) -> actors.Sku:
    """Two tins to choose from."""
    return shop.sells_in_specs(TEA, {"一罐": 12_800, "礼盒": 25_600})


@pytest.fixture
def cup(other_shop: actors.Shop) -> actors.Sku:
    """A cup without any choice."""
    return other_shop.sells(CUP, price_fen=6_800, stock=5)


def test_a_purchase_in_the_browser_goes_all_the_way_to_the_statement(
    stack: Stack,
    operator: actors.Operator,
    shop: actors.Shop,
    other_shop: actors.Shop,
    tea: actors.Sku,
    cup: actors.Sku,
    browser_shop: BrowserShop,
    merchant_console: Console,
    ops_console: Console,
) -> None:
    browser_shop.phone.belongs_to("林宁")
    browser_shop.signs_in()
    browser_shop.adds_to_cart(tea, spec="一罐", quantity=2)
    browser_shop.adds_to_cart(cup)
    browser_shop.checks_out()
    browser_shop.writes_address()
    browser_shop.sees("方浜中路 259 号 3 楼", shop.name, other_shop.name)
    expect_trouble(stack, "delay", 3)
    expect_trouble(stack, "duplicate", 2)
    browser_shop.pays("¥330.00")  # two tins at ¥128.00, free of freight; the cup at ¥68.00 and ¥6.00 freight
    browser_shop.sees("支付成功")
    browser_shop.taps("查看订单")
    browser_shop.sees(TEA, CUP)
    browser_shop.taps(TEA)
    browser_shop.sees("等待商家发货", "豫园街道方浜中路 259 号 3 楼")
    stack.settle()  # the notices have come, late and more than once
    tea_order, cup_order = newest_order(shop), newest_order(other_shop)

    merchant_console.signs_in(shop.phone)
    merchant_console.opens("订单")
    merchant_console.opens_row(TEA)
    merchant_console.ships("SF1000000000001", pieces=1)
    merchant_console.sees("部分发货")
    merchant_console.ships("SF1000000000002")
    merchant_console.sees("待收货", "SF1000000000001", "SF1000000000002")
    other_shop.ships(cup_order)

    browser_shop.confirms_receipt(tea_order)
    browser_shop.confirms_receipt(cup_order)

    stack.advance(timedelta(days=16))
    wait_until(lambda: operator.balance_of(f"shop.{shop.id}.pending") == 0, "the tea was not shared")
    stack.advance(timedelta(days=1))  # a run settles days that have ended
    ops_console.signs_in(operator.phone)
    ops_console.opens("支付单")
    ops_console.opens_row("¥330.00")
    ops_console.sees("已支付", "微信通知")
    ops_console.opens("账本")
    ops_console.sees("借贷平衡，差额 ¥0.00")
    ops_console.runs_settlement()
    merchant_console.opens("资金")
    merchant_console.sees("¥256.00", "-¥12.80", "-¥1.54", "¥241.66")  # 5 % commission, 0.6 % fee
    assert operator.trial_balance()["is_balanced"]


def test_a_purchase_in_the_mini_program_survives_forged_and_repeated_notices(
    stack: Stack,
    operator: actors.Operator,
    shop: actors.Shop,
    other_shop: actors.Shop,
    tea: actors.Sku,
    cup: actors.Sku,
    mini_shop: MiniProgram,
) -> None:
    mini_shop.adds_to_cart(tea, spec="一罐")
    mini_shop.adds_to_cart(cup)
    mini_shop.checks_out()
    mini_shop.pastes_address()
    mini_shop.sees("方浜中路 259 号 3 楼", shop.name, other_shop.name)
    expect_trouble(stack, "wrong_signature", 0)
    expect_trouble(stack, "duplicate", 2)
    mini_shop.pays()
    mini_shop.sees("支付成功")
    mini_shop.taps("查看订单")
    mini_shop.sees(TEA, CUP)
    stack.settle()
    tea_order, cup_order = newest_order(shop), newest_order(other_shop)
    assert shop.order(tea_order)["money"]["payable_fen"] == 12_800
    assert other_shop.order(cup_order)["money"]["payable_fen"] == 6_800 + 600
    shop.ships(tea_order)
    mini_shop.confirms_receipt(tea_order)
    assert operator.trial_balance()["is_balanced"]


def expect_trouble(stack: Stack, kind: str, value: int) -> None:
    """The next notice of a payment goes wrong like this."""
    fault = {"kind": kind, "where": "TRANSACTION", "remaining": 1, "value": value}
    httpx2.post(f"{stack.simulator_url}/sim/faults", json=fault).raise_for_status()


def newest_order(shop: actors.Shop) -> int:
    """The id of what was ordered last."""
    order_id: int = shop.get(shop.path("orders"))["items"][0]["id"]
    return order_id
