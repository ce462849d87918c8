"""`quote`: a pure function of basket, freight templates and address. No clock, no database, no settings.

The steps follow the design's order: unit price, then what takes off goods, then freight. Each step that takes something
off writes discount rows that say who bears them; the first step and freight are what exists now.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Literal

import msgspec

from lilong.catalog import FreightTemplate, NotDelivered, SkuFacts, freight_fen

ProblemCode = Literal[
    "not_enough_stock",
    "delisted",
    "not_delivered_there",
    "over_limit",
    "address_missing",
    "shop_closed",
    "too_many_shops",
]
MAX_ORDERS = 50
"""WeChat Pay combines at most so many orders in one payment (平台收付通)."""


class BasketLine(msgspec.Struct, frozen=True):
    """An SKU as it is now, and how many pieces of it are wanted (1 to 999)."""

    facts: SkuFacts
    quantity: int
    available: int
    """Pieces that can be had at this moment; placement decides again, under a lock."""


class Place(msgspec.Struct, frozen=True):
    """Where it goes: six digits of the district."""

    region_code: str


class Discount(msgspec.Struct, frozen=True):
    """Something taken off a line."""

    name: str
    amount_fen: int
    borne_by: Literal["shop", "platform"]


class Problem(msgspec.Struct, frozen=True):
    """Why the basket cannot be ordered as it stands."""

    code: ProblemCode
    message: str
    sku_id: int | None = None
    shop_id: int | None = None


class QuotedLine(msgspec.Struct, frozen=True):
    """A line and its price."""

    facts: SkuFacts
    quantity: int
    list_fen: int
    payable_fen: int
    discounts: tuple[Discount, ...] = ()


class QuotedShop(msgspec.Struct, frozen=True):
    """One shop's order."""

    shop_id: int
    shop_name: str
    lines: tuple[QuotedLine, ...]
    goods_fen: int
    discount_fen: int
    freight_fen: int | None
    """Null while nobody knows where it goes, or it cannot go there."""

    @property
    def payable_fen(self) -> int:
        """What the buyer pays this shop; unknown freight counts as 0."""
        return self.goods_fen - self.discount_fen + (self.freight_fen or 0)


class Quote(msgspec.Struct, frozen=True):
    """What the basket costs; it can be ordered when there are no problems."""

    shops: tuple[QuotedShop, ...]
    problems: tuple[Problem, ...]

    @property
    def total_fen(self) -> int:
        """What the buyer pays at once."""
        return sum(shop.payable_fen for shop in self.shops)


def quote(
    basket: Sequence[BasketLine], templates: Mapping[int, FreightTemplate], place: Place | None
) -> Quote:
    """The price of a basket, shop by shop, and everything that stands in its way.

    Lines of the same SKU count together for stock and limits. Shops come in the order of their ids, lines by SKU.
    """
    by_shop: defaultdict[int, list[BasketLine]] = defaultdict(list)
    for line in sorted(basket, key=lambda line: line.facts.sku_id):
        by_shop[line.facts.shop_id].append(line)
    quoted, problems = [], _line_problems(basket)
    for shop_id in sorted(by_shop):
        freight, reason = _freight(by_shop[shop_id], templates, place)
        quoted.append(_shop(by_shop[shop_id], freight))
        if reason:
            problems.append(Problem(reason[0], reason[1], shop_id=shop_id))
    if len(quoted) > MAX_ORDERS:
        problems.append(Problem("too_many_shops", f"一次最多在 {MAX_ORDERS} 家店铺下单，请分次结算"))
    return Quote(tuple(quoted), tuple(problems))


def _shop(lines: Sequence[BasketLine], freight_fen: int | None) -> QuotedShop:
    quoted = tuple(_priced(line) for line in lines)
    goods = sum(line.list_fen for line in quoted)
    first = lines[0].facts
    discount = goods - sum(line.payable_fen for line in quoted)
    return QuotedShop(first.shop_id, first.shop_name, quoted, goods, discount, freight_fen)


def _priced(line: BasketLine) -> QuotedLine:
    """Step 1: the unit price."""
    amount = line.facts.price_fen * line.quantity
    return QuotedLine(line.facts, line.quantity, list_fen=amount, payable_fen=amount)


def _freight(
    lines: Sequence[BasketLine], templates: Mapping[int, FreightTemplate], place: Place | None
) -> tuple[int | None, tuple[ProblemCode, str] | None]:
    """Step 6: each template charges for its own goods; free-over compares what they cost after step 1."""
    if place is None:
        return None, ("address_missing", "请先选择收货地址")
    by_template: defaultdict[int, list[BasketLine]] = defaultdict(list)
    for line in lines:
        by_template[line.facts.freight_template_id].append(line)
    total = 0
    for template_id, mine in by_template.items():
        charge = freight_fen(
            templates[template_id],
            pieces=sum(line.quantity for line in mine),
            weight_grams=sum(line.quantity * line.facts.weight_grams for line in mine),
            goods_fen=sum(line.quantity * line.facts.price_fen for line in mine),
            region_code=place.region_code,
        )
        if isinstance(charge, NotDelivered):
            return None, ("not_delivered_there", f"「{lines[0].facts.shop_name}」暂不配送到这个地址")
        total += charge
    return total, None


def _line_problems(basket: Sequence[BasketLine]) -> list[Problem]:
    wanted: defaultdict[int, int] = defaultdict(int)
    for line in basket:
        wanted[line.facts.sku_id] += line.quantity
    lines = {line.facts.sku_id: line for line in basket}
    found = [_problem(lines[sku_id], quantity) for sku_id, quantity in sorted(wanted.items())]
    return [problem for problem in found if problem]


def _problem(line: BasketLine, quantity: int) -> Problem | None:
    facts = line.facts
    if facts.not_for_sale == "shop_closed":
        return Problem("shop_closed", f"「{facts.shop_name}」暂停营业", facts.sku_id, facts.shop_id)
    if facts.not_for_sale:
        return Problem("delisted", f"「{facts.title}」已下架", facts.sku_id, facts.shop_id)
    if facts.limit_per_buyer is not None and quantity > facts.limit_per_buyer:
        message = f"「{facts.title}」每人限购 {facts.limit_per_buyer} 件"
        return Problem("over_limit", message, facts.sku_id, facts.shop_id)
    if quantity > line.available:
        message = f"「{facts.title}」库存不足，仅剩 {max(0, line.available)} 件"
        return Problem("not_enough_stock", message, facts.sku_id, facts.shop_id)
    return None
