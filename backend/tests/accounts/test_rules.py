"""What people may do, and how passwords and devices are judged."""

import pytest

from lilong.accounts import rules


@pytest.mark.parametrize(
    ("password", "problem"),
    [
        ("lilong1", "至少 8 位"),
        ("12345678", "字母和数字"),
        ("onlyletters", "字母和数字"),
        ("a13800002046", "猜到"),
        ("aaaa1111", "猜到"),
    ],
)
def test_easy_passwords_are_refused_with_a_reason(password: str, problem: str) -> None:
    assert problem in (rules.password_problem(password, "13800002046") or "")


def test_a_mixed_password_will_do() -> None:
    assert rules.password_problem("tea-house-2046", "13800002046") is None


def test_an_owner_holds_everything_whatever_is_written_in_the_role() -> None:
    assert rules.held(7, is_owner=True, permissions=[]) == frozenset(rules.SHOP_PERMISSIONS)


def test_a_role_holds_only_what_still_exists_on_its_side() -> None:
    assert rules.held(7, is_owner=False, permissions=["orders.view", "ledger.view", "gone"]) == {
        "orders.view"
    }
    assert rules.held(None, is_owner=False, permissions=["ledger.view", "stock.edit"]) == {"ledger.view"}


def test_the_first_roles_name_only_permissions_that_exist() -> None:
    assert {code for codes in rules.SHOP_ROLES.values() for code in codes} <= set(rules.SHOP_PERMISSIONS)
    assert {code for codes in rules.PLATFORM_ROLES.values() for code in codes} <= set(rules.OPS_PERMISSIONS)


@pytest.mark.parametrize(
    ("user_agent", "name"),
    [
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0) AppleWebKit MicroMessenger/8.0.50", "微信 · iPhone"),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) Chrome/140.0 Safari/537.36", "Chrome · macOS"),
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/140.0 Safari/537.36 Edg/140.0", "Edge · Windows"),
        ("python-httpx2", "未知设备"),
    ],
)
def test_a_device_is_named_as_its_owner_knows_it(user_agent: str, name: str) -> None:
    assert rules.device_name(user_agent) == name
