"""The quote engine: pure, so that whole families of baskets can be tried."""

from collections.abc import Sequence
from itertools import product

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lilong.catalog import FreightRule, FreightTemplate, SkuFacts
from lilong.platform.media import Picture
from lilong.promotions import BasketLine, Place, Quote, quote
from lilong.promotions.quote import MAX_ORDERS

SHANGHAI = Place("310101")
XINJIANG = Place("650102")
BY_PIECE = FreightTemplate(
    id=1,
    shop_id=1,
    name="标准",
    charge_by="piece",
    rules=[FreightRule(region_codes=[], first_units=1, first_fen=600, next_units=2, next_fen=150)],
    free_over_fen=9_900,
    excluded_region_codes=["65"],
)
BY_WEIGHT = FreightTemplate(
    id=2,
    shop_id=1,
    name="按重量",
    charge_by="weight",
    rules=[FreightRule(region_codes=[], first_units=1_000, first_fen=800, next_units=500, next_fen=200)],
)
TEMPLATES = {template.id: template for template in (BY_PIECE, BY_WEIGHT)}


def facts(sku_id: int = 1, *, shop_id: int = 1, price_fen: int = 3_000, template_id: int = 1) -> SkuFacts:
    return SkuFacts(
        sku_id=sku_id,
        product_id=sku_id,
        shop_id=shop_id,
        shop_name=f"店{shop_id}",
        sub_mchid="1",
        category_id=1,
        parent_category_id=None,
        title=f"茶{sku_id}",
        spec_text="",
        code="A",
        picture=Picture(url="/a.webp", width=1, height=1),
        price_fen=price_fen,
        list_price_fen=None,
        weight_grams=400,
        limit_per_buyer=None,
        return_policy="seven_days",
        freight_template_id=template_id,
        not_for_sale=None,
    )


def wanted(quantity: int = 1, *, available: int = 999, **known: int) -> BasketLine:
    return BasketLine(facts(**known), quantity, available)


def priced(*basket: BasketLine, place: Place | None = SHANGHAI) -> Quote:
    return quote(basket, TEMPLATES, place)


def codes(quoted: Quote) -> list[str]:
    return [problem.code for problem in quoted.problems]


@st.composite
def _line(draw: st.DrawFn, sku_id: int) -> BasketLine:
    known = facts(
        sku_id,
        shop_id=draw(st.integers(1, 4)),
        price_fen=draw(st.integers(1, 10_000_000)),
        template_id=draw(st.sampled_from([1, 2])),
    )
    return BasketLine(known, draw(st.integers(1, 999)), draw(st.integers(0, 2_000)))


BASKETS = st.sets(st.integers(1, 40), min_size=1, max_size=10).flatmap(
    lambda skus: st.tuples(*(_line(sku_id) for sku_id in sorted(skus)))
)
PLACES = st.sampled_from([None, SHANGHAI, XINJIANG])


@given(st.data(), BASKETS, PLACES)
def test_the_order_of_the_lines_changes_nothing(
    data: st.DataObject, basket: Sequence[BasketLine], place: Place | None
) -> None:
    mixed = data.draw(st.permutations(list(basket)))

    assert quote(mixed, TEMPLATES, place) == quote(basket, TEMPLATES, place)


@given(BASKETS, PLACES)
def test_totals_are_the_sums_of_what_they_are_made_of(
    basket: Sequence[BasketLine], place: Place | None
) -> None:
    quoted = quote(basket, TEMPLATES, place)

    assert quoted.total_fen == sum(shop.payable_fen for shop in quoted.shops)
    for shop in quoted.shops:
        assert shop.goods_fen == sum(line.list_fen for line in shop.lines)
        assert shop.payable_fen == sum(line.payable_fen for line in shop.lines) + (shop.freight_fen or 0)
    lines = [line for shop in quoted.shops for line in shop.lines]
    assert all(line.list_fen == line.facts.price_fen * line.quantity for line in lines)
    assert all(0 <= line.payable_fen <= line.list_fen for line in lines)
    assert all(
        sum(row.amount_fen for row in line.discounts) == line.list_fen - line.payable_fen for line in lines
    )


