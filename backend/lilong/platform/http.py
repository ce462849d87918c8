"""The HTTP edge: refusals become problem JSON, requests get ids, transactions begin and commit.

A handler that declares `db: Db` runs inside one transaction of its branch's scope, committed before the answer leaves;
one that reaches the outside world declares `begin: Transactions` and commits in steps.
"""

from collections.abc import AsyncGenerator
from time import perf_counter
from typing import Any
from uuid import uuid4

import asyncpg
import msgspec
import structlog
from litestar import MediaType, Request, Response
from litestar.datastructures import State
from litestar.di import Provide
from litestar.enums import ScopeType
from litestar.exceptions import HTTPException, ValidationException
from litestar.types import ASGIApp, Message, Receive, Scope, Send
from prometheus_client import Counter, Histogram
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from lilong.platform import access, idempotency, logs, validation
from lilong.platform.db import OPERATOR, WORKER, Db, Transactions
from lilong.platform.db import Scope as RowScope
from lilong.platform.errors import Busy, DomainError, InvalidInput, NotFound

log = structlog.get_logger(__name__)
AnyRequest = Request[Any, Any, Any]

_seconds = Histogram("lilong_request_seconds", "Time to answer, by route", ["method", "route"])
_answers = Counter("lilong_answers_total", "Answers, by route and status", ["method", "route", "status"])
_RETRIABLE_STATES = {"40001", "40P01", "55P03", "57P01", "57P02", "57P03", "53300"}
"""PostgreSQL: serialization failure, deadlock, lock not available, shutting down, starting up, too many connections."""


class Problem(msgspec.Struct):
    """RFC 9457 problem details."""

    status: int
    code: str
    """Stable word that programs may branch on."""
    message: str
    """Chinese sentence that says what happened and what to do; may be shown as it is."""
    facts: dict[str, Any]
    request_id: str
    type: str = "about:blank"
    title: str = ""


def refuse(request: AnyRequest, error: DomainError) -> Response[Problem]:
    """A DomainError as problem JSON."""
    problem = Problem(
        status=error.status,
        code=error.code,
        message=str(error),
        facts=error.facts,
        request_id=logs.current_request_id(),
        title=error.code,
    )
    return Response(
        problem, status_code=error.status, headers=error.headers, media_type="application/problem+json"
    )


def refuse_http(request: AnyRequest, error: HTTPException) -> Response[Problem]:
    """Litestar's own refusals (no such route, wrong method, unreadable body) in our form.

    Without a route there was no middleware either: the request gets its id here.
    """
    if error.status_code >= 500:
        return fail(request, error)
    refusal = _as_domain_error(error)
    if not logs.current_request_id():
        logs.begin_request(request_id := uuid4().hex)
        refusal.headers = {**refusal.headers, "X-Request-Id": request_id}
    return refuse(request, refusal)


def _as_domain_error(error: HTTPException) -> DomainError:
    if isinstance(error, ValidationException) and isinstance(error.extra, list):
        pairs = [(str(item.get("key", "")), str(item.get("message", ""))) for item in error.extra]
        return InvalidInput(validation.explain_all(pairs))
    if error.status_code == 404:
        return NotFound()
    if error.status_code == 400:
        return InvalidInput(dict([validation.explain(error.detail)]))
    refusal = DomainError()
    refusal.status = error.status_code
    refusal.code = {401: "session_expired", 405: "method_not_allowed", 413: "too_large"}.get(
        error.status_code, "refused"
    )
    return refusal


def refuse_database(request: AnyRequest, error: DBAPIError) -> Response[Problem]:
    """A lost connection, a deadlock or a full pool is `busy`: the client repeats; anything else is a fault of ours."""
    state = getattr(error.orig, "sqlstate", None) or getattr(
        getattr(error.orig, "__cause__", None), "sqlstate", None
    )
    if (
        error.connection_invalidated
        or isinstance(error, OperationalError | InterfaceError)
        or state in _RETRIABLE_STATES
    ):
        log.warning("database unavailable", state=state, error=type(error.orig).__name__)
        return refuse(request, Busy())
    return fail(request, error)


def refuse_connection(request: AnyRequest, error: asyncpg.PostgresError) -> Response[Problem]:
    """PostgreSQL's answer to a new connection, which SQLAlchemy passes on as it is: it starts up, or is full."""
    if isinstance(error, asyncpg.PostgresConnectionError) or error.sqlstate in _RETRIABLE_STATES:
        return refuse(request, Busy())
    return fail(request, error)


