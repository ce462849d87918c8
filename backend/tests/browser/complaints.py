"""What is wrong with a screen: words that nobody should read, text too faint, pictures that did not come, targets too small."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

INSPECT = (Path(__file__).parent / "inspect.js").read_text(encoding="utf-8")
NONSENSE = re.compile(r"undefined|\bNaN\b|\bnull\b|\[object|Invalid Date")
LATIN = re.compile(r"[A-Za-z][A-Za-z'’]+")
NAMED = re.compile(
    r"https?://\S+"  # addresses
    r"|[A-Za-z]*[\d_.:×*-]+[A-Za-z\d_.:-]*"  # codes: SF1234567890, suhe-scooter-02, Apache-2.0, captured:sim42…
    r"|\b(?=[A-Z\d]*[A-Z])[A-Z\d]{2,5}\b"  # abbreviations that are Chinese by now: USB, LED, SKU, ID
)
KNOWN = frozenset(
    {"kg", "ml", "mm", "cm", "km", "mAh", "dpi", "Esc", "Lilong", "WiFi", "Lightning", "pH", "openid"}
)
"""Units, keys of the keyboard, marks."""


def english(texts: list[str]) -> list[str]:
    """Words of a foreign language."""
    words = (word for text in texts for word in LATIN.findall(NAMED.sub(" ", text)))
    return sorted({word for word in words if word not in KNOWN})


def of(page: Page) -> Iterator[str]:
    """Everything wrong with what is in sight now."""
    seen: dict[str, Any] = page.evaluate(INSPECT)
    if words := english(seen["texts"]):
        yield f"外文：{'、'.join(words)}"
    yield from (f"不该出现的字：{text[:60]}" for text in seen["texts"] if NONSENSE.search(text))
    yield from (f"对比度不够：{text}" for text in dict.fromkeys(seen["faint"]))
    yield from (f"图片没有出来：{source}" for source in seen["broken"])
    yield from (f"横向溢出：{width}" for width in seen["overflow"])


def too_small(page: Page) -> list[str]:
    """Icons that a finger may miss. Words are larger targets than they look; those below 44 px are only told of, with -rP."""
    small: list[dict[str, Any]] = page.evaluate(INSPECT)["small"]
    for target in small:
        print(f"小于 44 px：{target['label']} {target['size']}")
    return [f"图标按钮太小：{target['label']} {target['size']}" for target in small if target["isIcon"]]
