"""Closing an unpaid trade against everything that may happen at the same moment: WeChat decides, each piece ends once."""

from datetime import timedelta
from typing import Any

from sqlalchemy import text

from lilong.orders.tables import CLOSE_UNPAID
from lilong.payments.attempts import mark_closed, open_attempts
from lilong.platform import clock, due
from lilong.platform.db import Db
from tests.accounts.doors import at_once, code_of
from tests.actors import Buyer, Json, Operator, Shop
from tests.stack import Stack, wait_until
from tests.wechat import trouble


def times_out(stack: Stack, trade: Json) -> None:
    """Have the worker close the trade now."""
    now = clock.now() + stack.offset
    stack.run(lambda db: due.set_clock(db, CLOSE_UNPAID, trade["id"], now))


def steps(buyer: Buyer, order_id: int) -> list[str]:
    """What happened to an order, oldest first."""
    return [step["kind"] for step in reversed(buyer.order(order_id)["events"])]


def is_paid_or_closed(buyer: Buyer, trade: Json) -> bool:
    return buyer.trade(trade)["state"] in {"paid", "closed"}


def closed_with_us_but_payable_at_wechat(stack: Stack, buyer: Buyer, trade: Json) -> Json:
    """The sheet of a closed trade that WeChat lets people pay all the same."""
    sheet = buyer.sheet(trade)

    async def forget_attempts(db: Db) -> None:
        for attempt in await open_attempts(db, trade["id"]):
            await mark_closed(db, attempt.id)

    stack.run(forget_attempts)
    assert buyer.cancels(trade)["state"] == "closed"
    return sheet


def refunds(operator: Operator, payment_no: str) -> list[Any]:
    (found,) = operator.get("/api/v1/ops/payments", q=payment_no)["items"]
    rows: list[Any] = operator.get(f"/api/v1/ops/payments/{found['id']}")["refunds"]
    return rows


def test_an_unpaid_trade_closes_after_thirty_minutes(stack: Stack, corner_shop: Shop, buyer: Buyer) -> None:
    tea = corner_shop.sells("碧螺春", price_fen=3_000, stock=5)
    trade = buyer.places((tea, 2))

    stack.advance(timedelta(minutes=29))
    assert buyer.trade(trade)["state"] == "open"
    assert corner_shop.stock_of(tea) == (5, 2)
    stack.advance(timedelta(minutes=1, seconds=5))

    order = buyer.order(trade["orders"][0]["id"])
    assert (order["state"], order["close_reason"]) == ("closed", "超时未付款")
    assert order["events"][0]["actor"] == "clock"
    assert corner_shop.stock_of(tea) == (5, 0)
    assert code_of(lambda: buyer.sheet(trade)) == "trade_not_payable"


def test_cancellations_and_a_timeout_release_once(stack: Stack, corner_shop: Shop, buyer: Buyer) -> None:
    tea = corner_shop.sells("碧螺春", price_fen=3_000, stock=5, limit_per_buyer=2)
    trade = buyer.places((tea, 2))
    buyer.sheet(trade)

    at_once([*[lambda: code_of(lambda: buyer.cancels(trade))] * 6, lambda: times_out(stack, trade)])
    stack.settle()

    assert buyer.trade(trade)["state"] == "closed"
    assert steps(buyer, trade["orders"][0]["id"]) == ["placed", "closed"]
    assert corner_shop.stock_of(tea) == (5, 0)
    assert code_of(lambda: buyer.places((tea, 3), total_fen=9_600)) == "basket_refused"
    buyer.places((tea, 2))  # the pieces that closed count against the limit no more, and not twice
    assert code_of(lambda: buyer.places((tea, 1), total_fen=3_600)) == "over_limit"


def test_a_buyer_may_cancel_and_order_a_limited_thing_at_once(corner_shop: Shop, buyer: Buyer) -> None:
    tea = corner_shop.sells("碧螺春", price_fen=3_000, stock=50, limit_per_buyer=20)
    trades = [buyer.places((tea, 1), total_fen=3_600) for _ in range(8)]

    codes = at_once(
        [lambda trade=trade: code_of(lambda: buyer.cancels(trade)) for trade in trades]
        + [lambda: code_of(lambda: buyer.places((tea, 1), total_fen=3_600))] * 8
    )

    assert codes == [None] * 16  # the two never wait for each other
    assert corner_shop.stock_of(tea) == (50, 8)


def test_paying_against_cancelling_and_timing_out_ends_as_wechat_says(
    stack: Stack, corner_shop: Shop, buyer: Buyer
) -> None:
    tea = corner_shop.sells("碧螺春", price_fen=3_000, stock=50)
    trades = [buyer.places((tea, 1)) for _ in range(8)]
    sheets = [buyer.sheet(trade) for trade in trades]

    answers = at_once(
        [lambda sheet=sheet: buyer.taps_pay(sheet).status_code for sheet in sheets]
        + [lambda trade=trade: code_of(lambda: buyer.cancels(trade)) for trade in trades[:4]]
        + [lambda trade=trade: times_out(stack, trade) for trade in trades[4:]]
    )
    wait_until(lambda: all(is_paid_or_closed(buyer, trade) for trade in trades), "a trade hangs")
    stack.settle()

    was_paid = [status == 200 for status in answers[:8]]
    assert [buyer.trade(trade)["state"] == "paid" for trade in trades] == was_paid
    assert corner_shop.stock_of(tea) == (50, sum(was_paid))


