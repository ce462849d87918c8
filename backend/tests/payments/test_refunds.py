"""Money that pays no order goes back once, and the books say where it is on the way."""

from collections.abc import Callable

import msgspec
import pytest

from lilong.payments.attempts import mark_closed, open_attempts
from lilong.platform.db import Db
from tests.accounts.doors import at_once, code_of
from tests.actors import Buyer, Json, Operator, Shop
from tests.stack import Stack, wait_until
from tests.wechat import deliver, news_of, trouble

Pair = tuple[Json, str]


@pytest.fixture(scope="module")
def quiet_shop(stack: Stack, operator: Operator) -> Shop:
    """A shop whose books nobody else touches."""
    return Shop.opened(stack, operator)


@pytest.fixture
def doubled(stack: Stack, quiet_shop: Shop, buyer: Buyer) -> Callable[[], Pair]:
    """Pays a trade of ¥36 on two sheets; the trade, and the number of the second payment."""

    def pay_twice() -> Pair:
        trade = buyer.places((quiet_shop.sells("碧螺春", price_fen=3_000, stock=9), 1))
        sheets = f"/api/v1/trades/{trade['id']}/payments"
        first = buyer.post(sheets)
        stack.run(lambda db: forget_attempts(db, trade["id"]))  # WeChat said closed, and was wrong
        second = buyer.post(sheets)
        assert first["payment_no"] != second["payment_no"]
        buyer.taps_pay(first["sheet"]).raise_for_status()
        wait_until(lambda: buyer.trade(trade)["state"] == "paid", "the first was not heard", 5)
        buyer.taps_pay(second["sheet"]).raise_for_status()
        return trade, second["payment_no"]

    return pay_twice


async def forget_attempts(db: Db, trade_id: int) -> None:
    for attempt in await open_attempts(db, trade_id):
        await mark_closed(db, attempt.id)


def refunds(operator: Operator, payment_no: str) -> list[tuple[int, str]]:
    (found,) = operator.get("/api/v1/ops/payments", q=payment_no)["items"]
    rows = operator.get(f"/api/v1/ops/payments/{found['id']}")["refunds"]
    return [(row["amount_fen"], row["state"]) for row in rows]


def owed(operator: Operator, shop: Shop) -> tuple[int, int]:
    """What the shop has pending, and what of it WeChat holds, in fen."""
    frozen = operator.balance_of(f"wx.{shop.sub_mchid}.frozen")
    return -operator.balance_of(f"shop.{shop.id}.pending"), frozen


def repair_of(operator: Operator, payment_no: str) -> list[Json]:
    (found,) = operator.get("/api/v1/ops/payments", q=payment_no)["items"]
    numbers = {row["number"] for row in operator.get(f"/api/v1/ops/payments/{found['id']}")["refunds"]}
    return [row for row in operator.get("/api/v1/ops/repairs")["items"] if row["subject"] in numbers]


def test_a_second_payment_of_a_trade_goes_back_once(
    stack: Stack, operator: Operator, quiet_shop: Shop, buyer: Buyer, doubled: Callable[[], Pair]
) -> None:
    before = owed(operator, quiet_shop)

    trade, second = doubled()
    wait_until(lambda: refunds(operator, second) == [(3_600, "succeeded")], "not refunded")
    at_once([lambda: deliver(stack, news_of(stack, second))] * 5)
    stack.settle()

    assert refunds(operator, second) == [(3_600, "succeeded")]
    assert owed(operator, quiet_shop) == (before[0] + 3_600, before[1] + 3_600)
    order = buyer.order(trade["orders"][0]["id"])
    assert (order["state"], order["payment_no"] == second) == ("to_ship", False)


