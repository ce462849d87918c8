"""Rate limits on what can be guessed or abused: sign-in, codes, uploads, reports.

Kept in the process: several API processes allow as many times more; a limit is a brake, never the truth.
"""

import time

from limits import RateLimitItem, parse
from limits.aio.storage import MemoryStorage
from limits.aio.strategies import MovingWindowRateLimiter

from lilong.platform.errors import TooManyRequests

_limiter = MovingWindowRateLimiter(MemoryStorage())
_parsed: dict[str, RateLimitItem] = {}


async def hit(limit: str, *who: str) -> None:
    """Count one try of `who` against a limit such as `5/minute`. Raises TooManyRequests when it is used up."""
    item = _parsed.setdefault(limit, parse(limit))
    if not await _limiter.hit(item, *who):
        stats = await _limiter.get_window_stats(item, *who)
        raise TooManyRequests(max(1, int(stats.reset_time - time.time()) + 1))
