"""What makes a saved product or freight template acceptable. Pure: each rule answers field paths and Chinese sentences."""

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Sequence
from typing import TypeVar

from lilong.catalog.forms import (
    CategoryAttribute,
    DetailBlock,
    Dimension,
    ProductForm,
    SkuForm,
)
from lilong.catalog.freight import FreightTerms

RETURN_POLICY_TEXTS = {
    "seven_days": "支持 7 天无理由退货（商品完好）",
    "no_return_fresh": "生鲜易腐商品，不支持 7 天无理由退货；如有质量问题请在签收 24 小时内联系商家",
    "no_return_custom": "定制商品，不支持 7 天无理由退货；如有质量问题请联系商家",
}
Problem = tuple[str, str]
"""The path of a field and what is wrong with it."""
T = TypeVar("T", bound=Hashable)


def product_problems(form: ProductForm, asked: Sequence[CategoryAttribute]) -> dict[str, str]:
    """Everything that is wrong with a product, by field; empty: it may be saved."""
    return dict(
        [
            *_dimension_problems(form.dimensions),
            *_spec_problems(form.dimensions, form.skus),
            *_sku_problems(form.skus),
            *_attribute_problems(form.attributes, asked),
            *_detail_problems(form.detail),
        ]
    )


def freight_problems(terms: FreightTerms) -> dict[str, str]:
    """Everything that is wrong with a freight template: no place may have two prices."""
    named = [code for rule in terms.rules for code in rule.region_codes]
    if sum(not rule.region_codes for rule in terms.rules) > 1:
        return {"rules": "“其他地区”的运费只能设置一条"}
    if repeated := _repeated(named):
        return {"rules": f"同一地区只能出现在一条运费规则中，请检查重复的地区（{'、'.join(repeated)}）"}
    return {}


def spec_text(spec: Sequence[str]) -> str:
    """The chosen values as an order line shows them."""
    return " · ".join(spec)


def _dimension_problems(dimensions: Sequence[Dimension]) -> Iterator[Problem]:
    if repeated := _repeated(dimension.name for dimension in dimensions):
        yield "dimensions", f"规格名称不能重复：{'、'.join(repeated)}"
    for position, dimension in enumerate(dimensions):
        if repeated := _repeated(value.name for value in dimension.values):
            yield (
                f"dimensions[{position}].values",
                f"“{dimension.name}”的可选值不能重复：{'、'.join(repeated)}",
            )


def _spec_problems(dimensions: Sequence[Dimension], skus: Sequence[SkuForm]) -> Iterator[Problem]:
    choices = [{value.name for value in dimension.values} for dimension in dimensions]
    seen: set[tuple[str, ...]] = set()
    for position, sku in enumerate(skus):
        spec = tuple(sku.spec)
        if len(spec) != len(choices) or any(
            name not in names for name, names in zip(spec, choices, strict=True)
        ):
            yield f"skus[{position}].spec", "每个规格都要从规格项中各选一个值"
        elif spec in seen:
            yield f"skus[{position}].spec", f"规格“{spec_text(spec) or '默认'}”重复，请保留一个"
        seen.add(spec)


def _sku_problems(skus: Sequence[SkuForm]) -> Iterator[Problem]:
    repeated = _repeated(sku.code for sku in skus)
    for position, sku in enumerate(skus):
        if sku.code in repeated:
            yield f"skus[{position}].code", "规格编码不能重复"
        if sku.list_price_fen is not None and sku.list_price_fen < sku.price_fen:
            yield f"skus[{position}].list_price_fen", "划线价不能低于售价"
        if sku.id is not None and sku.stock is not None:
            yield f"skus[{position}].stock", "已有规格的库存请到“库存”页面调整"


def _attribute_problems(given: dict[str, str], asked: Sequence[CategoryAttribute]) -> Iterator[Problem]:
    for attribute in asked:
        value = given.get(attribute.name)
        if value is None and attribute.is_required:
            yield f"attributes.{attribute.name}", f"请填写“{attribute.name}”"
        if value is not None and attribute.choices and value not in attribute.choices:
            yield f"attributes.{attribute.name}", f"“{attribute.name}”请从可选值中选择"


def _detail_problems(blocks: Sequence[DetailBlock]) -> Iterator[Problem]:
    for position, block in enumerate(blocks):
        if block.kind == "picture" and (block.media_id is None or block.text is not None):
            yield f"detail[{position}].media_id", "请为图片模块选择一张图片"
        if block.kind != "picture" and (block.text is None or block.media_id is not None):
            yield f"detail[{position}].text", "请填写这段文字"


def _repeated(values: Iterable[T]) -> list[T]:
    return [value for value, times in Counter(values).items() if times > 1]
