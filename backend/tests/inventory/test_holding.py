"""What orders hold: all or nothing, and each piece ends once."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lilong import inventory
from lilong.inventory import HeldByOrders, NotEnoughStock, ReservationSpent, Wanted
from lilong.platform.errors import InvalidInput, NotFound
from tests.inventory.shelves import BUYER, STAFF, Count, Shelf, fresh_id, on_shelf
from tests.stack import Stack


def test_the_same_goods_on_two_lines_are_counted_together(stack: Stack) -> None:
    async def story(shelf: Shelf) -> None:
        (tea,) = await shelf.fill(5)

        assert await shelf.order((tea, 3), (tea, 3)) is None
        assert await shelf.counts() == [Count(5, 0)]
        assert await shelf.order((tea, 3), (tea, 2)) is not None
        assert await shelf.counts() == [Count(5, 5)]

    on_shelf(stack, story)


def test_one_short_line_leaves_all_others_unheld(stack: Stack) -> None:
    async def story(shelf: Shelf) -> None:
        tea, cup = await shelf.fill(5, 1)
        wanted = [Wanted(fresh_id(), tea, 1), Wanted(fresh_id(), cup, 2)]

        async with shelf.as_buyer() as db:
            with pytest.raises(NotEnoughStock) as refused:
                await inventory.reserve(db, wanted, BUYER)  # the transaction goes on: nothing is half held

        assert refused.value.facts == {"sku_id": cup, "left": 1}
        assert str(refused.value) == "库存不足，仅剩 1 件，请减少数量后再试"
        assert await shelf.counts() == [Count(5, 0), Count(1, 0)]

    on_shelf(stack, story)


def test_an_sku_without_stock_is_sold_out(stack: Stack) -> None:
    async def story(shelf: Shelf) -> None:
        unknown = Wanted(fresh_id(), fresh_id(), 1)
        async with shelf.as_buyer() as db:
            with pytest.raises(NotEnoughStock, match="已售罄"):
                await inventory.reserve(db, [unknown], BUYER)

    on_shelf(stack, story)


def test_a_parcel_takes_pieces_and_closing_releases_only_the_rest(stack: Stack) -> None:
    async def story(shelf: Shelf) -> None:
        (tea,) = await shelf.fill(10)
        lines = await shelf.order((tea, 4))
        assert lines is not None

        async with shelf.as_staff() as db:
            await inventory.take(db, [(lines[0], 1), (lines[0], 2)], STAFF)
        assert await shelf.counts() == [Count(on_hand=7, reserved=1)]
        async with shelf.as_staff() as db:
            await inventory.release(db, lines, STAFF, "退款")
        assert await shelf.counts() == [Count(on_hand=7, reserved=0)]

    on_shelf(stack, story)


def test_no_more_is_taken_than_held_nor_put_back_than_taken(stack: Stack) -> None:
    async def story(shelf: Shelf) -> None:
        tea, cup = await shelf.fill(10, 10)
        lines = await shelf.order((tea, 2), (cup, 2))
        assert lines is not None

        async with shelf.as_staff() as db:
            with pytest.raises(ReservationSpent):
                await inventory.take(db, [(lines[0], 1), (lines[1], 3)], STAFF)
            with pytest.raises(ReservationSpent):
                await inventory.take(db, [(lines[0], 1), (fresh_id(), 1)], STAFF)
            await inventory.take(db, [(lines[0], 2)], STAFF)
            await inventory.put_back(db, [(lines[0], 1)], STAFF, "退货入库")
            with pytest.raises(ReservationSpent):
                await inventory.put_back(db, [(lines[0], 2)], STAFF, "退货入库")

        assert await shelf.counts() == [Count(on_hand=9, reserved=0), Count(on_hand=10, reserved=2)]

    on_shelf(stack, story)


def test_a_count_never_falls_below_what_orders_hold(stack: Stack) -> None:
    async def story(shelf: Shelf) -> None:
        (tea,) = await shelf.fill(10)
        await shelf.order((tea, 4))

        async def correct(delta: int) -> None:
            async with shelf.as_staff() as db:
                await inventory.adjust(
                    db, shop_id=shelf.shop_id, sku_id=tea, delta=delta, reason="盘亏", actor=STAFF
                )

        with pytest.raises(HeldByOrders) as refused:
            await correct(-7)
        assert refused.value.facts == {"reserved": 4}
        with pytest.raises(InvalidInput):
            await correct(0)
        await correct(-6)
        assert await shelf.counts() == [Count(4, 4)]

    on_shelf(stack, story)


def test_another_shops_stock_is_not_found(stack: Stack) -> None:
    async def story(shelf: Shelf) -> None:
        await shelf.fill(10)
        stranger = fresh_id()
        async with shelf.as_worker() as db:
            with pytest.raises(NotFound):
                await inventory.adjust(
                    db, shop_id=stranger, sku_id=shelf.skus[0], delta=1, reason="x", actor=STAFF
                )
        assert await shelf.counts() == [Count(10, 0)]

    on_shelf(stack, story)


acts = st.lists(
    st.tuples(
        st.sampled_from(["order", "take", "release", "put_back", "adjust"]),
        st.integers(0, 1),
        st.integers(1, 4),
    ),
    max_size=25,
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts)
def test_whatever_happens_moves_add_up_to_counters(stack: Stack, days: list[tuple[str, int, int]]) -> None:
    async def story(shelf: Shelf) -> None:
        skus = await shelf.fill(6, 3)
        lines: list[int] = []
        for act, which, pieces in days:
            if act == "order":
                lines += await shelf.order((skus[which], pieces), (skus[0], 1)) or []
            elif act == "adjust":
                await _try(shelf, act, skus[which], pieces - 3)
            elif lines:
                await _try(shelf, act, lines[which - 1], pieces)
            await shelf.check()

    on_shelf(stack, story, connections=1)


async def _try(shelf: Shelf, act: str, subject: int, pieces: int) -> None:
    """Do it if it may be done; a refusal changes nothing, which the check after it shows."""
    try:
        async with shelf.as_staff() as db:
            if act == "take":
                await inventory.take(db, [(subject, pieces)], STAFF)
            elif act == "put_back":
                await inventory.put_back(db, [(subject, pieces)], STAFF, "退货入库")
            elif act == "release":
                await inventory.release(db, [subject], STAFF, "关闭")
            else:
                await inventory.adjust(
                    db, shop_id=shelf.shop_id, sku_id=subject, delta=pieces, reason="盘点", actor=STAFF
                )
    except (ReservationSpent, HeldByOrders, InvalidInput):
        pass
