"""Who may give which permissions, in shops and on the platform."""

import pytest
from sqlalchemy import select

from lilong.platform.audit import audit_entry
from lilong.platform.db import Db
from tests.accounts.doors import Clerk, at_once, code_of, hired, soon
from tests.actors import Json, Operator, Refused, Shop
from tests.stack import Stack


def _role(shop: Shop, name: str) -> int:
    roles = shop.get(shop.path("roles"))["items"]
    role_id: int = next(role["id"] for role in roles if role["name"] == name)
    return role_id


def _takes_on(shop: Shop, clerk: Clerk, role_name: str) -> None:
    ask = {"phone": clerk.phone, "name": "小周", "role_id": _role(shop, role_name)}
    shop.post(shop.path("staff"), ask)


def _works_in(clerk: Clerk, shop: Shop) -> bool:
    return code_of(lambda: clerk.get(shop.path("shop"))) is None


@pytest.fixture
def clerk(stack: Stack) -> Clerk:
    """Somebody with an account, who works nowhere yet."""
    return Clerk.registered(stack)


@pytest.fixture
def manager(stack: Stack, shop: Shop) -> Clerk:
    """Somebody who may manage the shop's staff, but neither ship nor see money."""
    person = Clerk.registered(stack)
    shop.post(shop.path("roles"), {"name": "人事", "permissions": ["staff.edit", "shop.view"]})
    _takes_on(shop, person, "人事")
    soon(lambda: _works_in(person, shop), "the manager cannot work yet")
    return person


def test_a_stranger_sees_no_shop(shop: Shop, clerk: Clerk) -> None:
    assert code_of(lambda: clerk.get(shop.path("shop"))) == "not_found"
    assert code_of(lambda: clerk.get(shop.path("roles"))) == "not_found"


def test_one_person_works_for_several_shops_with_the_rights_of_each(
    shop: Shop, other_shop: Shop, clerk: Clerk
) -> None:
    _takes_on(shop, clerk, "客服")
    _takes_on(other_shop, clerk, "运营")

    shops = {mine["shop_id"]: mine for mine in clerk.get("/api/v1/merchant/me")["shops"]}

    assert shops[shop.id]["permissions"] == ["orders.view", "products.view", "shop.view"]
    assert "products.edit" in shops[other_shop.id]["permissions"]
    soon(lambda: _works_in(clerk, shop), "the clerk cannot work yet")
    assert code_of(lambda: clerk.get(shop.path("roles"))) == "not_allowed"


def test_whoever_is_let_go_is_out_at_once(shop: Shop, clerk: Clerk) -> None:
    _takes_on(shop, clerk, "客服")
    soon(lambda: _works_in(clerk, shop), "the clerk cannot work yet")

    shop.delete(shop.path(f"staff/{clerk.id}"))

    soon(lambda: not _works_in(clerk, shop), "the clerk still works here")
    assert clerk.is_signed_in()


def test_a_changed_role_is_felt_at_once(shop: Shop, clerk: Clerk) -> None:
    _takes_on(shop, clerk, "客服")
    role_id = _role(shop, "客服")
    soon(lambda: _works_in(clerk, shop), "the clerk cannot work yet")

    shop.put(shop.path(f"roles/{role_id}"), {"name": "客服", "permissions": ["orders.view"]})

    soon(lambda: code_of(lambda: clerk.get(shop.path("shop"))) == "not_allowed", "the old rights still count")


def test_nobody_gives_what_he_lacks(shop: Shop, manager: Clerk, clerk: Clerk) -> None:
    generous: Json = {"name": "全能", "permissions": ["money.view"]}
    assert code_of(lambda: manager.post(shop.path("roles"), generous)) == "cannot_grant"
    ask = {"phone": clerk.phone, "name": "小周", "role_id": _role(shop, "仓库")}
    assert code_of(lambda: manager.post(shop.path("staff"), ask)) == "cannot_grant"
    promotion = {"role_id": _role(shop, "店主")}
    assert code_of(lambda: manager.put(shop.path(f"staff/{manager.id}"), promotion)) == "cannot_grant"

    names = {role["name"] for role in shop.get(shop.path("roles"))["items"]}
    assert names == {"店主", "运营", "客服", "仓库", "人事"}
    assert not clerk.get("/api/v1/merchant/me")["shops"]


def test_nobody_takes_away_what_he_lacks(shop: Shop, manager: Clerk, clerk: Clerk) -> None:
    _takes_on(shop, clerk, "仓库")
    warehouse = _role(shop, "仓库")
    less = {"name": "仓库", "permissions": ["shop.view"]}

    assert code_of(lambda: manager.delete(shop.path(f"staff/{clerk.id}"))) == "cannot_grant"
    assert code_of(lambda: manager.put(shop.path(f"roles/{warehouse}"), less)) == "cannot_grant"
    assert {member["id"] for member in shop.get(shop.path("staff"))["items"]} >= {clerk.id, manager.id}


