"""What every client may rely on: one form of refusal, an id for each request, limits that say when to come back, one clock."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import text

from lilong.platform import clock, due
from lilong.platform.db import Db
from tests import actors
from tests.stack import Stack

VISITOR_ADDRESS = "1.2.3.{}"


@pytest.mark.parametrize(
    ("method", "path", "status", "code"),
    [
        ("GET", "/api/v1/nowhere", 404, "not_found"),
        ("GET", "/api/v1/products/x", 404, "not_found"),
        ("PUT", "/api/v1/quotes", 405, "method_not_allowed"),
        ("GET", "/api/v1/products?limit=0", 400, "invalid_input"),
        ("GET", "/api/v1/products?cursor=x", 400, "invalid_input"),
        ("POST", "/api/v1/sessions/wechat", 400, "invalid_input"),
        ("GET", "/api/v1/me", 401, "session_expired"),
    ],
)
def test_every_refusal_has_one_form(stack: Stack, method: str, path: str, status: int, code: str) -> None:
    answer = actors.Caller(stack).http.request(method, path)
    problem = answer.json()

    assert (answer.status_code, problem["status"], problem["code"]) == (status, status, code)
    assert answer.headers["content-type"].startswith("application/problem+json")
    assert problem["request_id"] == answer.headers["x-request-id"] != ""
    assert "\u4e00" <= problem["message"][0] <= "\u9fff"
    assert problem.keys() == {"type", "title", "status", "code", "message", "facts", "request_id"}


def test_two_requests_have_two_ids(stack: Stack) -> None:
    first, second = (actors.Caller(stack).http.get("/api/v1/clock").headers for _ in range(2))
    assert first["x-request-id"] != second["x-request-id"]


@pytest.mark.parametrize(
    ("body", "fields"),
    [
        (b"{", {"body"}),
        (b'{"code": 7}', {"code"}),
        (b'{"code": "abc", "nonsense": 1}', {"nonsense"}),
        (b"[]", {"body"}),
    ],
)
def test_a_bad_body_is_explained_by_field(stack: Stack, body: bytes, fields: set[str]) -> None:
    answer = actors.Caller(stack).http.post("/api/v1/sessions/wechat", content=body)
    assert answer.status_code == 400
    assert answer.json()["facts"]["fields"].keys() == fields


def test_who_asks_too_often_is_told_when_to_come_back_and_nobody_else_suffers(stack: Stack) -> None:
    caller = actors.Caller(stack)
    report = {"message": "x", "stack": "", "page": "pages/home/home", "version": "1"}

    def ask(address: str) -> int:
        answer = caller.http.post("/api/v1/client-errors", json=report, headers={"X-Forwarded-For": address})
        if answer.status_code == 429:
            assert 1 <= int(answer.headers["retry-after"]) <= 61
            assert answer.json()["code"] == "too_many_requests"
        return answer.status_code

    assert [ask(VISITOR_ADDRESS.format(1)) for _ in range(22)] == [204] * 20 + [429] * 2
    assert ask(VISITOR_ADDRESS.format(2)) == 204


def test_a_turn_of_the_clock_reaches_the_api_and_the_worker(stack: Stack) -> None:
    far = clock.now() + stack.offset + timedelta(minutes=50)

    async def set_it(db: Db) -> None:
        await due.set_clock(db, "order.auto_receive", 1, far)

    async def is_set(db: Db) -> bool:
        found = await db.execute(
            text("SELECT 1 FROM due WHERE kind = 'order.auto_receive' AND subject_id = 1")
        )
        return bool(found.all())

    stack.run(set_it)
    assert stack.run(is_set)
    stack.advance(timedelta(hours=1))  # and waits until the worker has swept

    assert not stack.run(is_set)
    shown = datetime.fromisoformat(actors.Caller(stack).get("/api/v1/clock")["now"])
    assert abs(shown - datetime.now(UTC) - stack.offset) < timedelta(seconds=5)
