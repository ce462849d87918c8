"""The cart through the API: it adds up, refuses what cannot be had, and explains what no longer can."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from tests.actors import Buyer, Json, Refused, Shop, Sku


@pytest.fixture
def cup(shop: Shop) -> Sku:
    """Nine cups at ¥30."""
    return shop.sells("品茗杯", price_fen=3_000, stock=9)


def add(buyer: Buyer, sku: Sku, quantity: Any = 1) -> Json:
    cart: Json = buyer.post("/api/v1/cart/items", {"sku_id": sku.id, "quantity": quantity})
    return cart


def put(buyer: Buyer, sku: Sku, quantity: int, *, is_selected: bool = True) -> Json:
    body = {"quantity": quantity, "is_selected": is_selected}
    cart: Json = buyer.put(f"/api/v1/cart/items/{sku.id}", body)
    return cart


def quantities(cart: Json) -> dict[int, int]:
    return {item["sku_id"]: item["quantity"] for group in cart["shops"] for item in group["items"]}


def test_the_same_goods_add_up(buyer: Buyer, cup: Sku) -> None:
    add(buyer, cup, 2)
    cart = add(buyer, cup, 3)

    assert quantities(cart) == {cup.id: 5}
    assert (cart["selected_count"], cart["selected_fen"], cart["item_count"]) == (1, 15_000, 1)
    assert cart == buyer.get("/api/v1/cart")


def test_additions_at_the_same_moment_all_count(buyer: Buyer, cup: Sku) -> None:
    with ThreadPoolExecutor(8) as taps:
        list(taps.map(lambda _: add(buyer, cup), range(8)))

    assert quantities(buyer.get("/api/v1/cart")) == {cup.id: 8}


def test_goods_of_two_shops_stand_apart(buyer: Buyer, cup: Sku, other_shop: Shop) -> None:
    pot = other_shop.sells("紫砂壶", price_fen=12_800, stock=1)
    add(buyer, cup, 2)
    cart = add(buyer, pot)

    assert [(group["shop"]["id"], group["goods_fen"]) for group in cart["shops"]] == [
        (other_shop.id, 12_800),
        (cup.shop.id, 6_000),
    ]
    unselected = buyer.put("/api/v1/cart/selection", {"is_selected": False, "shop_id": other_shop.id})
    assert (unselected["selected_fen"], unselected["item_count"]) == (6_000, 2)
    assert buyer.put("/api/v1/cart/selection", {"is_selected": False, "shop_id": None})["selected_fen"] == 0


def test_no_more_goes_in_than_there_is(buyer: Buyer, cup: Sku) -> None:
    add(buyer, cup, 8)

    with pytest.raises(Refused, match="409 not_enough_stock") as refused:
        add(buyer, cup, 2)
    assert refused.value.facts == {"sku_id": cup.id, "left": 9}
    with pytest.raises(Refused, match="409 not_enough_stock"):
        put(buyer, cup, 10)
    assert quantities(buyer.get("/api/v1/cart")) == {cup.id: 8}


def test_no_more_goes_in_than_one_may_have(buyer: Buyer, shop: Shop) -> None:
    rare = shop.sells("限量建盏", price_fen=50_000, stock=9, limit_per_buyer=2)
    add(buyer, rare, 2)

    with pytest.raises(Refused, match="409 over_limit") as refused:
        add(buyer, rare)
    assert refused.value.message == "这款商品每人限购 2 件"
    assert quantities(buyer.get("/api/v1/cart")) == {rare.id: 2}


@pytest.mark.parametrize("quantity", [-5, 0, 1.5, "1e3", None, 1_000, 2**31 - 1, 2**63])
def test_a_quantity_that_is_none_changes_nothing(buyer: Buyer, cup: Sku, quantity: Any) -> None:
    with pytest.raises(Refused, match="400 invalid_input") as refused:
        add(buyer, cup, quantity)

    assert list(refused.value.facts["fields"]) == ["quantity"]
    assert buyer.get("/api/v1/cart")["item_count"] == 0


def test_what_is_sold_out_meanwhile_is_explained(buyer: Buyer, shop: Shop, cup: Sku) -> None:
    add(buyer, cup, 2)
    shop.post(shop.path(f"stock/{cup.id}/changes"), {"delta": -9, "reason": "摔碎"})
    cart = buyer.get("/api/v1/cart")

    assert [(item["reason"], item["reason_text"]) for item in cart["invalid"]] == [("sold_out", "已售罄")]
    assert (cart["shops"], cart["selected_fen"], cart["item_count"]) == ([], 0, 1)
    assert put(buyer, cup, 1, is_selected=False)["invalid"][0]["quantity"] == 1  # fewer is always accepted


def test_a_changed_price_is_told(buyer: Buyer, shop: Shop, cup: Sku) -> None:
    add(buyer, cup)
    form = shop.get(shop.path(f"products/{cup.product_id}"))
    cheaper = [form["skus"][0] | {"price_fen": 2_500}]
    changed = {name: value for name, value in form.items() if name not in {"id", "state", "pictures"}}
    shop.put(shop.path(f"products/{cup.product_id}"), changed | {"skus": cheaper})
    item = buyer.get("/api/v1/cart")["shops"][0]["items"][0]

    assert (item["price_fen"], item["price_change_fen"]) == (2_500, -500)


def test_items_are_taken_out_together(buyer: Buyer, shop: Shop, cup: Sku) -> None:
    pot = shop.sells("紫砂壶", price_fen=12_800, stock=1)
    add(buyer, cup)
    add(buyer, pot)

    assert quantities(buyer.delete("/api/v1/cart/items", sku_id=[cup.id, pot.id])) == {}


def test_another_buyers_cart_is_out_of_reach(stack: Any, buyer: Buyer, cup: Sku) -> None:
    add(buyer, cup, 2)
    stranger = Buyer.arrived(stack)

    with pytest.raises(Refused, match="404"):
        put(stranger, cup, 1)
    stranger.delete("/api/v1/cart/items", sku_id=cup.id)
    stranger.put("/api/v1/cart/selection", {"is_selected": False, "shop_id": None})
    assert stranger.get("/api/v1/cart")["item_count"] == 0
    assert buyer.get("/api/v1/cart")["selected_fen"] == 6_000


def test_goods_that_never_were_are_not_found(buyer: Buyer) -> None:
    with pytest.raises(Refused, match="404 not_found"):
        buyer.post("/api/v1/cart/items", {"sku_id": 1, "quantity": 1})