def refuse_busy(request: AnyRequest, _error: Exception) -> Response[Problem]:
    """No connection was free in time, or none could be made."""
    return refuse(request, Busy())


def fail(request: AnyRequest, error: Exception) -> Response[Problem]:
    """A fault of ours: logged with its trace, told to people without it."""
    log.error("request failed", path=request.url.path, exc_info=error)
    problem = DomainError()
    problem.status, problem.code, problem.message = 500, "internal_error", "系统出了点问题，请稍后再试"
    problem.args = (problem.message,)
    return refuse(request, problem)


exception_handlers: dict[Any, Any] = {
    DomainError: refuse,
    HTTPException: refuse_http,
    DBAPIError: refuse_database,
    asyncpg.PostgresError: refuse_connection,
    PoolTimeout: refuse_busy,
    ConnectionError: refuse_busy,
    TimeoutError: refuse_busy,
    Exception: fail,
}


def observe(app: ASGIApp) -> ASGIApp:
    """Middleware: a request id in and out, time and status by route."""

    async def handle(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != ScopeType.HTTP:
            await app(scope, receive, send)
            return
        request_id = uuid4().hex
        logs.begin_request(request_id)
        began = perf_counter()

        async def send_marked(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message["headers"], (b"x-request-id", request_id.encode())]
                _count(scope, message["status"], perf_counter() - began)
            await send(message)

        await app(scope, receive, send_marked)

    return handle


def _count(scope: Scope, status: int, seconds: float) -> None:
    method, route = str(scope.get("method", "")), str(scope.get("path_template", "none"))
    _seconds.labels(method, route).observe(seconds)
    _answers.labels(method, route, status).inc()


def json_bytes(body: bytes, request: AnyRequest, etag: str, max_age_seconds: int = 0) -> Response[bytes]:
    """An answer that was encoded before, with its ETag; 304 when the client has it already."""
    headers = {"ETag": etag, "Cache-Control": f"public, max-age={max_age_seconds}"}
    if request.headers.get("if-none-match") == etag:
        return Response(b"", status_code=304, headers=headers, media_type=MediaType.JSON)
    return Response(body, headers=headers, media_type=MediaType.JSON)


def _scope_of(request: AnyRequest, branch: str) -> RowScope:
    person: access.Principal | None = request.scope.get("user")
    if branch == "shopper":
        return RowScope("buyer", buyer_id=person.id if person and person.audience == "buyer" else None)
    if branch == "shop":
        return RowScope("merchant", shop_id=access.shop_staff_of(request).shop_id)
    return OPERATOR if branch == "ops" else WORKER


def branch_dependencies(branch: str) -> dict[str, Provide]:
    """`begin`, `db` and `once` for the routes of a branch: shopper, shop, ops, or identity (sign-in; sees all people)."""

    async def provide_begin(state: State, request: AnyRequest) -> Transactions:
        return Transactions(state.engine, _scope_of(request, branch))

    async def provide_db(begin: Transactions) -> AsyncGenerator[Db, None]:
        async with begin() as connection:
            yield connection

    return {
        "begin": Provide(provide_begin),
        "db": Provide(provide_db),
        "once": Provide(_provide_once),
        "buyer": Provide(_provide_buyer, sync_to_thread=False),
        "staff": Provide(_provide_staff, sync_to_thread=False),
        "shop_staff": Provide(_provide_shop_staff, sync_to_thread=False),
        "operator": Provide(_provide_operator, sync_to_thread=False),
    }


async def _provide_once(request: AnyRequest, db: Db) -> idempotency.Once:
    person: access.Principal | None = request.scope.get("user")
    actor = f"{person.audience}:{person.id}" if person else "visitor"
    return idempotency.Once(
        db, actor, request.headers.get("idempotency-key"), await idempotency.fingerprint(request)
    )


def _provide_buyer(request: AnyRequest) -> access.Buyer:
    return access.Buyer(access.principal_of(request, "buyer").id)


def _provide_staff(request: AnyRequest) -> access.Staff:
    person = access.principal_of(request, "staff")
    return access.Staff(person.id, person.session_id)


def _provide_shop_staff(request: AnyRequest) -> access.ShopStaff:
    return access.shop_staff_of(request)


def _provide_operator(request: AnyRequest) -> access.Operator:
    person = access.principal_of(request, "operator")
    return access.Operator(person.id, person.session_id, person.permissions)
