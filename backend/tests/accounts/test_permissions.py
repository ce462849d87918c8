"""The permissions that routes ask for and the permissions that roles can hold are the same."""

from collections.abc import Iterable
from typing import Any

from lilong import accounts, routes
from lilong.platform.access import Guard


def _asked(handlers: Iterable[Any], side: str) -> set[str]:
    guards = [guard for handler in handlers for guard in handler.guards or ()]
    asked = {guard.permission for guard in guards if isinstance(guard, Guard)}
    return {name.removeprefix(f"{side}:") for name in asked if name.startswith(f"{side}:")}


def test_shop_routes_ask_for_what_a_shops_roles_can_hold_and_leave_none_unused() -> None:
    assert _asked(routes.SHOP, "shop") == set(accounts.SHOP_PERMISSIONS)


def test_ops_routes_ask_for_what_the_platforms_roles_can_hold_and_leave_none_unused() -> None:
    assert _asked(routes.OPS, "ops") == set(accounts.OPS_PERMISSIONS)
