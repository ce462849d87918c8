"""What people may do, and what passwords and devices are called; no database, no clock."""

from collections.abc import Iterable, Mapping
from typing import Literal

PHONE = r"^1[3-9]\d{9}$"
"""A mobile number of mainland China."""

CredentialAudience = Literal["staff", "operator"]

SHOP_PERMISSIONS: Mapping[str, str] = {
    "orders.view": "查看订单",
    "orders.ship": "发货",
    "products.view": "查看商品",
    "products.edit": "编辑商品与运费",
    "stock.edit": "调整库存",
    "shop.view": "查看店铺资料与概况",
    "shop.edit": "编辑店铺资料与开业",
    "money.view": "查看结算与余额",
    "staff.edit": "管理店员与角色",
}
"""What a member of a shop may be allowed to do, with its Chinese name."""

OPS_PERMISSIONS: Mapping[str, str] = {
    "applications.view": "查看入驻申请",
    "applications.decide": "审核入驻申请",
    "shops.view": "查看店铺",
    "shops.freeze": "冻结与解冻店铺",
    "orders.view": "查看订单",
    "payments.view": "查看支付与异常",
    "ledger.view": "查看账本",
    "settlement.view": "查看结算",
    "settlement.run": "发起结算",
    "audit.view": "查看操作日志",
    "jobs.view": "查看后台任务",
    "jobs.retry": "重试后台任务",
    "staff.edit": "管理运营人员与角色",
}
"""What an operator may be allowed to do, with its Chinese name."""

OWNER_ROLE = "店主"
SHOP_ROLES: Mapping[str, tuple[str, ...]] = {
    "运营": ("orders.view", "products.view", "products.edit", "stock.edit", "shop.view", "shop.edit"),
    "客服": ("orders.view", "products.view", "shop.view"),
    "仓库": ("orders.view", "orders.ship", "products.view", "stock.edit", "shop.view"),
}
"""The roles that every new shop begins with, besides the owner's."""

ADMIN_ROLE = "超级管理员"
PLATFORM_ROLES: Mapping[str, tuple[str, ...]] = {
    "招商": ("applications.view", "applications.decide", "shops.view"),
    "财务": (
        "shops.view",
        "orders.view",
        "payments.view",
        "ledger.view",
        "settlement.view",
        "settlement.run",
    ),
    "客服": ("shops.view", "orders.view", "payments.view"),
}
"""The roles that the platform begins with, besides the administrator's."""


def catalogue(shop_id: int | None) -> Mapping[str, str]:
    """All permissions of a shop, or of the platform (None)."""
    return OPS_PERMISSIONS if shop_id is None else SHOP_PERMISSIONS


def held(shop_id: int | None, is_owner: bool, permissions: Iterable[str]) -> frozenset[str]:
    """What a role allows: an owner everything, others what is listed and still exists."""
    everything = frozenset(catalogue(shop_id))
    return everything if is_owner else everything.intersection(permissions)


def password_problem(password: str, phone: str) -> str | None:
    """Why a password is too easy to guess, as a sentence for people; None: it will do."""
    if len(password) < 8:
        return "密码至少 8 位"
    if password.isdigit() or password.isalpha():
        return "密码需要同时包含字母和数字"
    if phone in password or len(set(password)) < 5:
        return "密码太容易被猜到，请换一个"
    return None


_BROWSERS = {
    "MicroMessenger": "微信",
    "Edg": "Edge",
    "Firefox": "Firefox",
    "Chrome": "Chrome",
    "Safari": "Safari",
}
_SYSTEMS = {
    "iPhone": "iPhone",
    "iPad": "iPad",
    "Android": "Android",
    "Windows": "Windows",
    "Mac OS X": "macOS",
}


def device_name(user_agent: str) -> str:
    """A device as its owner would recognise it in a list: Chrome · macOS."""
    found = [
        next((name for mark, name in known.items() if mark in user_agent), None)
        for known in (_BROWSERS, _SYSTEMS)
    ]
    return " · ".join(name for name in found if name) or "未知设备"
