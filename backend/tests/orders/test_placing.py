"""From a basket to a trade: once per request, at the server's price, of the buyer's own things only."""

from typing import Any
from uuid import uuid4

import pytest

from tests.accounts.doors import at_once, code_of, refusal
from tests.actors import Buyer, Json, Refused, Shop, Sku
from tests.stack import Stack


def ask(buyer: Buyer, sku: Sku, quantity: int = 1, **more: object) -> Json:
    return {
        "items": [{"sku_id": sku.id, "quantity": quantity}],
        "address_id": buyer.address_id,
        "quoted_total_fen": sku.price_fen * quantity + 600,
    } | more


def fields(refused: Refused | None) -> Json:
    """What is wrong with which field."""
    assert refused is not None
    assert (refused.status, refused.code) == (400, "invalid_input")
    wrong: Json = refused.facts["fields"]
    return wrong


def orders_of(buyer: Buyer) -> list[Json]:
    found: list[Json] = buyer.get("/api/v1/orders")["items"]
    return found


def reprice(sku: Sku, price_fen: int, **changed: object) -> None:
    shop = sku.shop
    product = shop.get(shop.path(f"products/{sku.product_id}"))
    form = {name: value for name, value in product.items() if name not in {"id", "state", "pictures"}}
    form["skus"] = [form["skus"][0] | {"price_fen": price_fen}]
    shop.put(shop.path(f"products/{sku.product_id}"), form | changed)


def test_a_repeated_request_gets_the_first_answer_and_orders_once(corner_shop: Shop, buyer: Buyer) -> None:
    tea = corner_shop.sells("碧螺春一号", price_fen=3_000, stock=10)

    first = buyer.places((tea, 2), key="press-pay-once")
    again = buyer.places((tea, 2), key="press-pay-once")

    assert again == first
    assert corner_shop.stock_of(tea) == (10, 2)


def test_the_same_key_with_another_basket_is_refused(corner_shop: Shop, buyer: Buyer) -> None:
    tea = corner_shop.sells("碧螺春二号", price_fen=3_000, stock=10)
    buyer.places((tea, 2), key="press-pay-once")

    assert code_of(lambda: buyer.places((tea, 3), key="press-pay-once")) == "idempotency_key_reused"

    assert len(orders_of(buyer)) == 1
    assert corner_shop.stock_of(tea) == (10, 2)


def test_simultaneous_firsts_with_one_key_order_once(corner_shop: Shop, buyer: Buyer) -> None:
    tea = corner_shop.sells("碧螺春三号", price_fen=3_000, stock=10)

    trades = at_once([lambda: buyer.places((tea, 1), key="eight-at-once", total_fen=3_600)] * 8)

    assert {trade["id"] for trade in trades} == {trades[0]["id"]}
    assert len(orders_of(buyer)) == 1
    assert corner_shop.stock_of(tea) == (10, 1)


def test_simultaneous_requests_with_one_key_and_different_baskets_order_one_of_them(
    corner_shop: Shop, buyer: Buyer
) -> None:
    tea = corner_shop.sells("碧螺春四号", price_fen=3_000, stock=10)

    def order(quantity: int) -> str | None:
        total = 3_000 * quantity + 600
        return code_of(lambda: buyer.places((tea, quantity), key="two-baskets", total_fen=total))

    codes = at_once([lambda: order(1), lambda: order(2)])

    assert sorted(codes, key=str) == [None, "idempotency_key_reused"]
    assert len(orders_of(buyer)) == 1


def test_a_hundred_clicks_get_the_one_piece_that_a_buyer_may_have(corner_shop: Shop, buyer: Buyer) -> None:
    cup = corner_shop.sells("限购盖碗", price_fen=3_000, stock=200, limit_per_buyer=1)

    codes = at_once([lambda: code_of(lambda: buyer.places((cup, 1), total_fen=3_600))] * 100)

    assert codes.count(None) == 1
    assert codes.count("over_limit") == 99
    assert corner_shop.stock_of(cup) == (200, 1)


