"""Receipt: by the buyer's word or by the clock, once."""

from datetime import timedelta

import pytest
from sqlalchemy import text

from lilong.platform.db import Db
from tests.accounts.doors import at_once, code_of
from tests.actors import Buyer, Shop
from tests.stack import Stack


@pytest.fixture
def order_id(corner_shop: Shop, buyer: Buyer) -> int:
    """A paid order."""
    paid = buyer.pays(buyer.places((corner_shop.sells("碧螺春", price_fen=3_000, stock=10), 2)))
    order: int = paid["orders"][0]["id"]
    return order


def earnings(stack: Stack, order_id: int) -> int:
    """How many earnings an order has brought."""

    async def count(db: Db) -> int:
        found = text("SELECT count(*) FROM earning WHERE order_id = :id")
        return int((await db.execute(found, {"id": order_id})).scalar_one())

    stack.settle()
    return stack.run(count)


def steps(buyer: Buyer, order_id: int) -> list[tuple[str, str]]:
    """What happened to an order and by whom, newest first."""
    return [(step["kind"], step["actor"]) for step in buyer.order(order_id)["events"]]


def test_confirming_many_times_at_once_completes_once(
    stack: Stack, corner_shop: Shop, buyer: Buyer, order_id: int
) -> None:
    corner_shop.ships(order_id)

    states = at_once([lambda: buyer.receives(order_id)["state"]] * 6)

    assert states == ["completed"] * 6
    assert steps(buyer, order_id)[:2] == [("completed", "buyer"), ("shipped", "shop")]
    assert earnings(stack, order_id) == 1


def test_what_is_not_all_shipped_cannot_be_confirmed(
    stack: Stack, corner_shop: Shop, buyer: Buyer, order_id: int
) -> None:
    assert code_of(lambda: buyer.receives(order_id)) == "not_in_state"
    line_id = corner_shop.order(order_id)["lines"][0]["id"]
    corner_shop.ships(order_id, {line_id: 1})
    assert code_of(lambda: buyer.receives(order_id)) == "not_in_state"

    assert buyer.order(order_id)["state"] == "partly_shipped"
    assert earnings(stack, order_id) == 0


def test_ten_days_after_the_last_parcel_the_clock_confirms(
    stack: Stack, corner_shop: Shop, buyer: Buyer, order_id: int
) -> None:
    line_id = corner_shop.order(order_id)["lines"][0]["id"]
    corner_shop.ships(order_id, {line_id: 1})
    stack.advance(timedelta(days=5))
    corner_shop.ships(order_id)

    stack.advance(timedelta(days=9, hours=23))
    assert buyer.order(order_id)["state"] == "shipped"
    stack.advance(timedelta(hours=1, seconds=5))

    assert buyer.order(order_id)["state"] == "completed"
    assert steps(buyer, order_id)[0] == ("completed", "clock")
    assert earnings(stack, order_id) == 1
