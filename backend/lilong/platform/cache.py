"""A versioned read-model cache of one process, for reads that all shoppers share and for sessions.

A loader fills it from SQL; whoever changes the rows drops the entries in the same transaction, and NOTIFY carries the drop
to every process when it commits. What many ask for at once is loaded once; a value that was being loaded while it was
dropped is not kept, and who asks after the drop gets another. When the listening connection is lost, nothing is served
from here until it is back.
"""

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Iterable, Sequence
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
        self._loading: dict[str, asyncio.Task[Any]] = {}

    async def get(self, key: str, load: Callable[[], Awaitable[Value]]) -> Value:
        """The value kept under the key, or the loaded one. Values are shared: callers never change them."""
        kept = self._entries.get(key)
        if kept is not None and kept[0] > monotonic():
            self._entries.move_to_end(key)
            return cast(Value, kept[1])
        if key not in self._loading:
            self._loading[key] = asyncio.create_task(self._load(key, load))
        return cast(Value, await asyncio.shield(self._loading[key]))

    async def _load(self, key: str, load: Callable[[], Awaitable[Value]]) -> Value:
        try:
            value = await load()
            if self.is_live and self._is_wanted(key):
                self._keep(key, value)
            return value
        finally:
            if self._is_wanted(key):
                del self._loading[key]

    def _is_wanted(self, key: str) -> bool:
        """Whether nobody has dropped the key since the running task began to load it."""
        return self._loading.get(key) is asyncio.current_task()

    def _keep(self, key: str, value: object) -> None:
        self._entries[key] = (monotonic() + self._seconds, value)
        if len(self._entries) > self._limit:
            self._entries.popitem(last=False)

    def forget(self, keys: Iterable[str]) -> None:
        """Drop the entries; a key that ends in `*` drops all that begin so."""
        for key in keys:
            for known in self._known(key):
                self._entries.pop(known, None)
                self._loading.pop(known, None)

    def _known(self, key: str) -> Sequence[str]:
        if not key.endswith("*"):
            return (key,)
        return [known for known in (*self._entries, *self._loading) if known.startswith(key[:-1])]

    def forget_all(self, *, live: bool) -> None:
        """Start empty; `live` says whether drops reach us from now on."""
        self._entries.clear()
        self._loading.clear()
        self.is_live = live


cache = Cache()


async def drop(db: Db, *keys: str) -> None:
    """Drop entries in every process when this transaction commits. NOTIFY holds 8,000 bytes: long lists go in parts."""
    for start in range(0, len(keys), 100):
        payload = "\n".join(keys[start : start + 100])
        await db.execute(select(func.pg_notify(CHANNEL, literal(payload))))
