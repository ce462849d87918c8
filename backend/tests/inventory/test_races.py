"""Two at once is the normal case: nobody gets what another has, nobody waits for ever."""

import asyncio

from lilong import inventory
from tests.inventory.shelves import STAFF, Count, Shelf, at_once, on_shelf
from tests.stack import Stack


def test_of_64_buyers_one_gets_the_last_unit(stack: Stack) -> None:
    async def story(shelf: Shelf) -> None:
        (last,) = await shelf.fill(1)

        placed = await at_once([shelf.order((last, 1)) for _ in range(64)])

        assert sum(lines is not None for lines in placed) == 1
        assert await shelf.counts() == [Count(on_hand=1, reserved=1)]

    on_shelf(stack, story, connections=64)


def test_orders_for_the_same_goods_in_opposite_order_never_deadlock(stack: Stack) -> None:
    async def story(shelf: Shelf) -> None:
        first, second = await shelf.fill(1_000, 1_000)

        async def keep_ordering(*skus: int) -> None:
            for _ in range(20):
                assert await shelf.order(*((sku_id, 1) for sku_id in skus)) is not None

        await at_once(
            [keep_ordering(first, second) if turn % 2 else keep_ordering(second, first) for turn in range(12)]
        )

        assert await shelf.counts() == [Count(1_000, 240), Count(1_000, 240)]

    on_shelf(stack, story)


def test_the_shop_counts_while_orders_hold_ship_and_close(stack: Stack) -> None:
    async def story(shelf: Shelf) -> None:
        (tea,) = await shelf.fill(50)

        async def correct() -> None:
            for delta in (3, -2) * 10:
                async with shelf.as_staff() as db:
                    await inventory.adjust(
                        db, shop_id=shelf.shop_id, sku_id=tea, delta=delta, reason="盘点", actor=STAFF
                    )

        async def buy_and_ship() -> None:
            for _ in range(5):
                lines = await shelf.order((tea, 1))
                assert lines is not None
                async with shelf.as_staff() as db:
                    await inventory.take(db, [(lines[0], 1)], STAFF)

        async def buy_and_close() -> None:
            for _ in range(5):
                lines = await shelf.order((tea, 1))
                assert lines is not None
                async with shelf.as_worker() as db:
                    await inventory.release(db, lines, STAFF, "超时未付款")

        await at_once([correct(), correct(), *(act() for act in (buy_and_ship, buy_and_close) * 4)])

        assert await shelf.counts() == [Count(on_hand=50 + 2 * 10 - 20, reserved=0)]

    on_shelf(stack, story)


def test_a_cancellation_and_a_timeout_release_once(stack: Stack) -> None:
    async def story(shelf: Shelf) -> None:
        tea, cup = await shelf.fill(5, 5)
        lines = await shelf.order((tea, 2), (cup, 3))
        assert lines is not None

        async def close() -> None:
            async with shelf.as_worker() as db:
                await inventory.release(db, lines, STAFF, "关闭")

        await at_once([close() for _ in range(8)])

        assert await shelf.counts() == [Count(5, 0), Count(5, 0)]

    on_shelf(stack, story)


def test_shipping_and_closing_at_once_end_each_piece_once(stack: Stack) -> None:
    async def story(shelf: Shelf) -> None:
        (tea,) = await shelf.fill(40)
        placed = await at_once([shelf.order((tea, 2)) for _ in range(20)])

        async def close(line: int) -> None:
            async with shelf.as_worker() as db:
                await inventory.release(db, [line], STAFF, "关闭")

        async def ship(line: int) -> int:
            try:
                async with shelf.as_staff() as db:
                    await inventory.take(db, [(line, 2)], STAFF)
            except inventory.ReservationSpent:
                return 0
            return 2

        async def ship_and_close(line: int) -> int:
            pieces, _ = await asyncio.gather(ship(line), close(line))
            return pieces

        shipped = await at_once([ship_and_close(lines[0]) for lines in placed if lines])

        assert await shelf.counts() == [Count(on_hand=40 - sum(shipped), reserved=0)]

    on_shelf(stack, story)
