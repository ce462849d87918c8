"""Freight templates through the API, and the opening that needs one."""

from typing import Any

import pytest

from tests.actors import Buyer, Json, Refused, Shop
from tests.stack import wait_until


def terms(**changed: Any) -> Json:
    rule = {"region_codes": [], "first_units": 1, "first_fen": 800, "next_units": 1, "next_fen": 200}
    return {
        "name": "新运费",
        "charge_by": "piece",
        "rules": [rule],
        "excluded_region_codes": ["54"],
    } | changed


def test_a_template_is_kept_as_it_was_filled_in(shop: Shop) -> None:
    made = shop.post(shop.path("freight-templates"), terms())
    changed = shop.put(shop.path(f"freight-templates/{made['id']}"), terms(free_over_fen=5_000))

    assert (changed["id"], changed["free_over_fen"], changed["rules"]) == (
        made["id"],
        5_000,
        terms()["rules"],
    )
    assert changed in shop.get(shop.path("freight-templates"))["items"]


def test_a_changed_template_reaches_product_pages(shop: Shop, buyer: Buyer) -> None:
    cup = shop.sells("品茗杯", price_fen=3_000, stock=5)

    def freight_text() -> str:
        text: str = buyer.get(f"/api/v1/products/{cup.product_id}")["freight_text"]
        return text

    assert freight_text() == "满 ¥99 包邮"
    shop.put(
        shop.path(f"freight-templates/{shop.freight_template_id}"),
        terms(name="默认运费", free_over_fen=5_000),
    )
    wait_until(lambda: freight_text() == "满 ¥50 包邮", "the cached page was not dropped", seconds=5)


def test_names_are_used_once(shop: Shop) -> None:
    shop.post(shop.path("freight-templates"), terms())

    with pytest.raises(Refused, match="409 freight_template_name_taken"):
        shop.post(shop.path("freight-templates"), terms())


def test_two_prices_for_one_place_are_refused(shop: Shop) -> None:
    twice = [terms()["rules"][0] | {"region_codes": ["31"]}] * 2

    with pytest.raises(Refused, match="400 invalid_input"):
        shop.post(shop.path("freight-templates"), terms(rules=twice))
    assert len(shop.get(shop.path("freight-templates"))["items"]) == 1


def test_another_shops_template_does_not_exist(shop: Shop, other_shop: Shop) -> None:
    with pytest.raises(Refused, match="404"):
        shop.put(shop.path(f"freight-templates/{other_shop.freight_template_id}"), terms())
    assert other_shop.get(other_shop.path("freight-templates"))["items"][0]["name"] == "默认运费"


def test_a_shop_opens_once(shop: Shop) -> None:
    with pytest.raises(Refused, match="409 already_opened"):
        shop.post(shop.path("shop/opening"))