def test_the_owners_role_cannot_be_edited_or_deleted(shop: Shop) -> None:
    owner = _role(shop, "店主")

    assert (
        code_of(lambda: shop.put(shop.path(f"roles/{owner}"), {"name": "x", "permissions": []}))
        == "owner_role_fixed"
    )
    assert code_of(lambda: shop.delete(shop.path(f"roles/{owner}"))) == "owner_role_fixed"


def test_the_last_owner_stays(shop: Shop) -> None:
    owner_id = shop.get("/api/v1/merchant/me")["id"]

    assert code_of(lambda: shop.delete(shop.path(f"staff/{owner_id}"))) == "last_owner"
    lesser = {"role_id": _role(shop, "客服")}
    assert code_of(lambda: shop.put(shop.path(f"staff/{owner_id}"), lesser)) == "last_owner"


def test_of_two_owners_who_leave_at_once_one_stays(shop: Shop, clerk: Clerk) -> None:
    _takes_on(shop, clerk, "店主")
    owner_id = shop.get("/api/v1/merchant/me")["id"]
    soon(lambda: _works_in(clerk, shop), "the second owner cannot work yet")

    codes = at_once(
        [
            lambda: code_of(lambda: shop.delete(shop.path(f"staff/{owner_id}"))),
            lambda: code_of(lambda: clerk.delete(shop.path(f"staff/{clerk.id}"))),
        ]
    )

    assert sorted(map(str, codes)) == ["None", "last_owner"]


def test_a_role_that_somebody_has_is_not_deleted(shop: Shop, clerk: Clerk) -> None:
    _takes_on(shop, clerk, "客服")
    path = shop.path(f"roles/{_role(shop, '客服')}")

    assert code_of(lambda: shop.delete(path)) == "role_in_use"
    shop.delete(shop.path(f"staff/{clerk.id}"))
    shop.delete(path)

    assert "客服" not in {role["name"] for role in shop.get(shop.path("roles"))["items"]}


def test_a_foreign_role_or_member_does_not_exist(shop: Shop, other_shop: Shop, clerk: Clerk) -> None:
    theirs = _role(other_shop, "客服")
    ask = {"phone": clerk.phone, "name": "小周", "role_id": theirs}
    _takes_on(other_shop, clerk, "客服")

    assert code_of(lambda: shop.post(shop.path("staff"), ask)) == "not_found"
    assert code_of(lambda: shop.delete(shop.path(f"roles/{theirs}"))) == "not_found"
    assert code_of(lambda: shop.delete(shop.path(f"staff/{clerk.id}"))) == "not_found"


def test_an_unregistered_phone_is_told_what_to_do(shop: Shop) -> None:
    ask = {"phone": "18699990000", "name": "小周", "role_id": _role(shop, "客服")}

    with pytest.raises(Refused, match="先在商家后台注册"):
        shop.post(shop.path("staff"), ask)


def test_every_change_of_people_leaves_an_audit_row(stack: Stack, shop: Shop, clerk: Clerk) -> None:
    _takes_on(shop, clerk, "客服")
    shop.delete(shop.path(f"staff/{clerk.id}"))

    async def actions(db: Db) -> list[str]:
        mine = select(audit_entry.c.action).where(audit_entry.c.subject == f"staff:{clerk.id}")
        return list((await db.execute(mine.order_by(audit_entry.c.id))).scalars())

    assert stack.run(actions) == ["member.added", "member.removed"]


def test_an_operator_does_what_his_role_allows(stack: Stack) -> None:
    recruiter, _ = hired(stack, "招商")

    assert recruiter.get("/api/v1/ops/applications")["items"] is not None
    assert code_of(lambda: recruiter.get("/api/v1/ops/staff")) == "not_allowed"
    assert code_of(lambda: recruiter.get("/api/v1/ops/ledger/trial-balance")) == "not_allowed"


def test_an_operator_who_leaves_is_signed_out_and_frees_the_phone(stack: Stack, operator: Operator) -> None:
    recruiter, operator_id = hired(stack, "招商")

    operator.delete(f"/api/v1/ops/staff/{operator_id}")

    soon(lambda: code_of(lambda: recruiter.get("/api/v1/ops/me")) == "session_expired", "still signed in")
    assert operator_id not in {member["id"] for member in operator.get("/api/v1/ops/staff")["items"]}


def test_an_operator_gives_only_what_he_has(stack: Stack, operator: Operator) -> None:
    roles = {role["name"]: role["id"] for role in operator.get("/api/v1/ops/roles")["items"]}
    people_role = operator.post(
        "/api/v1/ops/roles", {"name": f"人事{roles['招商']}", "permissions": ["staff.edit"]}
    )
    clerk, operator_id = hired(stack, "客服")
    operator.put(f"/api/v1/ops/staff/{operator_id}", {"role_id": people_role["id"]})
    soon(lambda: code_of(lambda: clerk.get("/api/v1/ops/staff")) is None, "the new role does not count yet")

    promotion = {"role_id": roles["超级管理员"]}
    assert code_of(lambda: clerk.put(f"/api/v1/ops/staff/{operator_id}", promotion)) == "cannot_grant"
    richer = {"name": "财务二", "permissions": ["ledger.view"]}
    assert code_of(lambda: clerk.post("/api/v1/ops/roles", richer)) == "cannot_grant"
