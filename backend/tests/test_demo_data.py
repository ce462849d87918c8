"""The demo market place is whole: every picture exists, every reference leads somewhere, every price makes sense."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from lilong.platform.regions import place

DEMO = Path(__file__).parents[2] / "demo"
UNITS = {"g", "kg", "ml", "L", "cm", "mm", "m", "x", "W", "K", "GB", "TB", "Hz", "mAh"}
CREDIT_CODE = "0123456789ABCDEFGHJKLMNPQRTUWXY"
Row = dict[str, Any]


@cache
def load(name: str) -> list[Row]:
    rows: list[Row] = json.loads((DEMO / name).read_text(encoding="utf-8"))
    return rows


def goods() -> Iterator[Row]:
    for shop in load("shops.json"):
        yield from load(f"goods/{shop['code']}.json")


def leaves() -> dict[str, Row]:
    return {leaf["code"]: leaf for top in load("categories.json") for leaf in top["children"]}


def skus() -> Iterator[Row]:
    return (sku for good in goods() for sku in good["skus"])


def pictures() -> Iterator[str]:
    for top in load("categories.json"):
        yield top["icon"]
        yield from (leaf["icon"] for leaf in top["children"])
    yield from (shop["logo"] for shop in load("shops.json"))
    yield from (banner["picture"] for banner in load("banners.json"))
    yield from (person["avatar"] for person in load("people.json"))
    for good in goods():
        yield from pictures_of(good)


def pictures_of(good: Row) -> Iterator[str]:
    yield from good["pictures"]
    yield from (block["picture"] for block in good["detail"] if block["kind"] == "picture")
    for dimension in good["dimensions"]:
        yield from (value["picture"] for value in dimension["values"] if "picture" in value)


def repeated(values: Iterator[str]) -> list[str]:
    return [value for value, count in Counter(values).items() if count > 1]


def test_there_are_twelve_shops_and_240_goods() -> None:
    assert len(load("shops.json")) == 12
    assert len(list(goods())) == 240
    assert len(load("people.json")) == 30
    assert [shop["is_self_operated"] for shop in load("shops.json")].count(True) == 1


def test_every_picture_exists_and_none_is_left_over() -> None:
    named = set(pictures())
    stored = {path.relative_to(DEMO).as_posix() for path in (DEMO / "pictures").rglob("*.webp")}
    assert named - stored == set()
    made = {recipe["picture"] for recipe in load("recipes.json")}
    assert stored == made


def test_pictures_open_at_the_size_their_place_asks_for() -> None:
    sizes = {"icons": (160, 160), "logos": (240, 240), "people": (160, 160), "banners": (1125, 340)}
    for folder, size in sizes.items():
        for path in (DEMO / "pictures" / folder).iterdir():
            with Image.open(path) as image:
                assert image.size == size, path.name
    for good in goods():
        for name in good["pictures"]:
            with Image.open(DEMO / name) as image:
                assert 500 <= max(image.size) <= 900, name


def test_codes_and_titles_are_unique() -> None:
    assert repeated(sku["code"] for sku in skus()) == []
    assert repeated(good["code"] for good in goods()) == []
    assert repeated(good["title"] for good in goods()) == []
    assert repeated(picture for good in goods() for picture in good["pictures"]) == []


def test_titles_are_chinese_and_fit_a_card() -> None:
    for good in goods():
        assert 8 <= len(good["title"]) <= 60, good["title"]
        words = set(re.findall(r"[A-Za-z]+", good["title"]))
        assert words <= UNITS, good["title"]


def test_every_category_is_used_and_every_goods_fills_in_its_attributes() -> None:
    known = leaves()
    assert {good["category"] for good in goods()} == set(known)
    for good in goods():
        declared = {attribute["name"]: attribute for attribute in known[good["category"]]["attributes"]}
        assert set(good["attributes"]) <= set(declared)
        for name, attribute in declared.items():
            value = good["attributes"].get(name)
            assert value or not attribute["is_required"], (good["code"], name)
            assert value in attribute.get("choices", [value]), (good["code"], name, value)


@pytest.mark.parametrize("shop", [shop["code"] for shop in load("shops.json")])
def test_skus_cover_every_combination_of_the_dimensions(shop: str) -> None:
    for good in load(f"goods/{shop}.json"):
        names = [[value["name"] for value in dimension["values"]] for dimension in good["dimensions"]]
        assert len(names) <= 2
        assert [tuple(sku["spec"]) for sku in good["skus"]] == list(product(*names)), good["code"]
        assert any(sku["stock"] for sku in good["skus"]), good["code"]


def test_prices_leave_a_margin_and_struck_prices_are_higher() -> None:
    for sku in skus():
        assert 0 < sku["cost_fen"] < sku["price_fen"], sku["code"]
        assert sku["list_price_fen"] is None or sku["list_price_fen"] > sku["price_fen"], sku["code"]
        assert sku["weight_grams"] > 0
        assert sku["stock"] >= 0
        assert all(type(sku[field]) is int for field in ("price_fen", "cost_fen", "stock", "weight_grams"))


def test_banners_lead_somewhere() -> None:
    known = {
        "category": {top["code"] for top in load("categories.json")} | set(leaves()),
        "shop": {shop["code"] for shop in load("shops.json")},
        "product": {good["code"] for good in goods()},
    }
    for banner in load("banners.json"):
        assert banner["link"]["code"] in known[banner["link"]["kind"]]


def test_addresses_are_real_districts_of_shanghai() -> None:
    addresses = [shop["address"] for shop in load("shops.json")]
    addresses += [address for person in load("people.json") for address in person["addresses"]]
    for address in addresses:
        found = place(address["region_code"])
        assert found is not None
        assert (found.province, found.city, found.district) == (
            address["province"],
            address["city"],
            address["district"],
        )


def test_phone_numbers_are_plainly_fictional_and_unique() -> None:
    phones = [shop["owner_phone"] for shop in load("shops.json")]
    phones += [person["phone"] for person in load("people.json")]
    assert all(re.fullmatch(r"1990000\d{4}", phone) for phone in phones)
    assert len(set(phones)) == len(phones)


def test_credit_codes_carry_the_right_check_digit() -> None:
    for shop in load("shops.json"):
        code = shop["licence_number"]
        assert code.startswith("91310000DEM")
        total = sum(pow(3, place, 31) * CREDIT_CODE.index(letter) for place, letter in enumerate(code[:17]))
        assert CREDIT_CODE[(31 - total % 31) % 31] == code[17]


def test_freight_has_one_default_rule_and_charges_whole_units() -> None:
    for shop in load("shops.json"):
        freight = shop["freight_template"]
        assert freight["charge_by"] in {"piece", "weight"}
        assert [rule["region_codes"] for rule in freight["rules"]].count([]) == 1
        for rule in freight["rules"]:
            assert rule["first_units"] > 0
            assert rule["next_units"] > 0
            assert rule["first_fen"] >= 0
            assert rule["next_fen"] >= 0
