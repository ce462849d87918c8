"""A cart is added up from what its SKUs cost and are now, not from what they were when added."""

from typing import Any, NamedTuple

from lilong.cart.rules import lay_out
from lilong.catalog import SkuFacts
from lilong.catalog.facts import NotForSale
from lilong.platform.media import Picture


class Row(NamedTuple):
    sku_id: int
    quantity: int = 1
    is_selected: bool = True
    price_when_added_fen: int = 1_000


def facts(
    sku_id: int, *, shop_id: int = 1, price_fen: int = 1_000, not_for_sale: NotForSale | None = None
) -> SkuFacts:
    return SkuFacts(
        sku_id=sku_id,
        product_id=sku_id,
        shop_id=shop_id,
        shop_name=f"店{shop_id}",
        sub_mchid="1900000109",
        category_id=2,
        parent_category_id=1,
        title="壶",
        spec_text="",
        code="a",
        picture=Picture("/media/a/800.webp", 800, 800),
        price_fen=price_fen,
        list_price_fen=None,
        weight_grams=100,
        limit_per_buyer=None,
        return_policy="seven_days",
        freight_template_id=1,
        not_for_sale=not_for_sale,
    )


def cart(rows: list[Row], *known: SkuFacts, left: int = 99) -> Any:
    return lay_out(rows, {sku.sku_id: sku for sku in known}, {sku.sku_id: left for sku in known})  # type: ignore[arg-type]  # rows by name


def test_only_selected_items_are_added_up() -> None:
    shown = cart([Row(1, quantity=3), Row(2, is_selected=False)], facts(1), facts(2, price_fen=250))

    assert (shown.selected_count, shown.selected_fen, shown.item_count) == (1, 3_000, 2)
    assert [shop.goods_fen for shop in shown.shops] == [3_000]


def test_items_stand_under_their_shop_in_the_order_of_the_newest() -> None:
    shown = cart([Row(1), Row(2), Row(3)], facts(1, shop_id=8), facts(2, shop_id=4), facts(3, shop_id=8))

    assert [(shop.shop.id, [item.sku_id for item in shop.items]) for shop in shown.shops] == [
        (8, [1, 3]),
        (4, [2]),
    ]


def test_a_changed_price_is_told_and_counts() -> None:
    shown = cart([Row(1, quantity=2, price_when_added_fen=1_000)], facts(1, price_fen=880))

    assert shown.shops[0].items[0].price_change_fen == -120
    assert shown.selected_fen == 1_760


def test_what_cannot_be_bought_counts_for_nothing_and_says_why() -> None:
    rows = [Row(1), Row(2), Row(3)]
    shown = cart(
        rows, facts(1, not_for_sale="delisted"), facts(2, not_for_sale="shop_closed"), facts(3), left=0
    )

    assert [(item.reason, item.reason_text) for item in shown.invalid] == [
        ("delisted", "商品已下架"),
        ("shop_closed", "店铺暂停营业"),
        ("sold_out", "已售罄"),
    ]
    assert (shown.shops, shown.selected_count, shown.selected_fen, shown.item_count) == ([], 0, 0, 3)
