"""Lists of goods: in the order that was asked for, page by page, and only what can be bought."""

from collections.abc import Iterator

import pytest

from lilong import catalog
from lilong.platform.db import Db
from tests.actors import Buyer, Json, Operator, Refused, Shop, Sku
from tests.stack import Stack, wait_until


@pytest.fixture
def branch(stack: Stack, shop: Shop) -> int:
    """A category of one's own with two below it; the shop sells in the first of these."""

    async def grow(db: Db) -> tuple[int, int]:
        name = f"茶具{shop.id}"
        parent_id = await catalog.add_category(db, name=name, position=1)
        leaves = [
            await catalog.add_category(db, name=leaf, position=1, parent_id=parent_id)
            for leaf in ("壶", "杯")
        ]
        return parent_id, leaves[0]

    parent_id, shop.category_id = stack.run(grow)
    return parent_id


@pytest.fixture
def shelf(shop: Shop, branch: int) -> list[Sku]:
    """Five products from ¥5 to ¥1, the last one sold out."""
    return [
        shop.sells(f"盖碗 {5 - turn} 号", price_fen=500 - 100 * turn, stock=0 if turn == 4 else 9)
        for turn in range(5)
    ]


def titles(buyer: Buyer, **query: object) -> list[str]:
    return [card["title"] for card in cards(buyer, **query)]


def cards(buyer: Buyer, **query: object) -> list[Json]:
    items: list[Json] = buyer.get("/api/v1/products", **query)["items"]
    return items


def paged(buyer: Buyer, **query: object) -> Iterator[list[str]]:
    """The titles of every page."""
    cursor = None
    while True:
        page = buyer.get("/api/v1/products", cursor=cursor, **query)
        yield [card["title"] for card in page["items"]]
        if (cursor := page["next_cursor"]) is None:
            return


ONE_TO_FIVE = [f"盖碗 {number} 号" for number in range(1, 6)]


@pytest.mark.parametrize(
    ("sort", "order"),
    [
        ("price_asc", ONE_TO_FIVE),
        ("price_desc", ONE_TO_FIVE[::-1]),
        ("newest", ONE_TO_FIVE),
        ("sales", ONE_TO_FIVE),  # none sold yet: the newest first
        ("recommended", ONE_TO_FIVE),
    ],
)
@pytest.mark.usefixtures("shelf")
def test_pages_of_two_show_everything_once_in_order(
    buyer: Buyer, branch: int, sort: str, order: list[str]
) -> None:
    pages = list(paged(buyer, category_id=branch, sort=sort, limit=2))

    assert pages == [order[0:2], order[2:4], order[4:5]]


@pytest.mark.usefixtures("shelf")
def test_a_branch_holds_its_leaves_and_a_leaf_only_its_own(buyer: Buyer, shop: Shop, branch: int) -> None:
    assert len(titles(buyer, category_id=branch)) == 5
    assert len(titles(buyer, category_id=shop.category_id)) == 5
    assert titles(buyer, category_id=shop.category_id + 1) == []


def test_filters_narrow_the_list(buyer: Buyer, shop: Shop, branch: int, shelf: list[Sku]) -> None:
    assert titles(buyer, category_id=branch, price_min_fen=200, price_max_fen=300, sort="price_asc") == [
        "盖碗 2 号",
        "盖碗 3 号",
    ]
    assert "盖碗 1 号" not in titles(buyer, category_id=branch, in_stock=True)
    assert titles(buyer, shop_id=shop.id, category_id=branch, sort="price_desc")[0] == "盖碗 5 号"
    assert len(titles(buyer, shop_id=shop.id)) == 6  # with the product that opened the shop
    assert [card["id"] for card in cards(buyer, shop_id=shop.id, q="5 盖碗")] == [shelf[0].product_id]


