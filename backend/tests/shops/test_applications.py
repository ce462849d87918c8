"""From an application to an open shop, and the platform's brake on it."""

import httpx2
import pytest

from lilong import billing
from lilong.platform.audit import Actor
from lilong.platform.db import Db
from tests.accounts.doors import Clerk, at_once, code_of, delete_with, refusal, soon
from tests.actors import Caller, Json, Operator, Shop
from tests.pictures import png
from tests.stack import Stack

PATH = "/api/v1/merchant/applications"


@pytest.fixture
def applicant(stack: Stack) -> Clerk:
    """Somebody who wants a shop."""
    return Clerk.registered(stack, "林知夏")


@pytest.fixture
def wish(applicant: Clerk) -> Json:
    """A faultless application under a name of its own."""
    upload = applicant.http.post(
        "/api/v1/merchant/media", files={"file": ("licence.png", png(), "image/png")}
    )
    return {
        "shop_name": f"半山茶舍{applicant.phone[-4:]}",
        "tagline": "山里的老茶",
        "company_name": "上海半山茶业有限公司",
        "licence_number": "9144030071526726XG",
        "licence_media_id": upload.json()["id"],
        "contact_name": "林知夏",
        "contact_phone": applicant.phone,
        "category_ids": [1],
        "address": {"region_code": "310106", "street": "", "detail": "愚园路 1088 弄"},
    }


@pytest.fixture
def sub_mchid(stack: Stack) -> str:
    """A number that WeChat Pay knows as signed under us."""
    made = httpx2.post(f"{stack.simulator_url}/sim/sub-merchants", json={"name": "半山茶业"})
    number: str = made.json()["sub_mchid"]
    return number


def _approve(operator: Operator, application: Json, sub_mchid: str, commission_bp: int = 300) -> Json:
    agreed = {"sub_mchid": sub_mchid, "commission_bp": commission_bp, "note": "材料齐全"}
    approved: Json = operator.post(f"/api/v1/ops/applications/{application['id']}/approval", agreed)
    return approved


def _reject(operator: Operator, application: Json) -> Json:
    path = f"/api/v1/ops/applications/{application['id']}/rejection"
    rejected: Json = operator.post(path, {"note": "执照照片不清楚"})
    return rejected


def test_an_approved_application_is_a_shop_of_its_applicant(
    operator: Operator, applicant: Clerk, wish: Json, sub_mchid: str
) -> None:
    shop_id = _approve(operator, applicant.post(PATH, wish), sub_mchid)["shop_id"]

    mine = applicant.get("/api/v1/merchant/me")

    assert [(shop["shop_id"], shop["role_name"], shop["state"]) for shop in mine["shops"]] == [
        (shop_id, "店主", "preparing")
    ]
    assert mine["applications"][0]["state"] == "approved"
    profile = f"/api/v1/merchant/{shop_id}/shop"
    soon(lambda: code_of(lambda: applicant.get(profile)) is None, "the owner cannot enter the shop")
    assert applicant.get(profile)["licence"] == mine["applications"][0]["licence"]


def test_the_agreed_commission_stays_whatever_the_categories_become(
    stack: Stack, operator: Operator, applicant: Clerk, wish: Json, sub_mchid: str
) -> None:
    shop_id = _approve(operator, applicant.post(PATH, wish), sub_mchid, 250)["shop_id"]

    async def rates(db: Db) -> dict[tuple[int, int], int]:
        await billing.set_rate(db, Actor("operator", 1), 900, category_id=shop_id)  # any category
        return await billing.commission_rates(db, {(shop_id, shop_id), (1, shop_id)})

    assert stack.run(rates) == {(shop_id, shop_id): 250, (1, shop_id): 900}


def test_two_approvals_at_once_make_one_shop(
    operator: Operator, applicant: Clerk, wish: Json, sub_mchid: str
) -> None:
    application = applicant.post(PATH, wish)

    approved = at_once([lambda: _approve(operator, application, sub_mchid)] * 4)

    assert len({answer["shop_id"] for answer in approved}) == 1
    assert [step["kind"] for step in approved[0]["history"]] == ["submitted", "approved"]
    assert len(applicant.get("/api/v1/merchant/me")["shops"]) == 1


def test_a_number_that_wechat_does_not_confirm_makes_no_shop(
    operator: Operator, applicant: Clerk, wish: Json
) -> None:
    application = applicant.post(PATH, wish)

    assert code_of(lambda: _approve(operator, application, "9900000001")) == "sub_mchid_unknown"
    assert applicant.get(f"{PATH}/{application['id']}")["state"] == "submitted"


def test_a_number_is_paid_to_one_shop_only(
    operator: Operator, shop: Shop, applicant: Clerk, wish: Json
) -> None:
    application = applicant.post(PATH, wish)

    assert code_of(lambda: _approve(operator, application, shop.sub_mchid)) == "sub_mchid_taken"
    assert applicant.get(f"{PATH}/{application['id']}")["state"] == "submitted"
    assert applicant.get("/api/v1/merchant/me")["shops"] == []


def test_a_rejected_application_is_put_right_and_submitted_again(
    operator: Operator, applicant: Clerk, wish: Json, sub_mchid: str
) -> None:
    application = applicant.post(PATH, wish)
    assert code_of(lambda: applicant.put(f"{PATH}/{application['id']}", wish)) == "not_rejected"

    assert _reject(operator, application)["decision_note"] == "执照照片不清楚"
    again = applicant.put(f"{PATH}/{application['id']}", wish | {"tagline": "明前新茶"})

    assert (again["state"], again["tagline"], again["decided_at"]) == ("submitted", "明前新茶", None)
    history = _approve(operator, application, sub_mchid)["history"]
    assert [step["kind"] for step in history] == ["submitted", "rejected", "resubmitted", "approved"]
    assert code_of(lambda: _reject(operator, application)) == "already_decided"


