"""Settlement: an order's earning reaches one statement, once, whatever runs when and wherever it is stopped."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple

import pytest
from sqlalchemy import insert, text, update
from sqlalchemy.exc import DBAPIError

from lilong import billing, settlement
from lilong.platform import clock, ids
from lilong.platform.access import Operator as Person
from lilong.platform.audit import Actor
from lilong.platform.db import OPERATOR, Db, Transactions, make_engine
from lilong.settlement import earnings
from lilong.settlement.tables import earning
from tests.accounts.doors import at_once, code_of
from tests.actors import Buyer, Json, Operator, Shop
from tests.stack import Stack, wait_until
from tests.wechat import trouble

BOSS = Person(1, 1, frozenset())


class Settled(NamedTuple):
    """Three shops after their orders were shared and settled by five runs at once."""

    usual: Shop
    free: Shop
    unlucky: Shop
    """Its commission did not reach the platform."""
    usual_order: int
    runs: list[Json]


@pytest.fixture(scope="module")
def settled(stack: Stack, operator: Operator) -> Settled:
    """Tea for ¥128 at 5 %, which become 10 % afterwards; a cup for ¥68 at 0 %; a tray for ¥200 whose sharing fails."""
    usual, unlucky = Shop.opened(stack, operator), Shop.opened(stack, operator)
    free = Shop.opened(stack, operator, commission_bp=0)
    basket = [
        (usual.sells("碧螺春", price_fen=12_800, stock=5), 1),
        (free.sells("盖碗", price_fen=6_800, stock=5), 1),
        (unlucky.sells("茶盘", price_fen=20_000, stock=5), 1),
    ]
    buyer = Buyer.arrived(stack)
    paid = buyer.pays(buyer.places(*basket))
    stack.run(lambda db: raise_rate(stack, db, usual))
    orders = {order["shop"]["id"]: order["id"] for order in paid["orders"]}
    for shop in (usual, free, unlucky):
        shop.ships(orders[shop.id])
        buyer.receives(orders[shop.id])
    with trouble(stack, "sharing_closed", unlucky.sub_mchid):
        stack.advance(timedelta(days=15, minutes=1))
        stack.advance(timedelta(seconds=20))  # WeChat shares within seconds; our clock looks after fifteen
        wait_until(lambda: all(pending(operator, shop) == 0 for shop in (usual, free)), "not shared")
    stack.advance(timedelta(days=1))
    body = {"until_on": yesterday(stack).isoformat()}
    runs = at_once([lambda: operator.post("/api/v1/ops/settlement-runs", body)] * 5)
    return Settled(usual, free, unlucky, orders[usual.id], runs)


async def raise_rate(stack: Stack, db: Db, shop: Shop) -> None:
    moment = clock.now() + stack.offset
    await billing.set_rate(db, Actor("operator", 1), 1_000, shop_id=shop.id, effective_from=moment)


def pending(operator: Operator, shop: Shop) -> int:
    return operator.balance_of(f"shop.{shop.id}.pending")


def yesterday(stack: Stack) -> date:
    return (clock.now() + stack.offset).astimezone(clock.SHANGHAI).date() - timedelta(days=1)


def statements(shop: Shop) -> list[Json]:
    found: list[Json] = shop.get(shop.path("statements"))["items"]
    return found


def test_five_runs_at_once_settle_each_order_once(settled: Settled) -> None:
    assert [len(statements(shop)) for shop in (settled.usual, settled.free)] == [1, 1]
    assert sum(run["statement_count"] for run in settled.runs) >= 2
    assert all(run["finished_at"] for run in settled.runs)


def test_another_run_settles_nothing_again(stack: Stack, operator: Operator, settled: Settled) -> None:
    before = statements(settled.usual)

    run = operator.post("/api/v1/ops/settlement-runs", {"until_on": yesterday(stack).isoformat()})

    assert run["statement_count"] == 0
    assert statements(settled.usual) == before


def test_commission_is_what_it_was_when_the_order_was_placed(settled: Settled) -> None:
    (statement,) = statements(settled.usual)

    assert statement["commission_fen"] == 640  # 5 % of ¥128.00; the rate is 10 % by now
    assert (statement["gross_fen"], statement["fee_fen"], statement["net_fen"]) == (12_800, 77, 12_083)


def test_a_shop_without_commission_gets_all_but_wechats_fee(operator: Operator, settled: Settled) -> None:
    (statement,) = statements(settled.free)

    assert (statement["gross_fen"], statement["commission_fen"]) == (7_400, 0)
    assert (statement["fee_fen"], statement["net_fen"]) == (44, 7_356)  # 0.6 % of ¥74.00
    assert operator.balance_of(f"wx.{settled.free.sub_mchid}.available") == 7_356


def test_a_statement_is_the_sum_of_its_rows_and_what_the_books_say(
    operator: Operator, settled: Settled
) -> None:
    for shop in (settled.usual, settled.free):
        (row,) = statements(shop)
        whole = shop.get(shop.path(f"statements/{row['id']}"))

        assert len(whole["lines"]) == whole["order_count"] == 1
        for name in ("commission_fen", "fee_fen", "net_fen"):
            assert whole[name] == sum(line[name] for line in whole["lines"])
        assert whole["gross_fen"] == sum(line["captured_fen"] for line in whole["lines"])
        assert -operator.balance_of(f"shop.{shop.id}.available") == whole["net_fen"]
        assert operator.balance_of(f"wx.{shop.sub_mchid}.frozen") == 0


def test_a_sharing_that_wechat_closed_settles_nothing_and_is_put_before_a_person(
    operator: Operator, settled: Settled
) -> None:
    shop = settled.unlucky
    (order,) = shop.get(shop.path("orders"))["items"]

    assert statements(shop) == []
    assert pending(operator, shop) == -20_000  # our books wait for what a person finds out
    failed = [row for row in operator.get("/api/v1/ops/repairs")["items"] if row["kind"] == "sharing_failed"]
    assert [row["facts"] for row in failed] == [{"code": "CLOSED", "order_id": order["id"]}]


@pytest.mark.parametrize("change", ["UPDATE statement SET net_fen = 0", "DELETE FROM statement"])
def test_a_published_statement_is_never_changed(stack: Stack, settled: Settled, change: str) -> None:
    with pytest.raises(DBAPIError, match="permission denied"):
        stack.run(lambda db: db.execute(text(change)), OPERATOR)


def test_another_shop_does_not_find_a_statement(settled: Settled) -> None:
    (theirs,) = statements(settled.usual)

    assert code_of(lambda: settled.free.get(settled.free.path(f"statements/{theirs['id']}"))) == "not_found"


def test_a_repeated_sharing_books_nothing_twice(stack: Stack, operator: Operator, settled: Settled) -> None:
    before = operator.trial_balance()["rows"]

    async def again(db: Db) -> None:
        found = text("SELECT id FROM earning WHERE order_id = :id")
        earning_id = (await db.execute(found, {"id": settled.usual_order})).scalar_one()
        assert await earnings.claim(db, earning_id) is None

    stack.run(again)

    assert operator.trial_balance()["rows"] == before


@pytest.mark.parametrize("day", ["2999-01-01", "9999-12-31", "today"])
def test_a_day_that_has_not_ended_is_not_settled(stack: Stack, operator: Operator, day: str) -> None:
    today = (yesterday(stack) + timedelta(days=1)).isoformat()
    body = {"until_on": today if day == "today" else day}

    assert code_of(lambda: operator.post("/api/v1/ops/settlement-runs", body)) == "invalid_input"


class Killed(BaseException):
    """The process ended here."""


class Mortal(Transactions):
    """Transactions of a process that is killed when it begins one too many."""

    left = 2

    @asynccontextmanager
    async def __call__(self) -> AsyncIterator[Db]:
        """One of the last transactions."""
        if not self.left:
            raise Killed
        self.left -= 1
        async with super().__call__() as db:
            yield db


LONG_AGO = datetime(2020, 1, 2, 4, tzinfo=UTC)


async def earned(db: Db, shop: Shop, **changed: object) -> int:
    """An earning of ¥100 that was shared long ago, so that no other test's run reaches it first; its id."""
    earning_id, order_id = await ids.take(db, 2)
    row = {
        "id": earning_id,
        "order_id": order_id,
        "order_number": ids.number(),
        "kind": "order",
        "shop_id": shop.id,
        "sub_mchid": shop.sub_mchid,
        "transaction_id": ids.number(),
        "captured_fen": 10_000,
        "commission_fen": 500,
        "fee_fen": 60,
        "net_fen": 9_440,
        "state": "shared",
        "sharing_number": ids.number(),
        "completed_at": LONG_AGO,
        "share_at": LONG_AGO,
        "shared_at": LONG_AGO,
    }
    await db.execute(insert(earning), row | changed)
    return earning_id


