"""Refusals of api.weixin.qq.com, which come with HTTP 200 and an errcode."""


class WechatMiniRefusal(Exception):
    """WeChat answered with an errcode."""

    def __init__(self, code: int, message: str) -> None:
        super().__init__(f"WeChat refused: {code} {message}")
        self.code = code
        self.message = message

    @property
    def retryable(self) -> bool:
        """-1 is WeChat's word for busy."""
        return self.code == -1


class InvalidLoginCode(WechatMiniRefusal):
    """The login code is unknown, expired (5 minutes) or used: the mini program must call `wx.login` again."""


class TooManyLogins(WechatMiniRefusal):
    """This person signs in more than 100 times a minute."""


class WechatMiniUnreachable(Exception):
    """No usable answer came. A login code may be spent all the same."""


_KINDS: dict[int, type[WechatMiniRefusal]] = {
    40029: InvalidLoginCode,
    40163: InvalidLoginCode,
    45011: TooManyLogins,
}


def refusal(code: int, message: str) -> WechatMiniRefusal:
    """The typed refusal for an errcode."""
    return _KINDS.get(code, WechatMiniRefusal)(code, message)
