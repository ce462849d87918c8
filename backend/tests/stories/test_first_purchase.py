"""One purchase through everything: two shops, one WeChat payment, parcels, receipt, settlement, books that balance."""

from datetime import timedelta

from tests import actors
from tests.stack import Stack, wait_until


def test_a_buyer_buys_from_two_shops_in_one_payment_and_both_are_settled(
    stack: Stack, operator: actors.Operator, shop: actors.Shop, other_shop: actors.Shop, buyer: actors.Buyer
) -> None:
    tea = shop.sells("碧螺春明前茶 125g", price_fen=12_800, stock=5)
    cup = other_shop.sells("手作白瓷盖碗", price_fen=6_800, stock=3)

    trade = buyer.places((tea, 1), (cup, 1))
    assert trade["total_fen"] == 12_800 + 6_800 + 600  # tea travels for nothing over ¥99, the cup costs ¥6
    assert shop.stock_of(tea) == (5, 1)

    paid = buyer.pays(trade)
    assert paid["state"] == "paid"
    tea_order, cup_order = (order["id"] for order in paid["orders"])
    shop.ships(tea_order)
    other_shop.ships(cup_order)
    assert shop.stock_of(tea) == (4, 0)
    assert buyer.order(tea_order)["state"] == "shipped"
    buyer.receives(tea_order)
    buyer.receives(cup_order)

    stack.advance(timedelta(days=16))
    wait_until(lambda: operator.balance_of(f"shop.{shop.id}.pending") == 0, "the tea was not shared")
    stack.advance(timedelta(days=1))  # a run settles days that have ended
    operator.post("/api/v1/ops/settlement-runs", {"until_on": stack.yesterday().isoformat()})

    statement = shop.get(shop.path("statements"))["items"][0]
    commission = 640  # 5 % of ¥128.00
    fee = 77  # 0.6 %, rounded
    assert statement["gross_fen"] == 12_800
    assert statement["commission_fen"] == commission
    assert statement["net_fen"] == 12_800 - commission - fee
    assert operator.balance_of(f"wx.{shop.sub_mchid}.available") == statement["net_fen"]
    assert operator.trial_balance()["is_balanced"]
