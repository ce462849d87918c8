"""Products through the API: as their shop keeps them, and as shoppers find them."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from sqlalchemy import select

from lilong import catalog
from lilong.platform.audit import audit_entry
from lilong.platform.db import Db
from tests.actors import Buyer, Json, Refused, Shop
from tests.stack import Stack, wait_until


def teapot(shop: Shop, **changed: Any) -> Json:
    """A product form with two SKUs."""
    clay = {"name": "泥料", "values": [{"name": "紫泥", "media_id": shop.picture_id}, {"name": "朱泥"}]}
    return {
        "category_id": shop.category_id,
        "title": "手工紫砂壶",
        "picture_ids": [shop.picture_id],
        "dimensions": [clay],
        "skus": [
            sku("ZN", "紫泥", 12_800, stock=3),
            sku("DN", "朱泥", 9_900, list_price_fen=11_900, stock=0),
        ],
        "detail": [
            {"kind": "text", "text": "<b>宜兴</b>原矿"},
            {"kind": "picture", "media_id": shop.picture_id},
        ],
        "services": ["48 小时发货"],
        "brand_name": "半山",
        "attributes": {"产地": "宜兴"},
        "return_policy": "seven_days",
        "freight_template_id": shop.freight_template_id,
    } | changed


def sku(code: str, spec: str, price_fen: int, **more: Any) -> Json:
    return {"code": code, "spec": [spec], "price_fen": price_fen, "weight_grams": 400} | more


def as_form(product: Json, **changed: Any) -> Json:
    """What the console sends back after it opened the product."""
    return {
        name: value for name, value in product.items() if name not in {"id", "state", "pictures"}
    } | changed


def create(shop: Shop, **changed: Any) -> Json:
    product: Json = shop.post(shop.path("products"), teapot(shop, **changed))
    return product


def listed(shop: Shop, **changed: Any) -> Json:
    product = create(shop, **changed)
    shop.post(shop.path(f"products/{product['id']}/listing"))
    return product


def save(shop: Shop, product: Json, **changed: Any) -> Json:
    saved: Json = shop.put(shop.path(f"products/{product['id']}"), as_form(product, **changed))
    return saved


def page(buyer: Buyer, product: Json) -> Json:
    shown: Json = buyer.get(f"/api/v1/products/{product['id']}")
    return shown


def test_a_draft_is_for_its_shop_only(shop: Shop, buyer: Buyer) -> None:
    draft = create(shop)

    assert (draft["state"], draft["version"]) == ("draft", 1)
    with pytest.raises(Refused, match="404 product_not_found"):
        page(buyer, draft)


def test_a_listed_product_shows_what_a_shopper_needs_to_choose(shop: Shop, buyer: Buyer) -> None:
    product = listed(shop)
    shown = page(buyer, product)

    assert (shown["price_min_fen"], shown["price_max_fen"], shown["list_price_fen"]) == (
        9_900,
        12_800,
        11_900,
    )
    assert [(s["spec"], s["available"], s["picture"] is not None) for s in shown["skus"]] == [
        (["紫泥"], 3, True),
        (["朱泥"], 0, False),
    ]
    assert [block["text"] for block in shown["detail"]] == ["<b>宜兴</b>原矿", None]
    assert shown["attributes"] == [{"name": "产地", "value": "宜兴"}]
    assert (shown["brand"]["name"], shown["category"]["id"]) == ("半山", shop.category_id)
    assert (shown["shop"]["id"], shown["shop"]["product_count"]) == (shop.id, 2)
    assert (shown["is_listed"], shown["freight_text"]) == (True, "满 ¥99 包邮")
    assert shown["return_policy_text"] == "支持 7 天无理由退货（商品完好）"
    assert "cost_fen" not in shown["skus"][0]


def test_a_delisted_product_is_shown_but_not_for_sale(shop: Shop, buyer: Buyer) -> None:
    product = listed(shop)
    assert page(buyer, product)["is_listed"] is True

    shop.delete(shop.path(f"products/{product['id']}/listing"))

    wait_until(
        lambda: page(buyer, product)["is_listed"] is False, "the cached page was not dropped", seconds=5
    )
    with pytest.raises(Refused, match="409 not_for_sale"):
        buyer.post("/api/v1/cart/items", {"sku_id": product["skus"][0]["id"], "quantity": 1})


def test_listing_twice_counts_once(shop: Shop) -> None:
    product = listed(shop)
    shop.post(shop.path(f"products/{product['id']}/listing"))

    assert shop.get(shop.path("shop"))["product_count"] == 2  # the one that opened the shop, and this


def test_a_saved_price_reaches_shoppers(shop: Shop, buyer: Buyer) -> None:
    product = listed(shop)
    assert page(buyer, product)["price_min_fen"] == 9_900

    dearer = [product["skus"][0], product["skus"][1] | {"price_fen": 10_500}]
    assert save(shop, product, skus=dearer)["version"] == 2

    wait_until(
        lambda: page(buyer, product)["price_min_fen"] == 10_500, "the cached page was not dropped", seconds=5
    )


def test_of_two_saves_of_one_version_the_second_is_told(shop: Shop) -> None:
    product = create(shop)

    def try_to_save(title: str) -> str:
        try:
            save(shop, product, title=title)
        except Refused as refused:
            return refused.code
        return title

    with ThreadPoolExecutor() as both:
        answers = list(both.map(try_to_save, ["西施壶一", "西施壶二"]))

    kept = shop.get(shop.path(f"products/{product['id']}"))
    assert sorted(answers) == sorted(["edited_elsewhere", kept["title"]])
    assert kept["version"] == 2


def test_skus_are_kept_added_removed_and_swap_their_codes(shop: Shop) -> None:
    product = create(shop)
    first, second = product["skus"]
    swapped = [first | {"code": "DN"}, second | {"code": "ZN"}]

    assert [s["id"] for s in save(shop, product, skus=swapped)["skus"]] == [first["id"], second["id"]]
    saved = save(shop, product, version=2, skus=[first, sku("NEW", "朱泥", 8_000, stock=4)])

    assert saved["skus"][0]["id"] == first["id"]
    assert saved["skus"][1]["id"] not in {first["id"], second["id"]}
    rows = shop.get(shop.path("stock"), q="手工紫砂壶")["items"]
    assert sorted((row["code"], row["available"]) for row in rows) == [("NEW", 4), ("ZN", 3)]


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"skus": [sku("A", "青泥", 100)]}, "skus[0].spec"),
        ({"skus": [sku("A", "紫泥", 0)]}, "skus[0].price_fen"),
        ({"skus": []}, "skus"),
        ({"category_id": 1}, "category_id"),
        ({"freight_template_id": 1}, "freight_template_id"),
        ({"picture_ids": [1]}, "picture_ids"),
        ({"return_policy": "never"}, "return_policy"),
        ({"colour": "red"}, "colour"),
    ],
)
def test_what_cannot_be_saved_is_told_at_its_field(shop: Shop, changed: Json, field: str) -> None:
    before = shop.get(shop.path("products"))["items"]

    with pytest.raises(Refused, match="400 invalid_input") as refused:
        create(shop, **changed)

    assert list(refused.value.facts["fields"]) == [field]
    assert shop.get(shop.path("products"))["items"] == before


def test_a_code_names_one_sku_of_the_shop(shop: Shop, other_shop: Shop) -> None:
    create(shop)

    with pytest.raises(Refused, match="409 sku_code_taken") as refused:
        create(shop)
    assert refused.value.facts["sku_code"] in {"ZN", "DN"}
    create(other_shop)  # another shop has codes of its own


def test_another_shops_goods_do_not_exist(shop: Shop, other_shop: Shop) -> None:
    theirs = create(other_shop)
    path = shop.path(f"products/{theirs['id']}")

    attempts: list[Callable[[], Any]] = [
        lambda: shop.get(path),
        lambda: shop.put(path, as_form(theirs)),
        lambda: shop.post(f"{path}/listing"),
        lambda: shop.delete(f"{path}/listing"),
        lambda: shop.get(other_shop.path("products")),
    ]
    for attempt in attempts:
        with pytest.raises(Refused) as refused:
            attempt()
        assert refused.value.status == 404
    with pytest.raises(Refused, match="400 invalid_input"):
        create(shop, picture_ids=[other_shop.picture_id])
    with pytest.raises(Refused, match="400 invalid_input"):
        create(shop, freight_template_id=other_shop.freight_template_id)
    assert other_shop.get(other_shop.path(f"products/{theirs['id']}")) == theirs


def test_a_form_sent_twice_makes_one_product(shop: Shop) -> None:
    form = teapot(shop)
    first, again = (shop.post(shop.path("products"), form, key="the-same-form") for _ in range(2))

    assert first == again
    assert len(shop.get(shop.path("products"), q="手工紫砂壶")["items"]) == 1


def test_every_change_leaves_an_audit_row(stack: Stack, shop: Shop) -> None:
    product = listed(shop)
    save(shop, product, title="西施壶")

    async def audited(db: Db) -> list[tuple[str, str, Any]]:
        kept = audit_entry.c
        rows = select(kept.action, kept.actor_kind, kept.after).where(
            kept.subject == f"product:{product['id']}"
        )
        return [(row.action, row.actor_kind, row.after) for row in await db.execute(rows.order_by(kept.id))]

    entries = stack.run(audited)
    assert [entry[:2] for entry in entries] == [
        ("product.created", "staff"),
        ("product.listed", "staff"),
        ("product.saved", "staff"),
    ]
    assert entries[2][2]["title"] == "西施壶"


def test_a_sale_is_counted_once_however_often_it_is_told(stack: Stack, shop: Shop) -> None:
    product = listed(shop)

    async def tell(db: Db) -> None:
        await catalog.count_sale(db, order_id=product["id"], quantities={product["id"]: 2})

    stack.run(tell)
    stack.run(tell)

    assert shop.get(shop.path("products"), q="手工紫砂壶")["items"][0]["sold_count"] == 2
