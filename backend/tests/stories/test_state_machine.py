"""Anything may happen in any order: buyers, shops and clocks act at random, and after each act all promises hold.

LILONG_PROVE=1 takes 10,000 steps.
"""

import os
from datetime import timedelta
from typing import TypeVar

import httpx2
import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule, run_state_machine_as_test

from tests import actors
from tests.stack import Stack, wait_until
from tests.stories import invariants
from tests.stories.model import DAY, Good, Market, Order, Trade

STEPS = 25
EXAMPLES = 400 if os.environ.get("LILONG_PROVE") else 4
PRICES = [(0, 12_800), (0, 333), (1, 9_899), (1, 1)]
"""(shop, price in fen): over and under free freight, one that does not divide, the least."""
STOCK = 12
SHARING = timedelta(seconds=20)
"""WeChat shares within seconds; we ask again after fifteen."""
LONGEST = 150 * DAY
"""WeChat lets go of frozen money after 180 days; no story is that long."""
FAULTS = {
    "returns": None,
    "silent": None,
    "doubled": {"kind": "duplicate", "value": 3, "remaining": 1},
    "unheard": {"kind": "drop", "remaining": 1},
    "late": {"kind": "delay", "value": 40, "remaining": 1},
}
pick = st.integers(0, 10_000)
pieces = st.integers(1, 4)
Chosen = TypeVar("Chosen")


def chosen(number: int, anything: list[Chosen], fitting: list[Chosen]) -> Chosen:
    """Three times of four something that fits, if there is any: most of what people do is meant to work."""
    choices = fitting if fitting and number % 4 else anything
    return choices[number % len(choices)]