async def settle(stack: Stack, transactions: type[Transactions]) -> None:
    engine = make_engine(stack.database_url, 2)
    try:
        await settlement.run(transactions(engine, OPERATOR), BOSS, LONG_AGO.date())
    finally:
        await engine.dispose()


@pytest.mark.anyio
async def test_a_run_that_was_killed_midway_leaves_the_rest_to_the_next(
    stack: Stack, shop: Shop, other_shop: Shop
) -> None:
    first, second = sorted((shop, other_shop), key=lambda each: each.id)
    engine = make_engine(stack.database_url, 2)
    async with Transactions(engine, OPERATOR)() as db:
        for each in (first, second, first, second):
            await earned(db, each)
    await engine.dispose()

    with pytest.raises(Killed):
        await settle(stack, Mortal)
    assert [len(statements(each)) for each in (first, second)] == [1, 0]
    await settle(stack, Transactions)
    await settle(stack, Transactions)

    for each in (first, second):
        (statement,) = statements(each)
        assert (statement["order_count"], statement["net_fen"]) == (2, 18_880)


def test_the_first_fee_that_wechat_named_stays(stack: Stack, corner_shop: Shop) -> None:
    async def story(db: Db) -> list[tuple[int | None, int]]:
        earning_id = await earned(db, corner_shop)
        unknown = {"state": "expected", "fee_fen": None, "net_fen": None, "shared_at": None}
        await db.execute(update(earning).where(earning.c.id == earning_id).values(unknown))
        row = await earnings.claim(db, earning_id)
        assert row is not None
        kept = [await earnings.keep_fee(db, row, fee) for fee in (60, 560)]  # 560: after the sharing began
        return [(each.fee_fen, each.commission_fen) for each in kept]

    assert stack.run(story) == [(60, 500), (60, 500)]


def test_commission_rounded_up_line_by_line_stays_under_wechats_ceiling(
    stack: Stack, corner_shop: Shop
) -> None:
    async def story(db: Db) -> int:
        few = {"captured_fen": 15, "commission_fen": 6, "fee_fen": None, "net_fen": None}  # 3 × 30 % of 5 fen
        open_ = {"state": "expected", "shared_at": None}
        earning_id = await earned(db, corner_shop, **few, **open_)
        row = await earnings.claim(db, earning_id)
        assert row is not None
        return (await earnings.keep_fee(db, row, 0)).commission_fen

    assert stack.run(story) == 4  # 30 % of 15 fen, rounded down
