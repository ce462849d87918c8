"""Every route with an id in it, asked with somebody else's: as if it did not exist, and nothing changes."""

from typing import Any

import msgspec
import pytest

from tests.actors import HUANGPU, Buyer, Json, Operator, Shop
from tests.route_table import Route, table
from tests.stack import Stack

NAMED = [route for route in table() if "{" in route.path.replace("{shop_id:int}", "")]
OF_SHOPS = [route for route in NAMED if route.branch == "shop"]
OF_BUYERS = [route for route in NAMED if route.permission == "buyer"]
PLACE = {
    "region_code": HUANGPU,
    "street": "豫园街道",
    "detail": "方浜中路 259 号",
    "name": "林宁",
    "phone": "13800002046",
}
RULE = {"region_codes": [], "first_units": 1, "first_fen": 600, "next_units": 1, "next_fen": 0}


class Two(msgspec.Struct, frozen=True):
    """Two shops and two buyers, each with everything that has an id."""

    shop: Shop
    other_shop: Shop
    buyer: Buyer
    other_buyer: Buyer
    foreign: dict[str, int]
    """Ids of the other shop's and the other buyer's, by the names that paths use."""


@pytest.fixture(scope="module")
def two(stack: Stack, operator: Operator) -> Two:
    """The other buyer has bought from the other shop, paid and not received."""
    shop, other_shop = (Shop.opened(stack, operator) for _ in range(2))
    buyer, other_buyer = (Buyer.arrived(stack) for _ in range(2))
    tea = other_shop.sells("别家的茶", price_fen=1_000, stock=5)
    trade = other_buyer.pays(other_buyer.places((tea, 1)))
    foreign = {
        "trade_id": trade["id"],
        "order_id": trade["orders"][0]["id"],
        "address_id": other_buyer.address_id,
        "product_id": tea.product_id,
        "sku_id": tea.id,
        "template_id": other_shop.freight_template_id,
        "role_id": other_shop.get(other_shop.path("roles"))["items"][-1]["id"],
        "staff_id": other_shop.get(other_shop.path("staff"))["items"][0]["id"],
        "statement_id": tea.id,  # no run has settled yet; another table's id is as foreign
    }
    return Two(shop, other_shop, buyer, other_buyer, foreign)


def bodies(two: Two) -> dict[str, Json]:
    """A body for each route, good but for the id in the path."""
    shop = two.shop
    sku = {"code": "X1", "spec": [], "price_fen": 1, "weight_grams": 1, "stock": 1, "limit_per_buyer": None}
    product = {
        "category_id": shop.category_id,
        "title": "抢来的茶",
        "picture_ids": [shop.picture_id],
        "skus": [sku],
        "return_policy": "seven_days",
        "freight_template_id": shop.freight_template_id,
    }
    parcel = {"courier_code": "shunfeng", "tracking_number": "SF0000000000001"}
    return {
        "PUT staff/{staff_id:int}": {"role_id": shop.get(shop.path("roles"))["items"][-1]["id"]},
        "PUT roles/{role_id:int}": {"name": "抢来的角色", "permissions": ["orders.view"]},
        "PUT products/{product_id:int}": product,
        "PUT freight-templates/{template_id:int}": {"name": "抢来", "charge_by": "piece", "rules": [RULE]},
        "POST stock/{sku_id:int}/changes": {"delta": -1, "reason": "抢"},
        "PUT orders/{order_id:int}/note": {"note": "抢"},
        "POST orders/{order_id:int}/shipments": parcel | {"lines": [{"order_line_id": 1, "quantity": 1}]},
        "PUT addresses/{address_id:int}": PLACE,
        "POST trades/{trade_id:int}/cancellation": {"reason": "抢"},
    }


def ask(caller: Any, route: Route, two: Two, prefix: str) -> tuple[int, str]:
    """Status and code of the answer."""
    short = f"{route.method} {route.path.removeprefix(prefix)}"
    body = bodies(two)[short] if route.has_body else None
    answer = caller.http.request(
        route.method,
        route.at(**two.foreign, shop_id=two.shop.id),
        json=body,
        headers={"Idempotency-Key": "foreign-id-matrix"},
    )
    return answer.status_code, answer.json().get("code", "") if answer.content else ""


def everything(two: Two) -> list[Json]:
    """What the other two see of their own things."""
    shop, buyer, ids = two.other_shop, two.other_buyer, two.foreign
    of_shop = [
        "roles",
        "staff",
        "freight-templates",
        f"products/{ids['product_id']}",
        f"orders/{ids['order_id']}",
    ]
    return [
        *(shop.get(shop.path(path)) for path in of_shop),
        {"stock": shop.get(shop.path("stock"))["items"]},
        buyer.get("/api/v1/addresses"),
        buyer.get(f"/api/v1/trades/{ids['trade_id']}"),
    ]


@pytest.mark.parametrize("route", OF_SHOPS, ids=str)
def test_another_shops_things_do_not_exist(two: Two, route: Route) -> None:
    before = everything(two)
    status, code = ask(two.shop, route, two, "/api/v1/merchant/{shop_id:int}/")
    assert status == 404
    assert code.endswith("not_found")
    assert everything(two) == before


@pytest.mark.parametrize("route", [route for route in OF_BUYERS if "/cart/" not in route.path], ids=str)
def test_another_buyers_things_do_not_exist(two: Two, route: Route) -> None:
    before = everything(two)
    status, code = ask(two.buyer, route, two, "/api/v1/")
    assert status == 404
    assert code.endswith("not_found")
    assert everything(two) == before


@pytest.mark.parametrize("path", ["/api/v1/quotes", "/api/v1/trades"])
def test_another_buyers_address_cannot_be_ordered_to(two: Two, path: str) -> None:
    goods = two.shop.sells("自家的茶", price_fen=1_000, stock=5)
    basket = {"items": [{"sku_id": goods.id, "quantity": 1}], "address_id": two.foreign["address_id"]}
    body = basket | ({"quoted_total_fen": 1_600} if path.endswith("trades") else {})
    answer = two.buyer.http.post(path, json=body, headers={"Idempotency-Key": f"foreign-address-{path[-6:]}"})
    assert answer.status_code == 404
    assert two.shop.stock_of(goods) == (5, 0)
