"""How many statements a shopper's request sends to the database: latency that no index makes good."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import event

from lilong.content import product_page
from lilong.orders import basket, placement
from lilong.orders.basket import Item
from lilong.orders.placement import Placement
from lilong.platform import access, clock
from lilong.platform.db import VISITOR, Db, Scope, Transactions, make_engine
from lilong.platform.idempotency import Once
from lilong.search import shelf
from lilong.search.shelf import Wish
from tests.actors import Buyer, Shop, Sku
from tests.stack import Stack


@pytest.fixture
def goods(corner_shop: Shop, other_shop: Shop) -> list[Sku]:
    """Three things from two shops, one of them limited."""
    return [
        corner_shop.sells("碧螺春", price_fen=3_000, stock=9, limit_per_buyer=5),
        corner_shop.sells("盖碗", price_fen=5_000, stock=9),
        other_shop.sells("茶巾", price_fen=2_000, stock=9),
    ]


@contextmanager
def the_platforms_time(stack: Stack) -> Iterator[None]:
    """This process has a clock of its own; what it does to the platform's rows happens at the platform's time."""
    before = clock.offset()
    clock.turn(stack.offset)
    try:
        yield
    finally:
        clock.turn(before)


def statements(stack: Stack, scope: Scope, work: Callable[[Db], Awaitable[object]]) -> list[str]:
    """What one transaction sends between its beginning and its end."""
    sent: list[str] = []

    def hear(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        if statement not in {"COMMIT", "ROLLBACK"} and "set_config" not in statement:
            sent.append(statement)

    async def once() -> None:
        engine = make_engine(stack.database_url, 1)
        begin = Transactions(engine, scope)
        try:
            async with begin():  # a pooled connection is there before the request, and has met its types
                event.listen(engine.sync_engine, "before_cursor_execute", hear)
            async with begin() as db:
                await work(db)
        finally:
            await engine.dispose()

    with the_platforms_time(stack):
        asyncio.run(once())
    return sent


def scope_of(buyer: Buyer) -> Scope:
    return Scope("buyer", buyer_id=buyer.get("/api/v1/me")["id"])


def test_a_product_page_is_read_in_two_statements(stack: Stack, goods: list[Sku]) -> None:
    sent = statements(stack, VISITOR, lambda db: product_page.load(db, [goods[0].product_id]))

    assert len(sent) <= 2, sent


def test_a_list_is_read_in_three_statements(stack: Stack, goods: list[Sku]) -> None:
    wish = Wish(None, goods[0].shop.id, None, "碧螺春", None, None, False, "recommended", None, 20)

    sent = statements(stack, VISITOR, lambda db: shelf.page(db, wish))

    assert len(sent) <= 3, sent


def test_a_basket_of_two_shops_is_quoted_in_four_statements(
    stack: Stack, buyer: Buyer, goods: list[Sku]
) -> None:
    scope = scope_of(buyer)
    items = [Item(sku.id, 1) for sku in goods]

    sent = statements(stack, scope, lambda db: basket.price(db, scope.buyer_id or 0, items, buyer.address_id))

    assert len(sent) <= 4, sent


def test_a_basket_of_two_shops_is_placed_in_fifteen_statements(
    stack: Stack, buyer: Buyer, goods: list[Sku]
) -> None:
    scope = scope_of(buyer)
    person = access.Buyer(scope.buyer_id or 0)
    items = [Item(sku.id, 1) for sku in goods]
    ask = Placement(items, buyer.address_id, buyer.quote(*((sku, 1) for sku in goods))["total_fen"])

    async def place(db: Db) -> None:
        once = Once(db, f"buyer:{person.id}", "fifteen-statements", b"hash")
        await once(lambda: placement.place(db, person, ask))

    sent = statements(stack, scope, place)

    assert len(sent) <= 15, sent
    assert len(buyer.get("/api/v1/orders")["items"]) == 2
