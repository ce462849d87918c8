"""Integer fen. Splitting and portions that lose nothing."""

from collections.abc import Hashable, Mapping
from typing import Any, TypeVar

Key = TypeVar("Key", bound=Hashable)


def share(total_fen: int, weights: Mapping[Key, int]) -> dict[Key, int]:
    """Split an amount in proportion to the weights, losing no fen: the largest remainders round up, ties by key.

    A weight is what a line can still bear: no weight, no share; no share above its weight.
    Raises ValueError when the total is below 0 or above the sum of the weights.
    """
    whole = sum(weights.values())
    if not 0 <= total_fen <= whole:
        raise ValueError(f"cannot split {total_fen} fen over {whole}")
    if whole == 0:
        return dict.fromkeys(weights, 0)
    shares = {key: total_fen * weight // whole for key, weight in weights.items()}

    def neediness(key: Key) -> tuple[int, Any]:
        return -(total_fen * weights[key] % whole), key

    for key in sorted(weights, key=neediness)[: total_fen - sum(shares.values())]:
        shares[key] += 1
    return shares


def portion(amount_fen: int, rate_bp: int) -> int:
    """`rate_bp` basis points of an amount, rounded half up to a whole fen. Amount and rate are not negative."""
    return (amount_fen * rate_bp + 5_000) // 10_000


def yuan(amount_fen: int) -> str:
    """An amount as people read it: 123450 fen is ¥1,234.50."""
    sign = "-" if amount_fen < 0 else ""
    whole, cents = divmod(abs(amount_fen), 100)
    return f"{sign}¥{whole:,}.{cents:02d}"
