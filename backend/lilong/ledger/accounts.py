"""The chart of accounts. A code says whose account it is; the `wx.` ones mirror WeChat's books one to one."""

import re

PLATFORM_BASIC = "wx.platform.basic"
COMMISSION = "platform.commission"
FEE_EXPENSE = "platform.fee_expense"
REFUND_PAYABLE = "refund_payable"

_FLOORED = re.compile(r"shop\.\d+\.available")

_TEXTS = {
    PLATFORM_BASIC: "平台微信基本账户",
    COMMISSION: "平台佣金收入",
    FEE_EXPENSE: "平台承担的手续费",
    REFUND_PAYABLE: "应退买家款",
}
_KINDS = {"frozen": "待分账资金", "available": "可用余额", "pending": "待结算款"}


def wechat_frozen(sub_mchid: str) -> str:
    """Money of a sub-merchant that waits for sharing, at WeChat."""
    return f"wx.{sub_mchid}.frozen"


def wechat_available(sub_mchid: str) -> str:
    """Money that a sub-merchant may withdraw, at WeChat."""
    return f"wx.{sub_mchid}.available"


def shop_pending(shop_id: int) -> str:
    """What a shop has earned and cannot use yet."""
    return f"shop.{shop_id}.pending"


def shop_available(shop_id: int) -> str:
    """What a shop may withdraw. Never below 0."""
    return f"shop.{shop_id}.available"


def has_floor(code: str) -> bool:
    """Whether the account's credit balance may never fall below 0."""
    return _FLOORED.fullmatch(code) is not None


def text_of(code: str) -> str:
    """The account in words for the operations console."""
    if code in _TEXTS:
        return _TEXTS[code]
    side, owner, kind = code.split(".", 2)
    words = _KINDS.get(kind, kind)
    return f"微信子商户 {owner} {words}" if side == "wx" else f"店铺 {owner} {words}"
