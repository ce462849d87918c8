"""The cache never keeps what was changed while it was read, and serves nothing when it cannot hear of changes."""

import asyncio
from collections.abc import Awaitable, Callable

from lilong.platform.cache import Cache


def live_cache(limit: int = 100, seconds: float = 60) -> Cache:
    """A cache whose process hears of drops."""
    cache = Cache(limit, seconds)
    cache.forget_all(live=True)
    return cache


def loads(*values: int) -> Callable[[], Awaitable[int]]:
    """A loader that answers one value after the other."""
    left = iter(values)

    async def load() -> int:
        return next(left)

    return load


def test_a_value_is_loaded_once_until_it_is_dropped() -> None:
    async def story() -> list[int]:
        cache, load = live_cache(), loads(1, 2)
        seen = [await cache.get("tea", load), await cache.get("tea", load)]
        cache.forget(["tea"])
        return [*seen, await cache.get("tea", load)]

    assert asyncio.run(story()) == [1, 1, 2]


def test_a_value_that_was_dropped_while_it_was_loaded_is_not_kept() -> None:
    async def story() -> list[int]:
        cache, begun, dropped = live_cache(), asyncio.Event(), asyncio.Event()

        async def load_slowly() -> int:
            begun.set()
            await dropped.wait()
            return 1

        reading = asyncio.create_task(cache.get("tea", load_slowly))
        await begun.wait()
        cache.forget(["tea"])
        dropped.set()
        return [await reading, await cache.get("tea", loads(2))]

    assert asyncio.run(story()) == [1, 2]


def test_what_many_ask_for_at_once_is_loaded_once() -> None:
    async def story() -> list[int]:
        cache, load = live_cache(), loads(1, 2)
        return await asyncio.gather(*(cache.get("tea", load) for _ in range(3)))

    assert asyncio.run(story()) == [1, 1, 1]


def test_who_asks_after_a_drop_does_not_get_what_was_being_loaded_before() -> None:
    async def story() -> list[int]:
        cache, go_on = live_cache(), asyncio.Event()

        async def load_slowly() -> int:
            await go_on.wait()
            return 1

        before = asyncio.create_task(cache.get("tea", load_slowly))
        await asyncio.sleep(0)
        cache.forget(["cup"])
        cache.forget(["tea"])
        after = await cache.get("tea", loads(2))
        go_on.set()
        return [await before, after, await cache.get("tea", loads(3))]

    assert asyncio.run(story()) == [1, 2, 2]


def test_a_drop_of_something_else_does_not_hinder() -> None:
    async def story() -> int:
        cache, go_on = live_cache(), asyncio.Event()

        async def load_slowly() -> int:
            await go_on.wait()
            return 1

        reading = asyncio.create_task(cache.get("tea", load_slowly))
        await asyncio.sleep(0)
        cache.forget(["cup"])
        go_on.set()
        await reading
        return await cache.get("tea", loads(2))

    assert asyncio.run(story()) == 1


def test_nothing_is_kept_while_drops_cannot_be_heard() -> None:
    async def story() -> list[int]:
        cache, load = live_cache(), loads(1, 2, 3, 4)
        kept = await cache.get("tea", load)
        cache.forget_all(live=False)
        deaf = [await cache.get("tea", load), await cache.get("tea", load)]
        cache.forget_all(live=True)
        return [kept, *deaf, await cache.get("tea", load)]

    assert asyncio.run(story()) == [1, 2, 3, 4]


def test_a_star_drops_all_that_begin_so() -> None:
    async def story() -> list[int]:
        cache, load = live_cache(), loads(1, 2, 3, 4)
        for key in ("product:1", "product:2", "shop:1"):
            await cache.get(key, load)
        cache.forget(["product:*"])
        return [await cache.get("product:2", load), await cache.get("shop:1", load)]

    assert asyncio.run(story()) == [4, 3]


def test_the_entry_unused_for_longest_goes_first_and_old_ones_are_loaded_again() -> None:
    async def story() -> list[int]:
        cache, load = live_cache(limit=2), loads(1, 2, 3, 4)
        for key in ("a", "b", "a", "c", "a", "b"):
            last = await cache.get(key, load)
        brief, again = live_cache(seconds=0), loads(7, 8)
        return [last, await brief.get("a", again), await brief.get("a", again)]

    assert asyncio.run(story()) == [4, 7, 8]
