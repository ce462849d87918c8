"""Many people ask for one thing each at the same moment: one transaction answers them all."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Generic, TypeVar

from lilong.platform.db import Transactions

Key = TypeVar("Key")
Value = TypeVar("Value")

Load = Callable[[Transactions, Sequence[Key]], Awaitable[Mapping[Key, Value]]]
"""Loads what exists of some keys; what does not is left out."""


class Batches(Generic[Key, Value]):
    """While one batch is being loaded, the next one fills; somebody who asks alone waits for nobody.

    A batch is read after all its keys were asked for: nobody gets an older truth than the one of their question.
    """

    def __init__(self, load: Load[Key, Value], most: int = 50) -> None:
        """`most`: keys in a batch at most, so that the first of them is not kept waiting."""
        self._load = load
        self._most = most
        self._asked: dict[Key, asyncio.Future[Value | None]] = {}
        self._loading: asyncio.Task[None] | None = None

    async def get(self, begin: Transactions, key: Key) -> Value | None:
        """The value of the key; None when there is none. Raises what loading raised. `begin` is like everybody else's."""
        answer = self._asked.get(key)
        if answer is None:
            answer = self._asked[key] = asyncio.get_running_loop().create_future()
        if self._loading is None:
            self._loading = asyncio.create_task(self._load_all(begin))
        return await asyncio.shield(answer)

    async def _load_all(self, begin: Transactions) -> None:
        while self._asked:
            keys = list(self._asked)[: self._most]
            await self._load_batch(begin, {key: self._asked.pop(key) for key in keys})
        self._loading = None

    async def _load_batch(
        self, begin: Transactions, batch: Mapping[Key, asyncio.Future[Value | None]]
    ) -> None:
        try:
            found = await self._load(begin, list(batch))
        except Exception as error:
            for answer in batch.values():
                answer.set_exception(error)
        else:
            for key, answer in batch.items():
                answer.set_result(found.get(key))