def test_a_refund_whose_request_got_no_answer_is_asked_again_under_its_number(
    stack: Stack, operator: Operator, quiet_shop: Shop, doubled: Callable[[], Pair]
) -> None:
    before = owed(operator, quiet_shop)

    with trouble(stack, "server_error_after_commit", "/v3/ecommerce/refunds/apply", remaining=1):
        _, second = doubled()
        wait_until(lambda: refunds(operator, second) == [(3_600, "succeeded")], "not refunded")

    assert owed(operator, quiet_shop) == (before[0] + 3_600, before[1] + 3_600)


def test_a_closed_refund_stands_in_the_books_as_never_asked_and_before_a_person(
    stack: Stack, operator: Operator, quiet_shop: Shop, doubled: Callable[[], Pair]
) -> None:
    before = owed(operator, quiet_shop)

    with trouble(stack, "refund_closed", quiet_shop.sub_mchid, remaining=1):
        _, second = doubled()
        wait_until(lambda: refunds(operator, second) == [(3_600, "closed")], "not closed")

    assert owed(operator, quiet_shop) == (before[0] + 7_200, before[1] + 7_200)  # both payments are there
    assert [row["kind"] for row in repair_of(operator, second)] == ["refund_failed"]
    assert operator.trial_balance()["is_balanced"]


def test_an_abnormal_refund_stays_owed_until_wechat_says_that_it_arrived(
    stack: Stack, operator: Operator, quiet_shop: Shop, doubled: Callable[[], Pair]
) -> None:
    before = owed(operator, quiet_shop)

    with trouble(stack, "refund_abnormal", quiet_shop.sub_mchid, remaining=1):
        _, second = doubled()
        wait_until(lambda: refunds(operator, second) == [(3_600, "abnormal")], "not abnormal")
    assert owed(operator, quiet_shop) == (before[0] + 3_600, before[1] + 7_200)
    (repair,) = repair_of(operator, second)
    news = news_of(stack, repair["subject"])
    arrived = news.resource | {"refund_status": "SUCCESS"}
    at_once(
        [lambda: deliver(stack, msgspec.structs.replace(news, event_type="REFUND.SUCCESS", resource=arrived))]
        * 4
    )

    assert refunds(operator, second) == [(3_600, "succeeded")]
    assert owed(operator, quiet_shop) == (before[0] + 3_600, before[1] + 3_600)
    assert [row["state"] for row in repair_of(operator, second)] == ["resolved"]


def test_a_refund_notice_with_another_amount_changes_nothing(
    stack: Stack, operator: Operator, quiet_shop: Shop, doubled: Callable[[], Pair]
) -> None:
    with trouble(stack, "refund_abnormal", quiet_shop.sub_mchid, remaining=1):
        _, second = doubled()
        wait_until(lambda: refunds(operator, second) == [(3_600, "abnormal")], "not abnormal")
    before = owed(operator, quiet_shop)
    (repair,) = repair_of(operator, second)
    news = news_of(stack, repair["subject"])
    lie = news.resource | {
        "refund_status": "SUCCESS",
        "amount": news.resource["amount"] | {"refund": 1},
    }

    assert deliver(stack, msgspec.structs.replace(news, event_type="REFUND.SUCCESS", resource=lie)) == 204

    assert refunds(operator, second) == [(3_600, "abnormal")]
    assert owed(operator, quiet_shop) == before
    kinds = {row["kind"] for row in repair_of(operator, second)}
    assert kinds == {"refund_failed", "amount_mismatch"}


def test_a_paid_trade_can_neither_be_paid_nor_cancelled_again(quiet_shop: Shop, buyer: Buyer) -> None:
    tea = quiet_shop.sells("碧螺春", price_fen=3_000, stock=9)
    trade = buyer.places((tea, 1))
    buyer.pays(trade)

    assert code_of(lambda: buyer.sheet(trade)) == "trade_not_payable"
    assert code_of(lambda: buyer.cancels(trade)) == "trade_not_payable"
    assert buyer.trade(trade)["state"] == "paid"
    assert quiet_shop.stock_of(tea) == (9, 1)