def test_a_price_that_changed_since_the_quote_places_nothing_and_says_the_new_one(
    corner_shop: Shop, buyer: Buyer
) -> None:
    tea = corner_shop.sells("碧螺春五号", price_fen=3_000, stock=10)
    quoted = buyer.quote((tea, 1))["total_fen"]
    reprice(tea, 3_500)

    refused = refusal(lambda: buyer.places((tea, 1), total_fen=quoted))

    assert refused is not None
    assert (refused.status, refused.code) == (409, "price_changed")
    assert refused.facts["quote"]["total_fen"] == 3_500 + 600
    assert orders_of(buyer) == []
    assert corner_shop.stock_of(tea) == (10, 0)


def test_an_edit_after_placement_changes_no_order(corner_shop: Shop, buyer: Buyer) -> None:
    tea = corner_shop.sells("碧螺春六号", price_fen=3_000, stock=10)
    trade = buyer.places((tea, 1))
    reprice(tea, 9_000, title="碧螺春改名")

    paid = buyer.pays(trade)

    order = buyer.order(paid["orders"][0]["id"])
    assert (order["payable_fen"], order["lines"][0]["title"]) == (3_600, "碧螺春六号")


@pytest.mark.parametrize("field", ["total_fen", "shop_id", "price_fen", "buyer_id", "freight_fen"])
def test_a_client_cannot_name_a_price_a_shop_or_a_person(corner_shop: Shop, buyer: Buyer, field: str) -> None:
    tea = corner_shop.sells("碧螺春七号", price_fen=3_000, stock=10)
    item = {"sku_id": tea.id, "quantity": 1, field: 1}

    outside = refusal(lambda: buyer.post("/api/v1/trades", ask(buyer, tea, **{field: 1})))
    inside = refusal(lambda: buyer.post("/api/v1/trades", ask(buyer, tea, items=[item])))

    assert fields(outside) == {field: "不支持此项，请删除后再提交"}
    assert fields(inside) == {f"items[0].{field}": "不支持此项，请删除后再提交"}
    assert corner_shop.stock_of(tea) == (10, 0)


@pytest.mark.parametrize(
    ("quantity", "sentence"),
    [
        ("0", "不能小于 1"),
        ("-5", "不能小于 1"),
        ("1.5", "请填写整数"),
        ("1.0", "请填写整数"),
        ("1e3", "请填写整数"),
        ('"1e3"', "请填写整数"),
        ('"5"', "请填写整数"),
        ("true", "请填写整数"),
        ("null", "请填写整数"),
        ("2147483647", "不能大于 999"),
        ("2147483648", "不能大于 999"),
        ("9223372036854775808", "不能大于 999"),
    ],
)
def test_a_quantity_is_a_whole_number_of_pieces(
    stack: Stack, corner_shop: Shop, buyer: Buyer, quantity: str, sentence: str
) -> None:
    sku_id = corner_shop.sells("碧螺春八号", price_fen=3_000, stock=10).id
    bodies = {
        "trades": f'{{"items":[{{"sku_id":{sku_id},"quantity":{quantity}}}],'
        f'"address_id":{buyer.address_id},"quoted_total_fen":3600}}',
        "quotes": f'{{"items":[{{"sku_id":{sku_id},"quantity":{quantity}}}]}}',
        "cart/items": f'{{"sku_id":{sku_id},"quantity":{quantity}}}',
    }
    headers = {"Content-Type": "application/json", "Idempotency-Key": str(uuid4())}

    for path, body in bodies.items():
        answer = buyer.http.post(f"/api/v1/{path}", content=body, headers=headers)

        field = "quantity" if path == "cart/items" else "items[0].quantity"
        assert fields(Refused(answer)) == {field: sentence}
    assert orders_of(buyer) == []
    assert buyer.get("/api/v1/cart")["shops"] == []


@pytest.mark.parametrize("body", ["", "{", "[]", '{"items": 5}', "\ufeff", "null"])
def test_an_unreadable_body_is_the_clients_fault(stack: Stack, buyer: Buyer, body: str) -> None:
    headers = {"Content-Type": "application/json"}

    answer = buyer.http.post("/api/v1/quotes", content=body.encode(), headers=headers)

    assert fields(Refused(answer))


