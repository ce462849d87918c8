"""Freight is what the shop's template says, to the fen and to the region."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lilong.catalog import FreightRule, FreightTemplate, NotDelivered, freight_fen, freight_text

ELSEWHERE = FreightRule(region_codes=[], first_units=1, first_fen=800, next_units=1, next_fen=200)
SHANGHAI = FreightRule(region_codes=["31", "32"], first_units=2, first_fen=500, next_units=1, next_fen=100)
PUDONG = FreightRule(region_codes=["310115"], first_units=1, first_fen=0, next_units=1, next_fen=0)

BY_PIECE = FreightTemplate(
    id=1,
    shop_id=1,
    name="标准",
    charge_by="piece",
    rules=[ELSEWHERE, SHANGHAI, PUDONG],
    free_over_fen=9_900,
    excluded_region_codes=["54", "6501"],
)
BY_WEIGHT = FreightTemplate(
    id=2,
    shop_id=1,
    name="按重量",
    charge_by="weight",
    rules=[FreightRule(region_codes=["31"], first_units=1_000, first_fen=600, next_units=500, next_fen=150)],
)


def charge(
    template: FreightTemplate,
    region_code: str,
    *,
    pieces: int = 1,
    weight_grams: int = 300,
    goods_fen: int = 3_000,
) -> int | NotDelivered:
    return freight_fen(
        template, pieces=pieces, weight_grams=weight_grams, goods_fen=goods_fen, region_code=region_code
    )


@pytest.mark.parametrize(
    ("region_code", "pieces", "fen"),
    [
        ("440305", 1, 800),
        ("440305", 3, 1_200),
        ("310101", 2, 500),
        ("310101", 3, 600),
        ("320102", 4, 700),
        ("310115", 9, 0),
    ],
)
def test_the_rule_that_names_the_region_most_closely_counts(region_code: str, pieces: int, fen: int) -> None:
    assert charge(BY_PIECE, region_code, pieces=pieces) == fen


def test_goods_worth_enough_travel_for_nothing() -> None:
    assert charge(BY_PIECE, "440305", pieces=3, goods_fen=9_899) == 1_200
    assert charge(BY_PIECE, "440305", pieces=3, goods_fen=9_900) == 0


@pytest.mark.parametrize("region_code", ["540102", "650102"])
def test_an_excluded_region_is_not_reached_however_dear_the_goods(region_code: str) -> None:
    assert charge(BY_PIECE, region_code, goods_fen=1_000_000) == NotDelivered(1, region_code)


def test_a_place_that_no_rule_covers_is_not_reached() -> None:
    assert charge(BY_WEIGHT, "440305") == NotDelivered(2, "440305")


@pytest.mark.parametrize(("grams", "fen"), [(0, 600), (1_000, 600), (1_001, 750), (1_500, 750), (1_501, 900)])
def test_a_begun_lot_of_weight_is_charged_whole(grams: int, fen: int) -> None:
    assert charge(BY_WEIGHT, "310101", pieces=40, weight_grams=grams) == fen


@pytest.mark.parametrize(
    ("template", "text"),
    [
        (BY_PIECE, "满 ¥99 包邮"),
        (BY_WEIGHT, "运费 ¥6 起"),
        (msgspec.structs.replace(BY_PIECE, rules=[PUDONG], free_over_fen=None), "包邮"),
        (msgspec.structs.replace(BY_PIECE, rules=[PUDONG, SHANGHAI], free_over_fen=None), "部分地区包邮"),
        (msgspec.structs.replace(BY_PIECE, free_over_fen=9_950), "满 ¥99.50 包邮"),
    ],
)
def test_a_product_page_says_it_in_a_few_words(template: FreightTemplate, text: str) -> None:
    assert freight_text(template) == text


units = st.integers(1, 5_000)
fen = st.integers(0, 5_000)
rules = st.builds(
    FreightRule, region_codes=st.just([]), first_units=units, first_fen=fen, next_units=units, next_fen=fen
)


@given(rules, st.integers(1, 10_000), st.integers(0, 10_000))
def test_more_pieces_never_cost_less(rule: FreightRule, pieces: int, more: int) -> None:
    template = msgspec.structs.replace(BY_PIECE, rules=[rule])
    fewer = charge(template, "310101", pieces=pieces)
    assert isinstance(fewer, int)
    assert fewer <= charge(template, "310101", pieces=pieces + more)  # type: ignore[operator]  # reached, as above
