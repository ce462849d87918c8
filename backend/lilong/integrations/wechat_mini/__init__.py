"""The mini program's server side at `api.weixin.qq.com` (小程序服务端): sign-in today.

`WechatMini` is the one class that a caller builds. A WeChat refusal is `WechatMiniRefusal`, whose `code` is
WeChat's errcode; no trustworthy answer is `WechatMiniUnreachable`. The app secret never appears in a
`repr`, a log line or an exception.
"""

from lilong.integrations.wechat_mini.client import Session, WechatMini, WechatMiniCredentials
from lilong.integrations.wechat_mini.errors import (
    InvalidLoginCode,
    TooManyLogins,
    WechatMiniRefusal,
    WechatMiniUnreachable,
)

__all__ = [
    "InvalidLoginCode",
    "Session",
    "TooManyLogins",
    "WechatMini",
    "WechatMiniCredentials",
    "WechatMiniRefusal",
    "WechatMiniUnreachable",
]