def test_a_name_that_people_would_confuse_is_taken(shop: Shop, applicant: Clerk, wish: Json) -> None:
    alike = f"{shop.name[:2]} {shop.name[2:]}"

    assert code_of(lambda: applicant.post(PATH, wish | {"shop_name": alike})) == "shop_name_taken"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("licence_number", "9144030071526726X0"),
        ("shop_name", "微信官方店"),
        ("licence_media_id", 1),
        ("contact_phone", "12345"),
        ("category_ids", []),
    ],
)
def test_what_cannot_be_right_is_refused_at_its_field(
    applicant: Clerk, wish: Json, field: str, value: object
) -> None:
    refused = refusal(lambda: applicant.post(PATH, wish | {field: value}))

    assert refused is not None
    assert list(refused.facts["fields"]) == [field]
    assert applicant.get("/api/v1/merchant/me")["applications"] == []


def test_a_licence_picture_must_be_ones_own(stack: Stack, applicant: Clerk, wish: Json) -> None:
    stranger = Clerk.registered(stack)

    assert code_of(lambda: stranger.post(PATH, wish)) == "invalid_input"


def test_a_strangers_application_does_not_exist(stack: Stack, applicant: Clerk, wish: Json) -> None:
    application, stranger = applicant.post(PATH, wish), Clerk.registered(stack)

    assert code_of(lambda: stranger.get(f"{PATH}/{application['id']}")) == "not_found"
    assert code_of(lambda: stranger.put(f"{PATH}/{application['id']}", wish)) == "not_found"


def test_a_shop_does_not_open_before_it_is_ready(
    stack: Stack, operator: Operator, applicant: Clerk, wish: Json, sub_mchid: str
) -> None:
    shop_id = _approve(operator, applicant.post(PATH, wish), sub_mchid)["shop_id"]
    opening = f"/api/v1/merchant/{shop_id}/shop/opening"
    soon(lambda: code_of(lambda: applicant.post(opening)) != "not_found", "the owner cannot enter the shop")

    refused = refusal(lambda: applicant.post(opening))

    assert refused is not None
    assert refused.facts["missing"] == ["profile", "freight_template", "product"]
    assert code_of(lambda: Caller(stack).get(f"/api/v1/shops/{shop_id}")) == "shop_not_found"


def test_an_open_shop_shows_its_licence(stack: Stack, shop: Shop) -> None:
    page = Caller(stack).get(f"/api/v1/shops/{shop.id}")

    assert page["name"] == shop.name
    assert page["licence"]["company_name"].startswith("上海")
    assert page["product_count"] == 1


def test_an_unchanged_shop_page_is_not_sent_again(stack: Stack, shop: Shop) -> None:
    http, path = Caller(stack).http, f"/api/v1/shops/{shop.id}"
    etag = http.get(path).headers["etag"]

    assert http.get(path, headers={"If-None-Match": etag}).status_code == 304
    notice = {"tagline": "弄堂里的好东西", "notice": "春节不打烊", "logo_media_id": shop.picture_id}
    shop.put(shop.path("shop"), notice)
    soon(lambda: http.get(path).json()["notice"] == "春节不打烊", "the old page is still shown")
    assert http.get(path, headers={"If-None-Match": etag}).status_code == 200


def test_a_frozen_shop_is_hidden_until_it_may_go_on(stack: Stack, operator: Operator, shop: Shop) -> None:
    path, page = f"/api/v1/ops/shops/{shop.id}/freezing", f"/api/v1/shops/{shop.id}"
    visitor = Caller(stack)

    operator.post(path, {"reason": "连续七天未发货"})

    soon(lambda: code_of(lambda: visitor.get(page)) == "shop_not_found", "the frozen shop is still shown")
    assert shop.get(shop.path("shop"))["freeze_reason"] == "连续七天未发货"
    assert code_of(lambda: operator.post(path, {"reason": "再次冻结"})) == "shop_not_open"
    delete_with(operator, path, {"reason": "已经整改"})
    soon(lambda: code_of(lambda: visitor.get(page)) is None, "the shop is still hidden")
    assert code_of(lambda: delete_with(operator, path, {"reason": "再次解冻"})) == "shop_not_frozen"


def test_a_logo_must_be_the_shops_own_picture(shop: Shop, other_shop: Shop) -> None:
    theirs = {"tagline": "好东西", "notice": "", "logo_media_id": other_shop.picture_id}

    assert code_of(lambda: shop.put(shop.path("shop"), theirs)) == "invalid_input"
    assert shop.get(shop.path("shop"))["logo_media_id"] == shop.picture_id


def test_operators_find_a_shop_by_name_company_or_number(operator: Operator, shop: Shop) -> None:
    for wish in (shop.name, shop.sub_mchid):
        found = operator.get("/api/v1/ops/shops", q=wish, state="open")["items"]
        assert [row["id"] for row in found] == [shop.id]


def test_lists_of_operators_go_on_where_the_page_ended(
    operator: Operator, shop: Shop, other_shop: Shop
) -> None:
    first = operator.get("/api/v1/ops/shops", limit=1)
    second = operator.get("/api/v1/ops/shops", limit=1, cursor=first["next_cursor"])

    assert [first["items"][0]["id"], second["items"][0]["id"]] == [other_shop.id, shop.id]
