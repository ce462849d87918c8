"""Freight of a parcel: a pure function of the shop's template, what is in the parcel and where it goes.

Region codes are those of mainland China's divisions; a code stands for everything whose code begins with it:
`31` is Shanghai, `310101` its Huangpu district.
"""

from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from lilong.catalog.fields import Fen, Price, RegionCode, Units
from lilong.platform.money import yuan

ChargeBy = Literal["piece", "weight"]


class FreightRule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What some regions cost; a rule without regions is for all that no other rule names."""

    region_codes: Annotated[list[RegionCode], Meta(max_length=500)]
    first_units: Units
    """What `first_fen` pays for."""
    first_fen: Fen
    next_units: Units
    """Each further begun lot of so many units costs `next_fen`."""
    next_fen: Fen


class FreightTerms(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How a shop charges freight, as it fills it in."""

    name: Annotated[str, Meta(min_length=1, max_length=20, examples=["江浙沪包邮"])]
    charge_by: ChargeBy
    rules: Annotated[list[FreightRule], Meta(min_length=1, max_length=60)]
    free_over_fen: Price | None = None
    """Goods worth so much travel for nothing; null: never."""
    excluded_region_codes: Annotated[list[RegionCode], Meta(max_length=500)] = []
    """Regions that the shop does not deliver to."""


class FreightTemplate(FreightTerms, frozen=True, kw_only=True):
    """Freight terms that a shop has saved."""

    id: int
    shop_id: int


class NotDelivered(msgspec.Struct, frozen=True):
    """The answer for a place that the template does not reach."""

    template_id: int
    region_code: str


def freight_fen(
    template: FreightTemplate, *, pieces: int, weight_grams: int, goods_fen: int, region_code: str
) -> int | NotDelivered:
    """What the shop charges to send these goods to the region.

    `pieces` and `weight_grams` are those of all goods under this template; `goods_fen` is what they cost together.
    """
    if _reaches(template.excluded_region_codes, region_code) > 0:
        return NotDelivered(template.id, region_code)
    rule = _rule_for(template.rules, region_code)
    if rule is None:
        return NotDelivered(template.id, region_code)
    if template.free_over_fen is not None and goods_fen >= template.free_over_fen:
        return 0
    return _charge_fen(rule, pieces if template.charge_by == "piece" else weight_grams)


def freight_text(template: FreightTemplate) -> str:
    """The template in a few words, as a product page shows it."""
    if all(rule.first_fen == 0 and rule.next_fen == 0 for rule in template.rules):
        return "包邮"
    if template.free_over_fen is not None:
        return f"满 {_short_yuan(template.free_over_fen)} 包邮"
    cheapest_fen = min(rule.first_fen for rule in template.rules)
    return f"运费 {_short_yuan(cheapest_fen)} 起" if cheapest_fen else "部分地区包邮"


def _charge_fen(rule: FreightRule, units: int) -> int:
    beyond = max(0, units - rule.first_units)
    lots = -(-beyond // rule.next_units)
    return rule.first_fen + lots * rule.next_fen


def _rule_for(rules: list[FreightRule], region_code: str) -> FreightRule | None:
    """The rule that names the region most closely, else the one for all other places."""
    fitting = [rule for rule in rules if not rule.region_codes or _reaches(rule.region_codes, region_code)]
    return max(fitting, key=lambda rule: _reaches(rule.region_codes, region_code), default=None)


def _reaches(codes: list[str], region_code: str) -> int:
    """How closely the codes name the region: digits of the longest that it begins with; 0: not at all."""
    return max((len(code) for code in codes if region_code.startswith(code)), default=0)


def _short_yuan(amount_fen: int) -> str:
    return yuan(amount_fen).removesuffix(".00")
