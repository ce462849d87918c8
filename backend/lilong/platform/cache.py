"""A versioned read-model cache of one process, for reads that all shoppers share and for sessions.

A loader fills it from SQL; whoever changes the rows drops the entries in the same transaction, and NOTIFY carries the drop
to every process when it commits. Each entry has a version that a drop raises: a value that was being loaded while it was
dropped is not kept. When the listening connection is lost, nothing is served from here until it is back.
"""

from collections import OrderedDict
from collections.abc import Awaitable, Callable, Iterable
from time import monotonic
from typing import Any, TypeVar, cast

from sqlalchemy import func, literal, select

from lilong.platform.db import Db

CHANNEL = "lilong_cache"
Value = TypeVar("Value")


class Cache:
    """`get` or load; `forget` when a notice arrives. Bounded: the entry unused for longest goes first."""

    def __init__(self, limit: int = 20_000, seconds: float = 60) -> None:
        self.is_live = False
        self._limit = limit
        self._seconds = seconds
        self._entries: OrderedDict[str, tuple[float, Any]] = OrderedDict()
        self._drops = 0

    async def get(self, key: str, load: Callable[[], Awaitable[Value]]) -> Value:
        """The value kept under the key, or the loaded one. Values are shared: callers never change them."""
        kept = self._entries.get(key)
        if kept is not None and kept[0] > monotonic():
            self._entries.move_to_end(key)
            return cast(Value, kept[1])
        drops = self._drops
        value = await load()
        if self.is_live and drops == self._drops:
            self._keep(key, value)
        return value

    def _keep(self, key: str, value: object) -> None:
        self._entries[key] = (monotonic() + self._seconds, value)
        if len(self._entries) > self._limit:
            self._entries.popitem(last=False)

    def forget(self, keys: Iterable[str]) -> None:
        """Drop the entries; a key that ends in `*` drops all that begin so."""
        self._drops += 1
        for key in keys:
            if key.endswith("*"):
                for known in [known for known in self._entries if known.startswith(key[:-1])]:
                    del self._entries[known]
            else:
                self._entries.pop(key, None)

    def forget_all(self, *, live: bool) -> None:
        """Start empty; `live` says whether drops reach us from now on."""
        self._drops += 1
        self._entries.clear()
        self.is_live = live


cache = Cache()


async def drop(db: Db, *keys: str) -> None:
    """Drop entries in every process when this transaction commits. NOTIFY holds 8,000 bytes: long lists go in parts."""
    for start in range(0, len(keys), 100):
        payload = "\n".join(keys[start : start + 100])
        await db.execute(select(func.pg_notify(CHANNEL, literal(payload))))
