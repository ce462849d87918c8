"""Pages that all shoppers share: whole in one answer, cheap to ask for again, fresh when something changes."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeVar

import pytest
from sqlalchemy import event

from lilong import content, search
from lilong.catalog import categories
from lilong.content import home, product_page
from lilong.platform.db import VISITOR, Db, Transactions, make_engine
from tests.actors import Buyer, Refused, Shop
from tests.stack import Stack, wait_until

T = TypeVar("T")


def test_home_is_one_answer(stack: Stack, shop: Shop, buyer: Buyer) -> None:
    async def decorate(db: Db) -> int:
        return await content.add_banner(
            db,
            position=1,
            media_id=shop.picture_id,
            title=f"春茶上新 {shop.id}",
            subtitle="明前龙井",
            action="去看看",
            link_kind="shop",
            link_id=shop.id,
        )

    stack.run(decorate)
    wait_until(lambda: _banner(buyer, shop) is not None, "the cached page was not dropped", seconds=5)
    shown = buyer.get("/api/v1/home")

    assert _banner(buyer, shop) == {"kind": "shop", "id": shop.id}
    assert "测试茶具" in [category["name"] for category in shown["categories"]]
    assert shown["products"] == buyer.get("/api/v1/products")
    assert set(shown["shops"][0]) == {"id", "name", "tagline", "logo", "is_self_operated", "product_count"}


def _banner(buyer: Buyer, shop: Shop) -> object:
    banners = buyer.get("/api/v1/home")["banners"]
    return next((banner["link"] for banner in banners if banner["title"] == f"春茶上新 {shop.id}"), None)


@pytest.mark.parametrize("path", ["/api/v1/home", "/api/v1/products", "/api/v1/categories"])
def test_who_has_the_page_is_told_so(buyer: Buyer, path: str) -> None:
    first = buyer.http.get(path)
    again = buyer.http.get(path, headers={"If-None-Match": first.headers["etag"]})

    assert (first.status_code, again.status_code, again.content) == (200, 304, b"")


def test_a_product_page_shows_what_an_order_left(shop: Shop, buyer: Buyer) -> None:
    cup = shop.sells("品茗杯", price_fen=3_000, stock=5)

    def available() -> int:
        left: int = buyer.get(f"/api/v1/products/{cup.product_id}")["skus"][0]["available"]
        return left

    assert available() == 5
    trade = buyer.places((cup, 2))
    wait_until(lambda: available() == 3, "the cached page was not dropped", seconds=5)
    buyer.cancels(trade)
    wait_until(lambda: available() == 5, "the cached page was not dropped", seconds=5)


def test_an_unknown_product_is_not_found(buyer: Buyer) -> None:
    with pytest.raises(Refused, match="404 product_not_found"):
        buyer.get("/api/v1/products/1")


def test_a_client_learns_what_it_needs_to_start(stack: Stack, buyer: Buyer) -> None:
    settings = buyer.get("/api/v1/client-settings")

    assert settings["simulator_url"] == stack.simulator_url
    assert settings["app_id"].startswith("wx")
    assert buyer.get("/api/v1/clock")["now"].endswith("Z")


def test_reports_of_faults_are_braked_per_address(buyer: Buyer) -> None:
    fault = {"message": "TypeError: x", "stack": "", "page": "pages/home", "version": "0.1.0"}

    def report() -> int:
        sender = {"X-Forwarded-For": "9.9.9.9"}
        return buyer.http.post("/api/v1/client-errors", json=fault, headers=sender).status_code

    assert [report() for _ in range(21)] == [204] * 20 + [429]


def test_pages_cost_few_statements(stack: Stack, shop: Shop) -> None:
    cup = shop.sells("品茗杯", price_fen=3_000, stock=5)

    assert _statements(stack, lambda db: product_page.load(db, [cup.product_id])) <= 2
    assert _statements(stack, lambda db: search.page(db, search.Wish(category_id=shop.category_id))) <= 3
    assert _statements(stack, categories.tree) <= 2
    assert _statements(stack, home.load) <= 8


def _statements(stack: Stack, read: Callable[[Db], Awaitable[T]]) -> int:
    """How many statements a read sends, besides beginning and commit."""

    async def count() -> int:
        engine = make_engine(stack.database_url, 1)
        sent: list[str] = []
        event.listen(
            engine.sync_engine,
            "before_cursor_execute",
            lambda _connection, _cursor, statement, *_: sent.append(statement),
        )
        async with Transactions(engine, VISITOR)() as db:
            await read(db)
        await engine.dispose()
        return len([statement for statement in sent if statement != "COMMIT"])

    return asyncio.run(count())
