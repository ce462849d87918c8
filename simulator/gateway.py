"""The door of `/v3`: troubles on order, the merchant's signature going in, WeChat's signature coming out."""

import asyncio
import secrets

import msgspec
from litestar.enums import ScopeType
from litestar.types import (
    ASGIApp,
    HTTPReceiveMessage,
    HTTPScope,
    Message,
    Receive,
    Scope,
    Send,
)

from simulator.errors import Refused
from simulator.faults import CALL_TROUBLES, Fault
from simulator.signatures import SignedRequest, sign
from simulator.world import World

_LARGEST_BODY = 1_000_000  # bytes


class Answer(msgspec.Struct):
    """A whole HTTP answer, kept back until it is signed."""

    status: int = 500
    body: bytes = b""
    headers: dict[str, str] = msgspec.field(default_factory=dict)

    def keep(self, message: Message) -> None:
        """Take up what the application sends."""
        if message["type"] == "http.response.start":
            self.status = message["status"]
            self.headers = {name.decode(): value.decode() for name, value in message["headers"]}
        elif message["type"] == "http.response.body":
            self.body += message["body"]


class Gateway:
    """An ASGI application around the application: what is not `/v3` passes untouched."""

    def __init__(self, inner: ASGIApp, world: World) -> None:
        self._inner = inner
        self._world = world

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one connection."""
        if scope["type"] == ScopeType.HTTP and scope["path"].startswith("/v3/"):
            await self._serve(scope, receive, send)
        else:
            await self._inner(scope, receive, send)

    async def _serve(self, scope: HTTPScope, receive: Receive, send: Send) -> None:
        headers = {name.decode().lower(): value.decode("latin-1") for name, value in scope["headers"]}
        body = await _whole_body(receive)
        fault = self._world.faults.strikes(CALL_TROUBLES, scope["path"])
        answer = await self._answer(scope, headers, body, fault)
        if fault and fault.kind == "connection_reset":
            await _break_off(send)
        else:
            await _send(send, answer)

    async def _answer(
        self, scope: HTTPScope, headers: dict[str, str], body: bytes, fault: Fault | None
    ) -> Answer:
        try:
            await _before(fault)
            self._check(scope, headers, body)
            answer = await self._inside(scope, body)
            _after(fault)
        except Refused as refusal:
            return _refusal(refusal)
        return self._signed(answer, headers)

    def _check(self, scope: HTTPScope, headers: dict[str, str], body: bytes) -> None:
        if not (headers.get("accept") and headers.get("user-agent")):
            raise Refused(400, "PARAM_ERROR", "Http头缺少Accept或User-Agent")
        query = scope["query_string"].decode()
        target = scope["raw_path"].decode() + (f"?{query}" if query else "")
        request = SignedRequest(scope["method"], target, body)
        self._world.gatekeeper.check(headers.get("authorization", ""), request)

    async def _inside(self, scope: HTTPScope, body: bytes) -> Answer:
        answer = Answer()

        async def receive() -> HTTPReceiveMessage:
            return {"type": "http.request", "body": body, "more_body": False}

        async def send(message: Message) -> None:
            answer.keep(message)

        await self._inner(scope, receive, send)
        return answer

    def _signed(self, answer: Answer, headers: dict[str, str]) -> Answer:
        """Every 2xx is signed, a 204 too, with the key that the client asked for if it is ours."""
        if 200 <= answer.status < 300:
            home, asked = self._world.home, headers.get("wechatpay-serial", "")
            serial = asked if asked in home.signing_keys else home.public_key_id
            timestamp = int(self._world.clock.now().timestamp())
            answer.headers |= sign(home, serial, timestamp, answer.body)
        return answer


async def _before(fault: Fault | None) -> None:
    if fault and fault.kind == "latency":
        await asyncio.sleep(fault.value / 1_000)
    if fault and fault.kind == "too_many_requests":
        raise Refused(429, "FREQUENCY_LIMITED", "频率超限，请稍后用原参数重试")


def _after(fault: Fault | None) -> None:
    if fault and fault.kind == "server_error_after_commit":
        raise Refused(500, "SYSTEM_ERROR", "系统异常，请用相同参数重试")


def _refusal(refusal: Refused) -> Answer:
    return Answer(
        refusal.status,
        msgspec.json.encode(refusal.body()),
        {"content-type": "application/json; charset=utf-8"},
    )


async def _whole_body(receive: Receive) -> bytes:
    body = b""
    while len(body) <= _LARGEST_BODY:
        message = await receive()
        if message["type"] != "http.request":
            break
        body += message["body"]
        if not message.get("more_body"):
            break
    return body


async def _send(send: Send, answer: Answer) -> None:
    fields = answer.headers | {"content-length": str(len(answer.body)), "request-id": secrets.token_hex(16)}
    if answer.status == 204:
        del fields["content-length"]
    headers = [(name.lower().encode(), value.encode()) for name, value in fields.items()]
    await send({"type": "http.response.start", "status": answer.status, "headers": headers})
    await send({"type": "http.response.body", "body": answer.body, "more_body": False})


async def _break_off(send: Send) -> None:
    """Promise more than is sent: the server closes the connection in the middle of the answer."""
    headers = [(b"content-length", b"1000")]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": b"{", "more_body": False})
