"""Licence numbers, shop names and what an opening needs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lilong.shops import rules

TENCENT = "9144030071526726XG"  # published on the company's own licence
ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
bodies = st.text(alphabet=ALPHABET, min_size=17, max_size=17)


def test_a_published_credit_code_is_valid() -> None:
    assert rules.is_credit_code(TENCENT)


@given(bodies, st.integers(0, 17), st.sampled_from(ALPHABET))
def test_one_mistyped_character_is_always_noticed(body: str, place: int, typed: str) -> None:
    code = body + rules.check_digit(body)
    mistyped = code[:place] + typed + code[place + 1 :]

    assert rules.is_credit_code(mistyped) == (mistyped == code)


@pytest.mark.parametrize(
    "text", ["", TENCENT[:-1], TENCENT + "0", TENCENT.lower(), TENCENT.replace("4", "I", 1)]
)
def test_other_lengths_and_letters_are_no_credit_codes(text: str) -> None:
    assert not rules.is_credit_code(text)


@pytest.mark.parametrize("alike", ["半山 茶舍", "半山·茶舍", "半山茶舍!", "半山茶舍"])
def test_names_that_people_would_confuse_are_one_name(alike: str) -> None:
    assert rules.name_key(alike) == rules.name_key("半山茶舍")


def test_case_and_width_do_not_make_another_name() -> None:
    assert rules.name_key("ＴＥＡ House") == rules.name_key("tea house")


@pytest.mark.parametrize("name", ["茶", "！！！", "半山茶舍官方店", "微 信 优选", "平台-自营", "很" * 21])
def test_short_long_and_misleading_names_are_refused(name: str) -> None:
    assert rules.name_problem(name) is not None


def test_an_ordinary_name_is_fine() -> None:
    assert rules.name_problem("半山茶舍") is None


def test_an_opening_names_all_that_is_missing_in_order() -> None:
    nothing = {"has_profile": False, "has_freight_template": False, "has_listed_product": False}

    assert rules.missing_to_open(**nothing) == ["profile", "freight_template", "product"]
    assert rules.missing_to_open(**(nothing | {"has_freight_template": True})) == ["profile", "product"]
    assert rules.missing_to_open(**dict.fromkeys(nothing, True)) == []
