"""Simultaneous questions share a transaction; nobody gets an answer older than the question, and no fault is kept."""

import asyncio
from collections.abc import Mapping, Sequence

import pytest

from lilong.platform.batches import Batches
from lilong.platform.db import VISITOR, Transactions, make_engine

BEGIN = Transactions(make_engine("postgresql://nobody@127.0.0.1:1/nowhere", 1), VISITOR)
"""Nothing connects: the loaders here do not use it."""


class Shelf:
    """A loader that remembers its batches; every load takes until the others have asked."""

    def __init__(self) -> None:
        self.batches: list[list[int]] = []
        self.stock = {1: "tea", 2: "cup", 3: "pot"}

    async def load(self, _begin: Transactions, keys: Sequence[int]) -> Mapping[int, str]:
        self.batches.append(list(keys))
        if 13 in keys:
            raise LookupError("13")
        found = {key: self.stock[key] for key in keys if key in self.stock}
        await asyncio.sleep(0.01)
        return found


def test_who_asks_while_a_batch_is_read_shares_the_next_one() -> None:
    async def story(shelf: Shelf) -> list[str | None]:
        batches = Batches(shelf.load)
        first = asyncio.create_task(batches.get(BEGIN, 1))
        await asyncio.sleep(0.001)
        return [await first, *await asyncio.gather(*(batches.get(BEGIN, key) for key in (2, 3, 2, 9)))]

    shelf = Shelf()
    assert asyncio.run(story(shelf)) == ["tea", "cup", "pot", "cup", None]
    assert shelf.batches == [[1], [2, 3, 9]]


def test_the_same_key_is_read_again_for_who_asks_after_its_reading_began() -> None:
    async def story(shelf: Shelf) -> list[str | None]:
        batches = Batches(shelf.load)
        before = asyncio.create_task(batches.get(BEGIN, 1))
        await asyncio.sleep(0.001)
        shelf.stock[1] = "coffee"
        return [await batches.get(BEGIN, 1), await before]

    assert asyncio.run(story(Shelf())) == ["coffee", "tea"]


def test_a_batch_has_a_size() -> None:
    async def story(shelf: Shelf) -> None:
        batches = Batches(shelf.load, most=2)
        await asyncio.gather(*(batches.get(BEGIN, key) for key in (1, 2, 3)))

    shelf = Shelf()
    asyncio.run(story(shelf))
    assert shelf.batches == [[1, 2], [3]]


def test_a_fault_reaches_all_who_asked_and_is_over_then() -> None:
    async def story(shelf: Shelf) -> tuple[list[object], str | None]:
        batches = Batches(shelf.load)
        asked = (batches.get(BEGIN, key) for key in (13, 1))
        faults = await asyncio.gather(*asked, return_exceptions=True)
        return [*faults], await batches.get(BEGIN, 1)

    faults, after = asyncio.run(story(Shelf()))
    assert [type(fault) for fault in faults] == [LookupError, LookupError]
    assert after == "tea"


def test_who_gives_up_disturbs_nobody() -> None:
    async def story(shelf: Shelf) -> str | None:
        batches = Batches(shelf.load)
        patient, hasty = (asyncio.create_task(batches.get(BEGIN, 1)) for _ in range(2))
        await asyncio.sleep(0.001)
        hasty.cancel()
        with pytest.raises(asyncio.CancelledError):
            await hasty
        return await patient

    assert asyncio.run(story(Shelf())) == "tea"
