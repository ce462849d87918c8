"""What a shop may save: the specification matrix, attributes and freight regions."""

from typing import Any

import msgspec
import pytest

from lilong.catalog import (
    CategoryAttribute,
    DetailBlock,
    Dimension,
    FreightRule,
    FreightTerms,
    ProductForm,
    SkuForm,
)
from lilong.catalog.forms import DimensionValue
from lilong.catalog.rules import freight_problems, product_problems


def dimension(name: str, *values: str) -> Dimension:
    return Dimension(name, [DimensionValue(value) for value in values])


def sku(*spec: str, code: str = "", **more: Any) -> SkuForm:
    return SkuForm(
        code=code or "-".join(spec) or "one", spec=list(spec), price_fen=1_000, weight_grams=100, **more
    )


def product(*skus: SkuForm, dimensions: list[Dimension] | None = None, **more: Any) -> ProductForm:
    return ProductForm(
        category_id=1,
        title="手工紫砂壶",
        picture_ids=[1],
        skus=list(skus),
        return_policy="seven_days",
        freight_template_id=1,
        dimensions=dimensions or [],
        **more,
    )


CLAY = dimension("泥料", "紫泥", "朱泥")
SIZE = dimension("容量", "大", "小")


@pytest.mark.parametrize(
    "form",
    [
        product(sku()),
        product(sku("紫泥"), sku("朱泥"), dimensions=[CLAY]),
        product(sku("紫泥", "大"), sku("朱泥", "小"), dimensions=[CLAY, SIZE]),  # a matrix may have gaps
    ],
)
def test_a_sound_matrix_is_accepted(form: ProductForm) -> None:
    assert product_problems(form, []) == {}


@pytest.mark.parametrize(
    ("form", "field"),
    [
        (product(sku("紫泥")), "skus[0].spec"),
        (product(sku(), dimensions=[CLAY]), "skus[0].spec"),
        (product(sku("青泥"), dimensions=[CLAY]), "skus[0].spec"),
        (product(sku("大", "紫泥"), dimensions=[CLAY, SIZE]), "skus[0].spec"),
        (product(sku("紫泥"), sku("紫泥", code="b"), dimensions=[CLAY]), "skus[1].spec"),
        (product(sku(), sku(code="b")), "skus[1].spec"),
        (product(sku("紫泥", code="a"), sku("朱泥", code="a"), dimensions=[CLAY]), "skus[1].code"),
        (product(sku("紫泥", "紫泥"), dimensions=[CLAY, CLAY]), "dimensions"),
        (product(sku("大"), dimensions=[dimension("容量", "大", "大")]), "dimensions[0].values"),
        (product(sku(list_price_fen=999)), "skus[0].list_price_fen"),
        (product(sku(id=7, stock=3)), "skus[0].stock"),
        (product(sku(), detail=[DetailBlock("picture", text="图")]), "detail[0].media_id"),
        (product(sku(), detail=[DetailBlock("text", media_id=1)]), "detail[0].text"),
    ],
)
def test_what_is_wrong_is_told_at_its_field(form: ProductForm, field: str) -> None:
    assert field in product_problems(form, [])


def test_a_category_asks_for_its_attributes() -> None:
    asked = [CategoryAttribute("产地", is_required=True), CategoryAttribute("工艺", ["手工", "半手工"])]

    assert list(product_problems(product(sku()), asked)) == ["attributes.产地"]
    assert list(product_problems(product(sku(), attributes={"产地": "宜兴", "工艺": "机制"}), asked)) == [
        "attributes.工艺"
    ]
    assert product_problems(product(sku(), attributes={"产地": "宜兴", "工艺": "手工"}), asked) == {}


def rule(*region_codes: str) -> FreightRule:
    return FreightRule(list(region_codes), first_units=1, first_fen=800, next_units=1, next_fen=200)


def test_no_place_has_two_freights() -> None:
    assert freight_problems(FreightTerms("标准", "piece", [rule(), rule("31"), rule("32")])) == {}
    assert "31" in freight_problems(FreightTerms("标准", "piece", [rule("31"), rule("32", "31")]))["rules"]
    assert "rules" in freight_problems(FreightTerms("标准", "piece", [rule(), rule()]))


@pytest.mark.parametrize(
    "broken",
    [
        {"price_fen": 0},
        {"price_fen": -5},
        {"price_fen": 1.5},
        {"price_fen": "1e3"},
        {"price_fen": None},
        {"price_fen": 2**63},
        {"weight_grams": -1},
        {"limit_per_buyer": 0},
        {"stock": -1},
        {"price": 5},
    ],
)
def test_a_number_out_of_range_never_gets_in(broken: dict[str, Any]) -> None:
    whole = {"code": "a", "spec": [], "price_fen": 1_000, "weight_grams": 0}

    assert msgspec.convert(whole, SkuForm).price_fen == 1_000
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert(whole | broken, SkuForm)
