"""Which commission rate counts."""

from lilong.billing.rules import DEFAULT_COMMISSION_BP, Rates

SHOP, OTHER_SHOP, TEA, TOYS = 1, 2, 10, 11


def test_the_shops_own_rate_goes_before_its_categories() -> None:
    rates = Rates({SHOP: 300}, {TEA: 800}, 600)

    assert rates.of(SHOP, TEA) == 300
    assert rates.of(OTHER_SHOP, TEA) == 800


def test_a_category_without_a_rate_has_the_platforms() -> None:
    assert Rates({}, {TEA: 800}, 600).of(SHOP, TOYS) == 600


def test_a_rate_of_nothing_is_a_rate() -> None:
    assert Rates({SHOP: 0}, {TEA: 800}, 600).of(SHOP, TEA) == 0
    assert Rates({}, {}, 0).of(SHOP, TEA) == 0


def test_before_the_platform_has_set_a_rate_there_is_one() -> None:
    assert Rates({}, {}, None).of(SHOP, TEA) == DEFAULT_COMMISSION_BP
