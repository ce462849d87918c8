"""One signed request to WeChat Pay, and its verified answer."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote, urlencode

import httpx2
import msgspec

from lilong.integrations.wechat_pay.credentials import WechatPayCredentials
from lilong.integrations.wechat_pay.errors import UntrustedMessage, WechatPayRefusal, WechatPayUnreachable
from lilong.integrations.wechat_pay.signing import Clock, Signer, Verifier

_TIMEOUT = httpx2.Timeout(10, connect=3)  # seconds
_LIMITS = httpx2.Limits(max_connections=100, max_keepalive_connections=50, keepalive_expiry=30)


class _Fault(msgspec.Struct):
    code: str = "UNKNOWN"
    message: str = ""


class Channel:
    """Keep-alive connection to one WeChat Pay host, in the name of one merchant."""

    def __init__(
        self,
        credentials: WechatPayCredentials,
        base_url: str,
        clock: Clock,
        transport: httpx2.AsyncBaseTransport | None = None,
    ) -> None:
        self.signer = Signer(credentials, clock)
        self.verifier = Verifier(credentials.public_keys, clock)
        self._base_url = base_url.rstrip("/")
        self._http = httpx2.AsyncClient(
            transport=transport, timeout=_TIMEOUT, limits=_LIMITS, headers=self._headers()
        )

    async def get(self, path: str, **query: str) -> bytes:
        """The verified body of a GET."""
        target = f"{path}?{urlencode(query)}" if query else path
        return await self._call("GET", target, b"")

    async def post(self, path: str, body: Mapping[str, Any]) -> bytes:
        """The verified body of a POST; empty after a 204."""
        return await self._call("POST", path, msgspec.json.encode(body))

    async def close(self) -> None:
        """Close the connections."""
        await self._http.aclose()

    async def _call(self, method: str, target: str, body: bytes) -> bytes:
        request = self._http.build_request(method, self._base_url + target, content=body)
        sent_target = request.url.raw_path.decode()  # sign what is really sent
        request.headers["Authorization"] = self.signer.authorization(method, sent_target, body)
        try:
            answer = await self._http.send(request)
        except httpx2.TransportError as broken:
            raise WechatPayUnreachable(f"{method} {sent_target}: {type(broken).__name__}") from broken
        return self._trusted(answer)

    def _trusted(self, answer: httpx2.Response) -> bytes:
        if not answer.is_success:
            raise _refusal(answer)
        try:
            self.verifier.verify(answer.headers, answer.content)
        except UntrustedMessage as doubt:
            raise WechatPayUnreachable(f"answer not trusted: {doubt.reason}") from doubt
        return answer.content

    def _headers(self) -> dict[str, str]:
        return {
            "Accept": "application/json",
            "Content-Type": "application/json",
            "User-Agent": "lilong",
            "Wechatpay-Serial": self.verifier.preferred_serial,
        }


def escaped(part: str) -> str:
    """A merchant's number as one part of a path."""
    return quote(part, safe="")


def _refusal(answer: httpx2.Response) -> WechatPayRefusal:
    try:
        fault = msgspec.json.decode(answer.content, type=_Fault)
    except msgspec.DecodeError:  # a gateway in between answered in HTML
        fault = _Fault()
    return WechatPayRefusal(answer.status_code, fault.code, fault.message)
