"""`WechatMini`: the calls of Lilong to the mini program's server side."""

import httpx2
import msgspec

from lilong.integrations.wechat_mini.errors import WechatMiniUnreachable, refusal

_TIMEOUT = httpx2.Timeout(10, connect=3)  # seconds


class WechatMiniCredentials(msgspec.Struct, frozen=True, kw_only=True):
    """The mini program's account. Its `repr` keeps the secret to itself."""

    app_id: str
    app_secret: str

    def __repr__(self) -> str:
        return f"WechatMiniCredentials(app_id={self.app_id!r})"


class Session(msgspec.Struct, frozen=True, kw_only=True):
    """Who holds the phone."""

    openid: str
    """The person, as this mini program knows them."""
    unionid: str | None = None
    """The person across the apps of one open-platform account; absent without such an account."""


class _Answer(msgspec.Struct):
    errcode: int = 0  # success does not always carry one
    errmsg: str = ""
    openid: str | None = None
    unionid: str | None = None


class WechatMini:
    """The server side of one mini program. Build one per process and close it at the end."""

    def __init__(
        self,
        credentials: WechatMiniCredentials,
        base_url: str,
        transport: httpx2.AsyncBaseTransport | None = None,
    ) -> None:
        self._credentials = credentials
        self._base_url = base_url.rstrip("/")
        # Not an AsyncClient: that writes every address into the log, and this one's query holds the secret.
        self._transport = transport or httpx2.AsyncHTTPTransport()

    @property
    def app_id(self) -> str:
        """The mini program's public id."""
        return self._credentials.app_id

    async def aclose(self) -> None:
        """Close the connections to WeChat."""
        await self._transport.aclose()

    async def code2session(self, login_code: str) -> Session:
        """Turn the one-shot code of `wx.login` into the person. The session_key stays unread: we use none.

        Raises:
            InvalidLoginCode: ask the mini program for a new code.
            TooManyLogins: later.
            WechatMiniRefusal: any other errcode, for example 40226, a person whom WeChat blocks.
            WechatMiniUnreachable: nobody knows; ask the mini program for a new code.
        """
        answer = await self._get(
            "/sns/jscode2session",
            appid=self._credentials.app_id,
            secret=self._credentials.app_secret,
            js_code=login_code,
            grant_type="authorization_code",
        )
        if answer.errcode != 0:
            raise refusal(answer.errcode, answer.errmsg)
        if answer.openid is None:
            raise WechatMiniUnreachable("the answer names no openid")
        return Session(openid=answer.openid, unionid=answer.unionid)

    async def _get(self, path: str, **query: str) -> _Answer:
        request = httpx2.Request(
            "GET", self._base_url + path, params=query, extensions={"timeout": _TIMEOUT.as_dict()}
        )
        # httpx2's exceptions hold the request, and so the secret: break the chain.
        try:
            answer = await self._transport.handle_async_request(request)
            content = await answer.aread()
        except httpx2.TransportError as broken:
            raise WechatMiniUnreachable(f"{path}: {type(broken).__name__}") from None
        try:
            return msgspec.json.decode(content, type=_Answer)
        except msgspec.DecodeError:
            raise WechatMiniUnreachable(f"{path}: HTTP {answer.status_code} is not JSON") from None