def test_a_trade_keeps_its_hold_while_wechat_does_not_say_that_it_is_closed(
    stack: Stack, corner_shop: Shop, buyer: Buyer
) -> None:
    tea = corner_shop.sells("碧螺春", price_fen=3_000, stock=5)
    trade = buyer.places((tea, 2))
    sheet = buyer.sheet(trade)

    with trouble(stack, "too_many_requests", "/v3/combine-transactions/out-trade-no"):
        assert code_of(lambda: buyer.cancels(trade)) == "payment_channel_busy"
        stack.advance(timedelta(seconds=31))  # its clock asks again, in vain
        assert buyer.trade(trade)["state"] == "closing"
        assert corner_shop.stock_of(tea) == (5, 2)
        assert code_of(lambda: buyer.sheet(trade)) == "trade_not_payable"
        assert waiting_jobs(stack) == 0  # nothing is left to fail in the queue
    stack.advance(timedelta(seconds=31))

    assert buyer.trade(trade)["state"] == "closed"
    assert corner_shop.stock_of(tea) == (5, 0)
    assert buyer.taps_pay(sheet).status_code == 400


def test_a_payment_that_wechat_never_heard_of_closes_at_once(
    stack: Stack, corner_shop: Shop, buyer: Buyer
) -> None:
    tea = corner_shop.sells("碧螺春", price_fen=3_000, stock=5)
    trade = buyer.places((tea, 2))
    with trouble(stack, "too_many_requests", "/v3/combine-transactions/jsapi"):
        assert code_of(lambda: buyer.sheet(trade)) == "payment_channel_busy"

    assert buyer.cancels(trade)["state"] == "closed"
    assert corner_shop.stock_of(tea) == (5, 0)


def test_a_prepayment_on_its_way_while_the_trade_closes_hands_out_no_sheet(
    stack: Stack, corner_shop: Shop, buyer: Buyer
) -> None:
    tea = corner_shop.sells("碧螺春", price_fen=3_000, stock=5)
    trade = buyer.places((tea, 2))

    with trouble(stack, "latency", "/v3/combine-transactions/jsapi", value=700):
        codes = at_once(
            [lambda: code_of(lambda: buyer.sheet(trade)), lambda: after_the_attempt(stack, buyer, trade)]
        )

    assert codes == ["payment_refused", None]
    assert buyer.trade(trade)["state"] == "closed"
    assert corner_shop.stock_of(tea) == (5, 0)


def after_the_attempt(stack: Stack, buyer: Buyer, trade: Json) -> str | None:
    """Cancel as soon as the attempt is written down."""
    wait_until(lambda: bool(stack.run(lambda db: open_attempts(db, trade["id"]))), "no attempt", 5)
    return code_of(lambda: buyer.cancels(trade))


def test_a_late_payment_reopens_the_order_when_everything_can_be_held_again(
    stack: Stack, corner_shop: Shop, buyer: Buyer
) -> None:
    tea = corner_shop.sells("碧螺春", price_fen=3_000, stock=5, limit_per_buyer=2)
    trade = buyer.places((tea, 2))
    sheet = closed_with_us_but_payable_at_wechat(stack, buyer, trade)
    assert corner_shop.stock_of(tea) == (5, 0)

    buyer.taps_pay(sheet).raise_for_status()
    wait_until(lambda: buyer.trade(trade)["state"] == "paid", "the late payment was not heard")

    order_id = trade["orders"][0]["id"]
    assert buyer.order(order_id)["state"] == "to_ship"
    assert steps(buyer, order_id) == ["placed", "closed", "to_ship"]
    assert corner_shop.stock_of(tea) == (5, 2)
    assert code_of(lambda: buyer.places((tea, 1), total_fen=3_600)) == "over_limit"
    corner_shop.ships(order_id)
    assert corner_shop.stock_of(tea) == (3, 0)


def test_a_late_payment_without_stock_goes_back_part_by_part_once(
    stack: Stack, operator: Operator, shop: Shop, other_shop: Shop, buyer: Buyer
) -> None:
    tea = shop.sells("碧螺春", price_fen=3_000, stock=2)
    cup = other_shop.sells("盖碗", price_fen=5_000, stock=9)
    trade = buyer.places((tea, 2), (cup, 1))
    sheet = closed_with_us_but_payable_at_wechat(stack, buyer, trade)
    Buyer.arrived(stack, "抢先的人").places((tea, 1))

    buyer.taps_pay(sheet).raise_for_status()
    payment_no = stack.run(lambda db: payment_no_of(db, trade["id"]))
    wait_until(
        lambda: [row["state"] for row in refunds(operator, payment_no)] == ["succeeded"] * 2, "not refunded"
    )
    stack.settle()

    assert sorted(row["amount_fen"] for row in refunds(operator, payment_no)) == [5_600, 6_600]
    assert buyer.trade(trade)["state"] == "closed"
    assert shop.stock_of(tea) == (2, 1)
    assert other_shop.stock_of(cup) == (9, 0)
    for account in (shop, other_shop):
        assert operator.balance_of(f"shop.{account.id}.pending") == 0
        assert operator.balance_of(f"wx.{account.sub_mchid}.frozen") == 0
    assert operator.trial_balance()["is_balanced"]


async def payment_no_of(db: Db, trade_id: int) -> str:
    number: str = (
        await db.execute(text("SELECT number FROM payment WHERE trade_id = :id"), {"id": trade_id})
    ).scalar_one()
    return number


def waiting_jobs(stack: Stack) -> int:
    """Jobs of this kind that the queue would try again, or holds as dead letters."""

    async def count(db: Db) -> int:
        found = text("SELECT count(*) FROM pgqueuer WHERE entrypoint = :kind")
        number: int = (await db.execute(found, {"kind": CLOSE_UNPAID})).scalar_one()
        return number

    return stack.run(count)