def test_signs_in_a_search_are_just_signs(buyer: Buyer, shop: Shop) -> None:
    shop.sells("100%棉_茶巾", price_fen=900, stock=1)

    assert titles(buyer, shop_id=shop.id, q="100%棉_") == ["100%棉_茶巾"]
    assert titles(buyer, shop_id=shop.id, q="_") == ["100%棉_茶巾"]
    assert titles(buyer, shop_id=shop.id, q="%纪念") == []
    assert titles(buyer, shop_id=shop.id, q="'; DROP TABLE product; --") == []


def test_a_card_says_what_is_sold_out(buyer: Buyer, branch: int, shelf: list[Sku]) -> None:
    sold_out = {card["id"]: card["is_sold_out"] for card in cards(buyer, category_id=branch)}

    assert sold_out == {sku.product_id: sku is shelf[4] for sku in shelf}


def test_the_last_piece_sold_is_seen_in_lists(buyer: Buyer, shop: Shop) -> None:
    last = shop.sells("最后一只", price_fen=20_000, stock=1)

    def is_sold_out() -> bool:
        seen: bool = cards(buyer, shop_id=shop.id, q="最后一只")[0]["is_sold_out"]
        return seen

    assert is_sold_out() is False
    buyer.places((last, 1))
    wait_until(is_sold_out, "the cached list was not dropped", seconds=5)


@pytest.mark.usefixtures("shelf")
def test_a_frozen_shops_goods_vanish_and_come_back(
    buyer: Buyer, shop: Shop, operator: Operator, branch: int
) -> None:
    assert len(titles(buyer, category_id=branch)) == 5
    freezing = f"/api/v1/ops/shops/{shop.id}/freezing"

    operator.post(freezing, {"reason": "资质过期"})
    wait_until(lambda: titles(buyer, category_id=branch) == [], "the cached list was not dropped", seconds=5)

    operator.http.request("DELETE", freezing, json={"reason": "已补齐"}).raise_for_status()
    wait_until(
        lambda: len(titles(buyer, category_id=branch)) == 5, "the cached list was not dropped", seconds=5
    )


@pytest.mark.parametrize(
    "query",
    [
        {"cursor": "nonsense"},
        {"cursor": "WzEsMl0x"},
        {"limit": 51},
        {"limit": 0},
        {"sort": "cheapest"},
        {"price_min_fen": -1},
    ],
)
def test_a_query_that_makes_no_sense_is_refused(buyer: Buyer, query: Json) -> None:
    with pytest.raises(Refused, match="400 invalid_input"):
        cards(buyer, **query)


def test_a_shop_finds_its_goods_by_title_code_and_shelf(shop: Shop, other_shop: Shop) -> None:
    cup = shop.sells("品茗杯", price_fen=3_000, stock=7)
    shop.delete(shop.path(f"products/{cup.product_id}/listing"))
    code = shop.get(shop.path(f"products/{cup.product_id}"))["skus"][0]["code"]

    def found(**query: object) -> list[str]:
        return [row["title"] for row in shop.get(shop.path("products"), **query)["items"]]

    assert found() == ["品茗杯", "开业纪念杯"]
    assert found(state="listed") == ["开业纪念杯"]
    assert found(state="delisted") == found(q="茗") == found(q=code[2:9]) == ["品茗杯"]
    assert found(category_id=shop.category_id + 1) == []
    row = shop.get(shop.path("products"), q="茗")["items"][0]
    assert (row["stock"], row["sku_count"], row["price_min_fen"], row["sold_count"]) == (7, 1, 3_000, 0)
    assert "品茗杯" not in [row["title"] for row in other_shop.get(other_shop.path("products"))["items"]]


def test_a_shops_list_pages_without_gaps(shop: Shop) -> None:
    for number in range(4):
        shop.sells(f"茶巾 {number}", price_fen=900, stock=1)

    first = shop.get(shop.path("products"), limit=3)
    rest = shop.get(shop.path("products"), limit=3, cursor=first["next_cursor"])

    titles = [row["title"] for row in first["items"] + rest["items"]]
    assert titles == ["茶巾 3", "茶巾 2", "茶巾 1", "茶巾 0", "开业纪念杯"]
    assert rest["next_cursor"] is None
