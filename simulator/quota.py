"""How often something may happen in a minute."""

from collections import Counter
from datetime import datetime


class MinuteQuota:
    """Counts by name within the clock's minute."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._minute = 0
        self._taken: Counter[str] = Counter()

    def take(self, name: str, now: datetime) -> bool:
        """Whether the name may once more in this minute."""
        minute = int(now.timestamp()) // 60
        if minute != self._minute:
            self._minute = minute
            self._taken.clear()
        self._taken[name] += 1
        return self._taken[name] <= self._most
