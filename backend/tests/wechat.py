"""WeChat in a test's hand: its notifications written by us, true or false, and the simulator's troubles on order."""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

import httpx2
from sqlalchemy import select

from lilong.payments.tables import payment, payment_part
from lilong.platform import clock
from lilong.platform.db import Db
from simulator.clock import rfc3339
from simulator.envelope import Letter, write
from simulator.faults import Fault
from simulator.home import Home, open_home
from simulator.news import News
from tests.actors import Caller, Json
from tests.stack import Stack


@cache
def _line(stack: Stack) -> httpx2.Client:
    """A client without a session, closed with the platform: making one for every call takes longer than the call."""
    return Caller(stack).http


@cache
def _home(stack: Stack) -> Home:
    """WeChat's keys; checking them takes a fifth of a second."""
    return open_home(stack.data_dir / "simulator")


@contextmanager
def trouble(stack: Stack, kind: str, where: str = "", **how: int) -> Iterator[None]:
    """Something goes wrong at WeChat until the end of the block."""
    order = {"kind": kind, "where": where} | how
    ordered = _line(stack).post(f"{stack.simulator_url}/sim/faults", json=order).raise_for_status().json()
    try:
        yield
    finally:
        _line(stack).delete(f"{stack.simulator_url}/sim/faults/{ordered['id']}").raise_for_status()


def troubles(stack: Stack) -> list[Json]:
    """What may still strike: a trouble that struck as often as ordered is gone."""
    ordered: list[Json] = _line(stack).get(f"{stack.simulator_url}/sim/faults").json()
    return ordered


def deliveries(stack: Stack, number: str) -> int:
    """How often the simulator has tried to tell about our number."""
    return len(_told(stack, number)["deliveries"])


def news_of(stack: Stack, number: str) -> News:
    """What the simulator told about our number, to be told again."""
    told = _told(stack, number)
    return News(
        id=told["id"],
        event_type=told["event_type"],
        reference=number,
        notify_url=told["notify_url"],
        summary="支付成功",
        resource=told["resource"],
        created_at=clock.now() + stack.offset,
    )


def _told(stack: Stack, number: str) -> Json:
    (told,) = (
        _line(stack).get(f"{stack.simulator_url}/sim/notifications", params={"reference": number}).json()
    )
    found: Json = told
    return found


def success_of(stack: Stack, trade_id: int) -> News:
    """News that the latest attempt of a trade was paid, whatever WeChat knows of it."""
    home = _home(stack).credentials
    attempt, parts = stack.run(lambda db: _attempt(db, trade_id))
    now = clock.now() + stack.offset
    resource = {
        "combine_appid": home.app_id,
        "combine_mchid": home.mch_id,
        "combine_out_trade_no": attempt.number,
        "sub_orders": [_sub_order(home.mch_id, part, rfc3339(now)) for part in parts],
        "combine_payer_info": {"openid": attempt.openid},
    }
    return News(
        id=str(uuid.uuid4()),
        event_type="TRANSACTION.SUCCESS",
        reference=attempt.number,
        notify_url=f"{stack.api_url}/hooks/wechat-pay",
        summary="支付成功",
        resource=resource,
        created_at=now,
    )


def letter(stack: Stack, news: News, fault: Fault | None = None) -> Letter:
    """The news sealed and signed by WeChat at this moment; with a fault, spoiled."""
    return write(_home(stack), clock.now() + stack.offset, news, fault)


def post(stack: Stack, sealed: Letter) -> int:
    """Deliver a letter; the status of the answer."""
    answer = _line(stack).post("/hooks/wechat-pay", content=sealed.body, headers=sealed.headers)
    return answer.status_code


def deliver(stack: Stack, news: News, fault: Fault | None = None) -> int:
    """Tell the news; the status of the answer."""
    return post(stack, letter(stack, news, fault))


def _sub_order(mch_id: str, part: Any, paid_at: str) -> Json:
    return {
        "mchid": mch_id,
        "sub_mchid": part.sub_mchid,
        "out_trade_no": part.number,
        "trade_state": "SUCCESS",
        "transaction_id": f"42{uuid.uuid4().int % 10**26:026d}",
        "attach": str(part.order_id),
        "success_time": paid_at,
        "amount": {"total_amount": part.amount_fen, "payer_amount": part.amount_fen, "currency": "CNY"},
    }


async def _attempt(db: Db, trade_id: int) -> tuple[Any, Any]:
    latest = select(payment).where(payment.c.trade_id == trade_id).order_by(payment.c.id.desc()).limit(1)
    attempt = (await db.execute(latest)).one()
    parts = select(payment_part).where(payment_part.c.payment_id == attempt.id).order_by(payment_part.c.id)
    return attempt, (await db.execute(parts)).all()
