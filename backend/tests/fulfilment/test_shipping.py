"""Parcels: each piece leaves once, with a number of its own, from the shop that sold it."""

from collections.abc import Mapping
from functools import partial

import pytest

from tests.accounts.doors import at_once, code_of
from tests.actors import Buyer, Json, Shop, Sku
from tests.stack import Stack


@pytest.fixture
def tea(corner_shop: Shop) -> Sku:
    """Ten pieces of tea."""
    return corner_shop.sells("碧螺春", price_fen=3_000, stock=10)


@pytest.fixture
def order(corner_shop: Shop, buyer: Buyer, tea: Sku) -> Json:
    """A paid order of three pieces, as the shop sees it."""
    return paid_order(corner_shop, buyer, tea, 3)


def paid_order(shop: Shop, buyer: Buyer, sku: Sku, quantity: int) -> Json:
    paid = buyer.pays(buyer.places((sku, quantity)))
    return shop.order(paid["orders"][0]["id"])


def parcel(number: str, pieces: Mapping[int, int], courier: str = "shunfeng") -> Json:
    lines = [{"order_line_id": line_id, "quantity": quantity} for line_id, quantity in pieces.items()]
    return {"courier_code": courier, "tracking_number": number, "lines": lines}


def ship(shop: Shop, order: Json, body: Json) -> Json:
    shipped: Json = shop.post(shop.path(f"orders/{order['id']}/shipments"), body)
    return shipped


def line_of(order: Json) -> int:
    line_id: int = order["lines"][0]["id"]
    return line_id


def standing(shop: Shop, order: Json, sku: Sku) -> tuple[str, int, int, tuple[int, int]]:
    """State, parcels, shipped pieces, stock."""
    seen = shop.order(order["id"])
    shipped = sum(line["shipped_quantity"] for line in seen["lines"])
    return seen["state"], len(seen["shipments"]), shipped, shop.stock_of(sku)


def test_a_split_order_is_shipped_when_its_last_piece_has_left(
    corner_shop: Shop, order: Json, tea: Sku
) -> None:
    ship(corner_shop, order, parcel("SF-SPLIT-1", {line_of(order): 1}))
    assert standing(corner_shop, order, tea) == ("partly_shipped", 1, 1, (9, 2))

    ship(corner_shop, order, parcel("SF-SPLIT-2", {line_of(order): 2}))
    assert standing(corner_shop, order, tea) == ("shipped", 2, 3, (7, 0))


def test_no_more_is_shipped_than_was_ordered(corner_shop: Shop, order: Json, tea: Sku) -> None:
    four = parcel("SF-FOUR-1", {line_of(order): 4})
    twice = parcel("SF-FOUR-2", {line_of(order): 2}) | {
        "lines": [{"order_line_id": line_of(order), "quantity": 2}] * 2
    }

    assert code_of(lambda: ship(corner_shop, order, four)) == "nothing_to_ship"
    assert code_of(lambda: ship(corner_shop, order, twice)) == "nothing_to_ship"

    assert standing(corner_shop, order, tea) == ("to_ship", 0, 0, (10, 3))


@pytest.mark.parametrize("quantity", [0, -1, 1000])
def test_a_parcel_holds_one_to_999_pieces_of_a_line(
    corner_shop: Shop, order: Json, tea: Sku, quantity: int
) -> None:
    body = parcel("SF-BAD-QUANTITY", {line_of(order): quantity})

    assert code_of(lambda: ship(corner_shop, order, body)) == "invalid_input"

    assert standing(corner_shop, order, tea) == ("to_ship", 0, 0, (10, 3))


def test_two_clerks_who_ship_at_once_ship_each_piece_once(corner_shop: Shop, order: Json, tea: Sku) -> None:
    bodies = [parcel(f"SF-RACE-{clerk}", {line_of(order): 2}) for clerk in range(6)]

    codes = at_once([partial(code_of, partial(ship, corner_shop, order, body)) for body in bodies])

    assert codes.count(None) == 1
    assert codes.count("nothing_to_ship") == 5
    assert standing(corner_shop, order, tea) == ("partly_shipped", 1, 2, (8, 1))


def test_a_tracking_number_is_used_once_whatever_its_case(
    corner_shop: Shop, buyer: Buyer, order: Json, tea: Sku
) -> None:
    another = paid_order(corner_shop, buyer, tea, 1)
    ship(corner_shop, order, parcel(f"SF-{order['id']}-a", {line_of(order): 1}))

    repeated = parcel(f"SF-{order['id']}-A", {line_of(another): 1})
    assert code_of(lambda: ship(corner_shop, another, repeated)) == "tracking_number_used"

    assert standing(corner_shop, another, tea) == ("to_ship", 0, 0, (9, 3))


def test_two_parcels_with_one_tracking_number_at_once_become_one(
    corner_shop: Shop, order: Json, tea: Sku
) -> None:
    body = parcel(f"SF-{order['id']}-ONE", {line_of(order): 1})

    codes = at_once([lambda: code_of(lambda: ship(corner_shop, order, body))] * 3)

    assert sorted(codes, key=str) == [None, "tracking_number_used", "tracking_number_used"]
    assert standing(corner_shop, order, tea) == ("partly_shipped", 1, 1, (9, 2))


def test_a_line_of_another_order_is_not_found(
    stack: Stack, corner_shop: Shop, buyer: Buyer, order: Json, tea: Sku
) -> None:
    another = paid_order(corner_shop, buyer, tea, 1)
    mixed = parcel("SF-FOREIGN-1", {line_of(order): 1, line_of(another): 1})

    assert code_of(lambda: ship(corner_shop, order, mixed)) == "not_found"

    assert standing(corner_shop, order, tea) == ("to_ship", 0, 0, (10, 4))


def test_an_unpaid_order_is_not_shipped(corner_shop: Shop, buyer: Buyer, tea: Sku) -> None:
    trade = buyer.places((tea, 1))
    unpaid = corner_shop.order(trade["orders"][0]["id"])

    body = parcel("SF-UNPAID-1", {line_of(unpaid): 1})
    assert code_of(lambda: ship(corner_shop, unpaid, body)) == "not_in_state"

    assert standing(corner_shop, unpaid, tea) == ("unpaid", 0, 0, (10, 1))


def test_an_unknown_courier_is_said_at_its_field(corner_shop: Shop, order: Json, tea: Sku) -> None:
    body = parcel("SF-UNKNOWN-1", {line_of(order): 1}, courier="pigeon")

    assert code_of(lambda: ship(corner_shop, order, body)) == "invalid_input"

    assert standing(corner_shop, order, tea) == ("to_ship", 0, 0, (10, 3))