def test_two_lines_of_one_sku_cannot_have_more_than_there_is(corner_shop: Shop, buyer: Buyer) -> None:
    tea = corner_shop.sells("碧螺春九号", price_fen=3_000, stock=5)

    refused = refusal(lambda: buyer.places((tea, 3), (tea, 3), total_fen=18_000))

    assert refused is not None
    assert refused.code == "basket_refused"
    assert refused.message == "「碧螺春九号」库存不足，仅剩 5 件"
    assert corner_shop.stock_of(tea) == (5, 0)


def test_another_buyers_address_is_not_found(stack: Stack, corner_shop: Shop, buyer: Buyer) -> None:
    tea = corner_shop.sells("碧螺春十号", price_fen=3_000, stock=5)
    neighbour = Buyer.arrived(stack, "邻居")
    theirs = ask(buyer, tea, address_id=neighbour.address_id)

    assert code_of(lambda: buyer.post("/api/v1/trades", theirs)) == "not_found"
    assert code_of(lambda: buyer.post("/api/v1/quotes", {k: theirs[k] for k in ("items", "address_id")})) == (
        "not_found"
    )
    assert corner_shop.stock_of(tea) == (5, 0)


def test_strangers_find_neither_trade_nor_order(
    stack: Stack, corner_shop: Shop, other_shop: Shop, buyer: Buyer
) -> None:
    tea = corner_shop.sells("碧螺春十一号", price_fen=3_000, stock=5)
    trade = buyer.places((tea, 1))
    order_id = trade["orders"][0]["id"]
    parcel = {"courier_code": "shunfeng", "tracking_number": "SF1234567890", "lines": [{}]}
    parcel["lines"] = [{"order_line_id": buyer.order(order_id)["lines"][0]["id"], "quantity": 1}]
    neighbour = Buyer.arrived(stack, "邻居")
    acts: list[tuple[Any, str, str, Json | None]] = [
        (neighbour, "GET", f"/api/v1/trades/{trade['id']}", None),
        (neighbour, "POST", f"/api/v1/trades/{trade['id']}/payments", None),
        (neighbour, "POST", f"/api/v1/trades/{trade['id']}/payment-check", None),
        (neighbour, "POST", f"/api/v1/trades/{trade['id']}/cancellation", {}),
        (neighbour, "GET", f"/api/v1/orders/{order_id}", None),
        (neighbour, "POST", f"/api/v1/orders/{order_id}/receipt", None),
        (other_shop, "GET", other_shop.path(f"orders/{order_id}"), None),
        (other_shop, "POST", other_shop.path(f"orders/{order_id}/shipments"), parcel),
        (other_shop, "POST", other_shop.path(f"orders/{order_id}/address-views"), None),
        (other_shop, "PUT", other_shop.path(f"orders/{order_id}/note"), {"note": "查一下"}),
        (other_shop, "GET", corner_shop.path(f"orders/{order_id}"), None),
    ]

    for who, method, path, body in acts:
        headers = {"Idempotency-Key": str(uuid4())}
        answer = who.http.request(method, path, json=body, headers=headers)
        assert (answer.status_code, answer.json()["code"]) == (404, "not_found"), path

    assert buyer.trade(trade)["state"] == "open"
    assert corner_shop.stock_of(tea) == (5, 1)


def test_a_cart_that_changes_during_payment_changes_nothing_that_was_ordered(
    corner_shop: Shop, buyer: Buyer
) -> None:
    tea = corner_shop.sells("碧螺春十二号", price_fen=3_000, stock=20)
    buyer.post("/api/v1/cart/items", {"sku_id": tea.id, "quantity": 2})
    trade = buyer.post("/api/v1/trades", ask(buyer, tea, 2, from_cart=True))
    sheet = buyer.sheet(trade)

    buyer.post("/api/v1/cart/items", {"sku_id": tea.id, "quantity": 5})
    buyer.taps_pay(sheet).raise_for_status()
    paid = buyer.post(f"/api/v1/trades/{trade['id']}/payment-check")

    assert (paid["state"], paid["total_fen"]) == ("paid", 6_600)
    assert buyer.order(paid["orders"][0]["id"])["lines"][0]["quantity"] == 2
    (item,) = buyer.get("/api/v1/cart")["shops"][0]["items"]
    assert item["quantity"] == 5
    assert corner_shop.stock_of(tea) == (20, 2)