@given(BASKETS, PLACES)
def test_every_line_is_quoted_in_the_order_of_its_shop(
    basket: Sequence[BasketLine], place: Place | None
) -> None:
    quoted = quote(basket, TEMPLATES, place)

    lines = {line.facts.sku_id: shop.shop_id for shop in quoted.shops for line in shop.lines}
    assert lines == {line.facts.sku_id: line.facts.shop_id for line in basket}


@pytest.mark.parametrize(
    ("pieces", "freight_fen"), [(1, 600), (2, 750), (3, 750), (4, 0)]
)  # 4 × ¥30 is over ¥99
def test_further_pieces_are_charged_in_lots_until_the_goods_travel_for_nothing(
    pieces: int, freight_fen: int
) -> None:
    (shop,) = priced(wanted(pieces)).shops

    assert shop.freight_fen == freight_fen


@pytest.mark.parametrize(("by_piece", "by_weight"), list(product([1, 2], [1, 4])))
def test_each_template_charges_for_its_own_goods(by_piece: int, by_weight: int) -> None:
    (shop,) = priced(wanted(by_piece), wanted(by_weight, sku_id=2, template_id=2)).shops

    assert shop.freight_fen == {1: 600, 2: 750}[by_piece] + {1: 800, 4: 800 + 2 * 200}[by_weight]


def test_free_over_counts_the_goods_of_its_own_template_only() -> None:
    (shop,) = priced(wanted(price_fen=5_000), wanted(sku_id=2, price_fen=50_000, template_id=2)).shops

    assert shop.freight_fen == 600 + 800


def test_freight_is_unknown_without_a_place() -> None:
    quoted = priced(wanted(), place=None)

    assert (quoted.shops[0].freight_fen, quoted.total_fen) == (None, 3_000)
    assert codes(quoted) == ["address_missing"]


def test_a_place_that_one_template_does_not_reach_stops_that_shop_only() -> None:
    quoted = priced(
        wanted(), wanted(sku_id=2, shop_id=2, template_id=2), wanted(sku_id=3, template_id=2), place=XINJIANG
    )

    assert [(problem.code, problem.shop_id) for problem in quoted.problems] == [("not_delivered_there", 1)]
    assert [shop.freight_fen for shop in quoted.shops] == [None, 800]


def test_the_same_sku_on_two_lines_counts_together_for_stock() -> None:
    quoted = priced(wanted(3, available=5), wanted(3, available=5))

    assert [problem.message for problem in quoted.problems] == ["「茶1」库存不足，仅剩 5 件"]


def test_the_same_sku_on_two_lines_counts_together_for_the_limit() -> None:
    limited = msgspec.structs.replace(facts(), limit_per_buyer=2)

    assert codes(priced(BasketLine(limited, 1, 9), BasketLine(limited, 1, 9))) == []
    assert codes(priced(BasketLine(limited, 1, 9), BasketLine(limited, 2, 9))) == ["over_limit"]


@pytest.mark.parametrize(("reason", "code"), [("delisted", "delisted"), ("shop_closed", "shop_closed")])
def test_what_is_not_for_sale_is_said_before_its_stock(reason: str, code: str) -> None:
    gone = msgspec.structs.replace(facts(), not_for_sale=reason)

    assert codes(priced(BasketLine(gone, 5, 0))) == [code]


@pytest.mark.parametrize(("shops", "expected"), [(MAX_ORDERS, []), (MAX_ORDERS + 1, ["too_many_shops"])])
def test_one_payment_holds_the_orders_of_fifty_shops_at_most(shops: int, expected: list[str]) -> None:
    assert (
        codes(priced(*(wanted(sku_id=number, shop_id=number) for number in range(1, shops + 1)))) == expected
    )