class Story(RuleBasedStateMachine):
    """One market of its own on the running platform."""

    def __init__(self, stack: Stack, operator: actors.Operator) -> None:
        super().__init__()
        self.stack, self.operator = stack, operator
        self.shops = [actors.Shop.opened(stack, operator) for _ in range(2)]
        self.buyer = actors.Buyer.arrived(stack)
        self.model = Market([Good(shop, price_fen, STOCK) for shop, price_fen in PRICES])
        self.skus = [
            self.shops[shop].sells(f"第 {number} 件", price_fen=price_fen, stock=STOCK)
            for number, (shop, price_fen) in enumerate(PRICES)
        ]
        self.placed: list[tuple[Trade, actors.Json]] = []
        self.cart: dict[int, int] = {}

    @rule(good=st.integers(0, 3), count=pieces)
    def puts_into_the_cart(self, good: int, count: int) -> None:
        """A cart holds no stock, and takes no more than there is."""
        item = {"sku_id": self.skus[good].id, "quantity": count}
        if self.model.can_place([(good, self.cart.get(good, 0) + count)]):
            self.cart[good] = self.cart.get(good, 0) + count
            self.buyer.post("/api/v1/cart/items", item)
        else:
            with pytest.raises(actors.Refused):
                self.buyer.post("/api/v1/cart/items", item)

    @rule(basket=st.dictionaries(st.integers(0, 3), pieces, min_size=1, max_size=3))
    def places(self, basket: dict[int, int]) -> None:
        wanted = sorted(basket.items())
        asked = [(self.skus[good], count) for good, count in wanted]
        if not self.model.can_place(wanted):
            with pytest.raises(actors.Refused):
                self.buyer.places(*asked)
        else:
            trade = self.model.place(wanted)
            seen = self.buyer.places(*asked)
            assert seen["total_fen"] == sum(order.payable_fen for order in trade.orders)
            self.placed.append((trade, seen))
        self.holds()

    @precondition(lambda self: self.placed)
    @rule(number=pick, way=st.sampled_from(sorted(FAULTS)))
    def pays(self, number: int, way: str) -> None:
        trade, seen = chosen(number, self.placed, [both for both in self.placed if both[0].is_open])
        if not trade.is_open:
            with pytest.raises(actors.Refused):
                self.buyer.sheet(seen)
            return
        if fault := FAULTS[way]:
            httpx2.post(f"{self.stack.simulator_url}/sim/faults", json=fault).raise_for_status()
        if way == "returns":
            assert self.buyer.pays(seen)["state"] == "paid"
        else:
            self.buyer.taps_pay(self.buyer.sheet(seen)).raise_for_status()
        self.model.pay(trade)
        if way in {"unheard", "late"}:
            self.waits_minutes(2)
        wait_until(lambda: self.buyer.trade(seen)["state"] == "paid", "the payment was not heard of", 20)
        self.holds()

    @precondition(lambda self: self.placed)
    @rule(number=pick)
    def cancels(self, number: int) -> None:
        trade, seen = chosen(number, self.placed, [both for both in self.placed if both[0].is_open])
        if trade.is_open:
            self.model.close(trade)
            assert self.buyer.cancels(seen)["state"] == "closed"
        else:
            with pytest.raises(actors.Refused):
                self.buyer.cancels(seen)
        self.holds()

    @precondition(lambda self: self.placed)
    @rule(number=pick, share=st.integers(1, 3))
    def ships(self, number: int, share: int) -> None:
        """A third, two thirds or all of what is left of each line."""
        order, seen = self.some_order(number, "to_ship", "partly_shipped")
        left = [line.quantity - line.shipped for line in order.lines]
        parcel = [-(-count * share // 3) for count in left]
        shop = self.shops[order.shop]
        lines = {self.skus.index(sku): line for sku, line in self.lines_of(shop, seen)}
        by_line = {
            lines[self.model.goods.index(line.good)]: count
            for line, count in zip(order.lines, parcel, strict=True)
            if count
        }
        if order.state in {"to_ship", "partly_shipped"}:
            self.model.ship(order, parcel)
            shop.ships(seen["id"], by_line)
        else:
            with pytest.raises(actors.Refused):
                shop.ships(seen["id"], by_line or dict.fromkeys(lines.values(), 1))
        self.holds()

    def lines_of(self, shop: actors.Shop, seen: actors.Json) -> list[tuple[actors.Sku, int]]:
        """What the shop sees of an order: SKUs and line ids."""
        by_id = {sku.id: sku for sku in self.skus}
        return [(by_id[line["sku_id"]], line["id"]) for line in shop.order(seen["id"])["lines"]]

    @precondition(lambda self: self.placed)
    @rule(number=pick)
    def receives(self, number: int) -> None:
        order, seen = self.some_order(number, "shipped")
        if order.state == "shipped":
            self.model.complete(order)
            self.buyer.receives(seen["id"])
        elif order.state != "completed":
            with pytest.raises(actors.Refused):
                self.buyer.receives(seen["id"])
        self.holds()

    @precondition(lambda self: self.model.now < LONGEST)
    @rule(minutes=st.sampled_from([31, 11 * DAY, 16 * DAY]))
    def waits(self, minutes: int) -> None:
        self.waits_minutes(minutes)
        self.stack.advance(SHARING)
        self.model.wait(SHARING.total_seconds() / 60)
        self.holds()

    def waits_minutes(self, minutes: int) -> None:
        """Turn all clocks, and let what WeChat owes happen."""
        self.stack.advance(timedelta(minutes=minutes))
        self.model.wait(minutes)
        httpx2.post(f"{self.stack.simulator_url}/sim/settle", timeout=30).raise_for_status()
        self.stack.settle()

    @precondition(lambda self: self.model.now > DAY)
    @rule()
    def settles(self) -> None:
        """A run puts on statements what was shared before today; a second one finds nothing."""
        until = self.stack.yesterday().isoformat()
        for _ in range(2):
            self.operator.post("/api/v1/ops/settlement-runs", {"until_on": until})
        for number, shop in enumerate(self.shops):
            rows = shop.get(shop.path("statements"))["items"]
            assert sum(row["net_fen"] for row in rows) <= self.model.available_fen(number)
        self.holds()

    def some_order(self, number: int, *states: str) -> tuple[Order, actors.Json]:
        """An order of the model, and the platform's."""
        both = [
            (order, seen)
            for trade, placed in self.placed
            for order, seen in zip(trade.orders, self.in_order_of_shops(placed), strict=True)
        ]
        return chosen(number, both, [pair for pair in both if pair[0].state in states])

    def in_order_of_shops(self, placed: actors.Json) -> list[actors.Json]:
        """The platform's orders as the model lists them."""
        ids = [shop.id for shop in self.shops]
        return sorted(placed["orders"], key=lambda order: ids.index(order["shop"]["id"]))

    def holds(self) -> None:
        """The platform agrees with the model, WeChat with the platform, and no promise is broken."""
        self.stack.settle()
        invariants.check(self.stack)
        for trade, seen in self.placed:
            shown = self.in_order_of_shops(self.buyer.trade(seen))
            assert [order["state"] for order in shown] == [order.state for order in trade.orders]
        for good, sku in zip(self.model.goods, self.skus, strict=True):
            assert sku.shop.stock_of(sku) == (good.on_hand, good.reserved)
        for number, shop in enumerate(self.shops):
            assert -self.operator.balance_of(f"shop.{shop.id}.pending") == self.model.pending_fen(number)
            assert -self.operator.balance_of(f"shop.{shop.id}.available") == self.model.available_fen(number)
        assert invariants.books_differ(self.stack, [shop.sub_mchid for shop in self.shops]) == {}


def test_all_promises_hold_whatever_happens(stack: Stack, operator: actors.Operator) -> None:
    class ThisStory(Story):
        def __init__(self) -> None:
            super().__init__(stack, operator)

    run_state_machine_as_test(
        ThisStory,
        settings=settings(
            max_examples=EXAMPLES,
            stateful_step_count=STEPS,
            derandomize=not os.environ.get("LILONG_PROVE"),
            deadline=None,
            database=None,
            phases=[Phase.generate],  # a step is seconds of a real platform: no hours of shrinking
            suppress_health_check=list(HealthCheck),
        ),
    )
