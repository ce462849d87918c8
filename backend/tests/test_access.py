"""The access matrix: every route of shops and operators, asked by everybody who may not.

Made from the route table: a new route is in it by itself. The guard refuses before the body is read, so bodies are empty.
"""

import msgspec
import pytest

from tests.accounts.doors import Clerk, hired, soon
from tests.actors import Buyer, Caller, Operator, Shop
from tests.route_table import Route, table
from tests.stack import Stack

TABLE = table()
BRANCHES = [route for route in TABLE if route.permission != "public"]
SIGN_OUT = "/sessions/current"


class Crowd(msgspec.Struct, frozen=True):
    """Everybody who asks."""

    shop: Shop
    visitor: Caller
    buyer: Buyer
    other_shop: Shop
    operator: Operator
    clerks: dict[str, Caller]
    """Members of the shop who may do one single thing, by that permission."""
    juniors: dict[str, Caller]
    """Operators likewise."""


@pytest.fixture(scope="module")
def crowd(stack: Stack, operator: Operator) -> Crowd:
    """The people of the matrix."""
    shop = Shop.opened(stack, operator)
    return Crowd(
        shop=shop,
        visitor=Caller(stack),
        buyer=Buyer.arrived(stack),
        other_shop=Shop.opened(stack, operator),
        operator=operator,
        clerks={name: clerk_who_may(shop, name) for name in ("products.view", "orders.view")},
        juniors={name: junior_who_may(operator, name) for name in ("jobs.view", "orders.view")},
    )


def clerk_who_may(shop: Shop, permission: str) -> Caller:
    """A new member of the shop with one permission."""
    clerk = Clerk.registered(shop.stack)
    role = shop.post(shop.path("roles"), {"name": f"只能 {permission}", "permissions": [permission]})
    shop.post(shop.path("staff"), {"phone": clerk.phone, "name": "小周", "role_id": role["id"]})
    soon(lambda: mine(clerk) == [permission], "the clerk was not let in")
    return clerk


def mine(clerk: Clerk) -> list[str]:
    """The clerk's rights in their first shop."""
    shops = clerk.get("/api/v1/merchant/me")["shops"]
    return shops[0]["permissions"] if shops else []


def junior_who_may(operator: Operator, permission: str) -> Caller:
    """A new operator with one permission."""
    role = operator.post("/api/v1/ops/roles", {"name": f"只能 {permission}", "permissions": [permission]})
    junior, operator_id = hired(operator.stack, "客服")
    operator.put(f"/api/v1/ops/staff/{operator_id}", {"role_id": role["id"]})
    soon(lambda: junior.get("/api/v1/ops/me")["permissions"] == [permission], "the junior was not demoted")
    return junior


def ask(caller: Caller, route: Route, shop_id: int) -> int:
    """The status of an empty request with ids that no row has."""
    body: dict[str, object] | None = {} if route.has_body else None
    answer = caller.http.request(
        route.method, route.at(shop_id=shop_id), json=body, headers={"Idempotency-Key": "access-matrix"}
    )
    return answer.status_code


@pytest.mark.parametrize("route", [route for route in BRANCHES if route.branch == "shop"], ids=str)
def test_a_route_of_a_shop_refuses_whoever_is_not_its_staff(crowd: Crowd, route: Route) -> None:
    shop_id = crowd.shop.id
    for stranger in (crowd.visitor, crowd.buyer, crowd.operator):
        assert ask(stranger, route, shop_id) == 401
    assert ask(crowd.other_shop, route, shop_id) == 404
    needed = route.permission.removeprefix("shop:")
    for permission, clerk in crowd.clerks.items():
        if permission != needed:
            assert ask(clerk, route, shop_id) == 403
    assert ask(crowd.shop, route, shop_id) < 500


@pytest.mark.parametrize("route", [route for route in BRANCHES if route.branch == "ops"], ids=str)
def test_a_route_of_operators_refuses_everybody_else(crowd: Crowd, route: Route) -> None:
    for stranger in (crowd.visitor, crowd.buyer, crowd.shop):
        assert ask(stranger, route, crowd.shop.id) == 401
    needed = route.permission.removeprefix("ops:")
    if needed != "operator":
        for permission, junior in crowd.juniors.items():
            if permission != needed:
                assert ask(junior, route, crowd.shop.id) == 403
    if not route.path.endswith(SIGN_OUT):
        assert ask(crowd.operator, route, crowd.shop.id) < 500


@pytest.mark.parametrize(
    "route", [route for route in BRANCHES if route.branch in {"shopper", "identity"}], ids=str
)
def test_a_route_of_one_audience_refuses_the_others(crowd: Crowd, route: Route) -> None:
    audiences = {"buyer": crowd.buyer, "staff": crowd.shop, "operator": crowd.operator}
    for audience, person in audiences.items():
        if audience != route.permission:
            assert ask(person, route, crowd.shop.id) == 401
    assert ask(crowd.visitor, route, crowd.shop.id) == 401
    if not route.path.endswith(SIGN_OUT):
        assert ask(audiences[route.permission], route, crowd.shop.id) < 500


@pytest.mark.parametrize(
    "header",
    ["Bearer x", "Bearer null", "Bearer", "Basic YTpi", "Bearer " + "a" * 5_000, "Bearer ' OR 1=1 --"],
)
def test_a_made_up_token_is_nobody(stack: Stack, header: str) -> None:
    answer = Caller(stack).http.get("/api/v1/me", headers={"Authorization": header})
    assert answer.status_code == 401
    assert answer.json()["code"] == "session_expired"


def test_a_matrix_of_nothing_would_prove_nothing() -> None:
    assert len([route for route in BRANCHES if route.branch == "shop"]) > 30
    assert len([route for route in BRANCHES if route.branch == "ops"]) > 30
