"""Stock through the API, as a shop keeps it."""

import pytest

from tests.actors import Buyer, Refused, Shop


def test_a_correction_is_a_difference_with_a_reason(shop: Shop) -> None:
    cup = shop.sells("品茗杯", price_fen=3_000, stock=5)
    row = shop.post(shop.path(f"stock/{cup.id}/changes"), {"delta": 20, "reason": "到货入库"})

    assert (row["on_hand"], row["reserved"], row["available"], row["title"]) == (25, 0, 25, "品茗杯")
    moves = shop.get(shop.path(f"stock/{cup.id}/moves"))["items"]
    assert [(move["kind"], move["quantity"], move["on_hand_after"], move["reason"]) for move in moves] == [
        ("adjust", 20, 25, "到货入库"),
        ("set", 5, 5, "新增规格"),
    ]


def test_a_correction_sent_twice_counts_once(shop: Shop) -> None:
    cup = shop.sells("品茗杯", price_fen=3_000, stock=5)
    for _ in range(2):
        shop.post(shop.path(f"stock/{cup.id}/changes"), {"delta": 20, "reason": "到货"}, key="one-delivery")

    assert shop.stock_of(cup) == (25, 0)


def test_orders_are_seen_in_the_moves(shop: Shop, buyer: Buyer) -> None:
    cup = shop.sells("品茗杯", price_fen=3_000, stock=5)
    trade = buyer.places((cup, 2))
    buyer.cancels(trade)

    moves = shop.get(shop.path(f"stock/{cup.id}/moves"))["items"]
    assert [(move["kind"], move["quantity"], move["reserved_after"]) for move in moves] == [
        ("release", -2, 0),
        ("reserve", 2, 2),
        ("set", 5, 0),
    ]
    assert moves[1]["actor"] == "买家"


def test_what_runs_low_is_found(shop: Shop) -> None:
    shop.sells("紫砂壶", price_fen=12_800, stock=6)
    low = shop.sells("品茗杯", price_fen=3_000, stock=5)

    rows = shop.get(shop.path("stock"), low_only=True)["items"]
    assert [(row["sku_id"], row["low_at"]) for row in rows] == [(low.id, 5)]


def test_the_list_pages_newest_first(shop: Shop) -> None:
    for number in range(3):
        shop.sells(f"茶巾 {number}", price_fen=900, stock=1)

    first = shop.get(shop.path("stock"), limit=2)
    rest = shop.get(shop.path("stock"), limit=2, cursor=first["next_cursor"])
    titles = [row["title"] for row in first["items"] + rest["items"]]
    assert titles == ["茶巾 2", "茶巾 1", "茶巾 0", "开业纪念杯"]


def test_another_shops_stock_does_not_exist(shop: Shop, other_shop: Shop) -> None:
    theirs = other_shop.sells("品茗杯", price_fen=3_000, stock=5)

    with pytest.raises(Refused, match="404"):
        shop.post(shop.path(f"stock/{theirs.id}/changes"), {"delta": 5, "reason": "到货"})
    with pytest.raises(Refused, match="404"):
        shop.get(shop.path(f"stock/{theirs.id}/moves"))
    assert other_shop.stock_of(theirs) == (5, 0)
