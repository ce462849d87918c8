"""Splitting money loses nothing, whatever is split over whatever."""

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lilong.platform.money import portion, share, yuan

WEIGHTS = st.dictionaries(st.integers(1, 50), st.integers(0, 10**9), min_size=1, max_size=12)


@pytest.mark.parametrize("order", list(permutations([7, 8, 9])))
def test_one_yuan_over_three_equal_lines_is_split_alike_in_every_order(order: tuple[int, ...]) -> None:
    assert share(100, dict.fromkeys(order, 100)) == {7: 34, 8: 33, 9: 33}


@given(st.data(), WEIGHTS)
def test_shares_add_up_and_none_exceeds_what_its_line_can_bear(
    data: st.DataObject, weights: dict[int, int]
) -> None:
    total = data.draw(st.integers(0, sum(weights.values())))

    shares = share(total, weights)

    assert sum(shares.values()) == total
    assert all(0 <= shares[line] <= weight for line, weight in weights.items())
    assert all(shares[line] == 0 for line, weight in weights.items() if weight == 0)


@given(st.data(), WEIGHTS)
def test_the_order_of_lines_changes_no_share(data: st.DataObject, weights: dict[int, int]) -> None:
    total = data.draw(st.integers(0, sum(weights.values())))
    mixed = dict(data.draw(st.permutations(list(weights.items()))))

    assert share(total, mixed) == share(total, weights)


@given(st.data(), WEIGHTS)
def test_a_share_is_less_than_a_fen_away_from_the_exact_one(
    data: st.DataObject, weights: dict[int, int]
) -> None:
    whole = sum(weights.values())
    total = data.draw(st.integers(0, whole))

    shares = share(total, weights)

    assert all(abs(shares[line] * whole - total * weight) < max(whole, 1) for line, weight in weights.items())


@pytest.mark.parametrize("total", [-1, 301])
def test_more_than_the_lines_can_bear_or_less_than_nothing_is_not_split(total: int) -> None:
    with pytest.raises(ValueError, match="cannot split"):
        share(total, {1: 100, 2: 200})


@pytest.mark.parametrize(
    ("amount_fen", "rate_bp", "expected_fen"),
    [(12_800, 500, 640), (12_800, 60, 77), (1, 5_000, 1), (1, 4_999, 0), (99, 0, 0), (99, 10_000, 99)],
)
def test_a_portion_is_rounded_half_up_to_a_fen(amount_fen: int, rate_bp: int, expected_fen: int) -> None:
    assert portion(amount_fen, rate_bp) == expected_fen


@given(st.integers(0, 10**12), st.integers(0, 10_000))
def test_a_portion_is_within_half_a_fen_and_never_more_than_the_whole(amount_fen: int, rate_bp: int) -> None:
    part = portion(amount_fen, rate_bp)

    assert abs(part * 10_000 - amount_fen * rate_bp) <= 5_000
    assert 0 <= part <= amount_fen


def test_amounts_are_shown_in_yuan() -> None:
    assert [yuan(fen) for fen in (0, 5, 123_450, -123_450)] == ["¥0.00", "¥0.05", "¥1,234.50", "-¥1,234.50"]
