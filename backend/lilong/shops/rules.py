"""Licence numbers, shop names and what an opening needs; no database, no clock."""

import unicodedata
from typing import Literal

ShopState = Literal["preparing", "open", "frozen", "closed"]
ApplicationState = Literal["submitted", "approved", "rejected"]

_DIGITS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_WEIGHTS = [3**place % 31 for place in range(17)]


def is_credit_code(text: str) -> bool:
    """Whether this is a unified social credit code (统一社会信用代码, GB 32100): 18 characters, the last one a check digit."""
    if len(text) != 18 or any(character not in _DIGITS for character in text):
        return False
    return text[17] == check_digit(text[:17])


def check_digit(code: str) -> str:
    """The 18th character that belongs to the first 17 of a credit code."""
    total = sum(weight * _DIGITS.index(character) for weight, character in zip(_WEIGHTS, code, strict=True))
    return _DIGITS[-total % 31]


_RESERVED = ("官方", "自营", "微信", "腾讯")


def clean_name(name: str) -> str:
    """A shop's name as it is kept: full-width letters made plain, spaces single."""
    return " ".join(unicodedata.normalize("NFKC", name).split())


def name_key(name: str) -> str:
    """Equal for names that people would take for each other: case, spaces and signs do not count."""
    plain = unicodedata.normalize("NFKC", name).casefold()
    return "".join(character for character in plain if character.isalnum())


def name_problem(name: str) -> str | None:
    """Why a shop cannot be called so, as a sentence for people; None: it can."""
    if not 2 <= len(name_key(name)) <= 20:
        return "店名需要 2 到 20 个字"
    if found := next((word for word in _RESERVED if word in name_key(name)), None):
        return f"店名不能包含“{found}”，以免顾客误会"
    return None


MISSING = {
    "profile": "完善店铺资料（一句话介绍和店铺标志）",
    "freight_template": "设置至少一个运费模板",
    "product": "上架至少一件商品",
}
"""What an opening may lack, and what to do about it."""


def missing_to_open(*, has_profile: bool, has_freight_template: bool, has_listed_product: bool) -> list[str]:
    """The codes of what a shop still lacks, in the order in which people set it up."""
    present = {
        "profile": has_profile,
        "freight_template": has_freight_template,
        "product": has_listed_product,
    }
    return [code for code in MISSING if not present[code]]
