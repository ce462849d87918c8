"""What every route promises: one declared permission, strict bodies, and the description that is checked in."""

from typing import Any

import msgspec
import pytest
from msgspec import inspect

from scripts import make_openapi
from tests.route_table import Route, body_of, table

TABLE = table()
SIGNED_IN = {"shopper": {"public", "buyer"}, "identity": {"public", "staff", "operator"}}


@pytest.mark.parametrize("route", TABLE, ids=str)
def test_a_route_asks_for_a_permission_of_its_own_branch(route: Route) -> None:
    if route.branch == "shop":
        assert route.permission.startswith("shop:")
    elif route.branch == "ops":
        assert route.permission == "operator" or route.permission.startswith("ops:")
    else:
        assert route.permission in SIGNED_IN[route.branch]


def test_only_signing_in_the_catalogue_and_notices_are_public() -> None:
    public = {str(route) for route in TABLE if route.permission == "public" and route.method != "GET"}
    assert public == {
        "POST /api/v1/sessions/wechat",
        "POST /api/v1/sessions/renewal",
        "POST /api/v1/client-errors",
        "POST /api/v1/merchant/staff",
        "POST /api/v1/merchant/sessions",
        "POST /api/v1/merchant/sessions/renewal",
        "POST /api/v1/ops/sessions",
        "POST /api/v1/ops/sessions/renewal",
        "POST /hooks/wechat-pay",
    }


@pytest.mark.parametrize("route", [route for route in TABLE if route.has_body], ids=str)
def test_a_body_refuses_fields_that_it_does_not_know(route: Route) -> None:
    body = body_of(route.handler)
    assert list(lenient(inspect.type_info(body))) == []


def lenient(kind: inspect.Type, path: str = "body") -> list[str]:
    """Structs in a body that would swallow a misspelt field."""
    found = [path] if isinstance(kind, inspect.StructType) and not kind.forbid_unknown_fields else []
    for name, inner in parts(kind):
        found += lenient(inner, f"{path}.{name}")
    return found


def parts(kind: inspect.Type) -> list[tuple[str, inspect.Type]]:
    """What a type is made of."""
    if isinstance(kind, inspect.StructType):
        return [(field.name, field.type) for field in kind.fields]
    if isinstance(kind, inspect.UnionType):
        return [("?", inner) for inner in kind.types]
    inner: Any = getattr(kind, "item_type", None) or getattr(kind, "value_type", None)
    return [("[]", inner)] if isinstance(inner, inspect.Type) else []


def test_the_check_for_strict_bodies_sees_a_nested_lenient_one() -> None:
    class Inner(msgspec.Struct):
        name: str

    class Outer(msgspec.Struct, forbid_unknown_fields=True):
        rows: list[Inner | None]

    assert lenient(inspect.type_info(Outer)) == ["body.rows.[].?"]


# Litestar 3 will want every parameter of a handler marked; ours is pinned to 2.
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_the_description_of_the_api_is_checked_in() -> None:
    assert make_openapi.TARGET.read_text() == make_openapi.document(), "run scripts/make_openapi.py"
