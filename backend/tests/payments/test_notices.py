"""WeChat's notifications: late, repeated or out of order, a payment is applied once; a false one not at all."""

from datetime import timedelta
from typing import Any

import msgspec
from sqlalchemy import text

from lilong.payments.tables import QUERY
from lilong.platform.db import Db
from simulator.faults import Fault
from simulator.news import News
from tests.accounts.doors import at_once, code_of
from tests.actors import Buyer, Json, Operator, Shop
from tests.stack import Stack, wait_until
from tests.wechat import deliver, deliveries, news_of, success_of, trouble


def payment_of(operator: Operator, news: News) -> Json:
    (found,) = operator.get("/api/v1/ops/payments", q=news.reference)["items"]
    whole: Json = operator.get(f"/api/v1/ops/payments/{found['id']}")
    return whole


def repairs(operator: Operator, news: News) -> list[str]:
    rows = operator.get("/api/v1/ops/repairs")["items"]
    return [row["kind"] for row in rows if row["subject"] == news.reference]


def captured(operator: Operator, news: News) -> int:
    """How often the payment stands in the books."""
    keys = [f"captured:{part['transaction_id']}" for part in news.resource["sub_orders"]]
    pages = [operator.get("/api/v1/ops/ledger/transactions", business_key=key)["items"] for key in keys]
    return sum(len(page) for page in pages)


def steps(buyer: Buyer, trade: Json) -> list[str]:
    order = buyer.order(trade["orders"][0]["id"])
    return [step["kind"] for step in reversed(order["events"])]


def changed(news: News, **fields: object) -> News:
    """The news with a lie in its first part."""
    first, *others = news.resource["sub_orders"]
    return msgspec.structs.replace(news, resource=news.resource | {"sub_orders": [first | fields, *others]})


def pays_and_says_nothing(stack: Stack, buyer: Buyer, trade: Json) -> News:
    """Paid at WeChat; the notification is lost."""
    sheet = buyer.post(f"/api/v1/trades/{trade['id']}/payments")
    with trouble(stack, "drop", "TRANSACTION"):
        buyer.taps_pay(sheet["sheet"]).raise_for_status()
        wait_until(lambda: deliveries(stack, sheet["payment_no"]) == 1, "the notification was not lost", 5)
    return news_of(stack, sheet["payment_no"])


def test_fifty_copies_at_once_and_another_a_day_later_pay_once(
    stack: Stack, operator: Operator, buyer: Buyer, trade: Json
) -> None:
    news = pays_and_says_nothing(stack, buyer, trade)

    with trouble(stack, "drop", "TRANSACTION"):  # what the simulator would tell again by itself
        statuses = at_once([lambda: deliver(stack, news)] * 50)
        stack.advance(timedelta(days=1))
        statuses.append(deliver(stack, news))

    assert statuses == [204] * 51
    assert buyer.trade(trade)["state"] == "paid"
    assert steps(buyer, trade) == ["placed", "to_ship"]
    assert captured(operator, news) == 1
    (notice,) = payment_of(operator, news)["notices"]
    assert (notice["times"], notice["outcome"]) == (51, "applied")


def test_the_notification_and_the_returning_client_pay_once(
    stack: Stack, operator: Operator, buyer: Buyer, trade: Json
) -> None:
    news = pays_and_says_nothing(stack, buyer, trade)
    check = f"/api/v1/trades/{trade['id']}/payment-check"

    states = at_once(
        [lambda: buyer.post(check)["state"], lambda: str(deliver(stack, news))] * 4
    )  # within a millisecond of each other

    assert states == ["paid", "204"] * 4
    assert steps(buyer, trade) == ["placed", "to_ship"]
    assert captured(operator, news) == 1


def test_a_lost_notification_is_made_good_by_asking(
    stack: Stack, operator: Operator, buyer: Buyer, trade: Json
) -> None:
    with trouble(stack, "drop", "TRANSACTION"):
        news = pays_and_says_nothing(stack, buyer, trade)
        assert buyer.trade(trade)["state"] == "open"

        stack.advance(timedelta(seconds=61))

    assert buyer.trade(trade)["state"] == "paid"
    assert captured(operator, news) == 1


def test_asking_goes_on_after_wechat_was_away(
    stack: Stack, operator: Operator, buyer: Buyer, trade: Json
) -> None:
    with trouble(stack, "drop", "TRANSACTION"):
        news = pays_and_says_nothing(stack, buyer, trade)
        with trouble(stack, "too_many_requests", f"/v3/combine-transactions/out-trade-no/{news.reference}"):
            for minutes in (1, 2, 2):
                stack.advance(timedelta(minutes=minutes, seconds=1))
            assert stack.run(jobs_left) == 0  # no dead letter in the making
        assert buyer.trade(trade)["state"] == "open"
        stack.advance(timedelta(minutes=2, seconds=1))

    assert buyer.trade(trade)["state"] == "paid"
    assert captured(operator, news) == 1


async def jobs_left(db: Db) -> int:
    found = text("SELECT count(*) FROM pgqueuer WHERE entrypoint = :kind")
    number: int = (await db.execute(found, {"kind": QUERY})).scalar_one()
    return number


def test_a_notification_may_come_before_the_answer_to_the_prepayment(
    stack: Stack, operator: Operator, buyer: Buyer, trade: Json
) -> None:
    def told() -> str:
        wait_until(lambda: has_attempt(stack, trade), "no attempt", 5)
        return str(deliver(stack, success_of(stack, trade["id"])))

    with trouble(stack, "latency", "/v3/combine-transactions/jsapi", value=800):
        answers = at_once([lambda: code_of(lambda: buyer.sheet(trade)), told])

    assert answers == ["payment_refused", "204"]  # nobody can pay the sheet a second time
    assert buyer.trade(trade)["state"] == "paid"
    assert steps(buyer, trade) == ["placed", "to_ship"]


def has_attempt(stack: Stack, trade: Json) -> bool:
    async def found(db: Db) -> bool:
        query = text("SELECT EXISTS (SELECT FROM payment WHERE trade_id = :id)")
        return bool((await db.execute(query, {"id": trade["id"]})).scalar_one())

    return stack.run(found)


def test_another_amount_pays_nothing_and_is_put_before_a_person(
    stack: Stack, operator: Operator, buyer: Buyer, trade: Json
) -> None:
    buyer.sheet(trade)
    news = success_of(stack, trade["id"])

    assert deliver(stack, news, Fault(kind="wrong_amount")) == 204

    assert buyer.trade(trade)["state"] == "open"
    assert captured(operator, news) == 0
    assert repairs(operator, news) == ["amount_mismatch"]


def test_a_replay_with_another_amount_changes_nothing_that_was_paid(
    stack: Stack, operator: Operator, buyer: Buyer, trade: Json
) -> None:
    news = pays_and_says_nothing(stack, buyer, trade)
    deliver(stack, news)
    before = payment_of(operator, news)["parts"]

    assert deliver(stack, news, Fault(kind="wrong_amount", value=100)) == 204

    assert payment_of(operator, news)["parts"] == before
    assert captured(operator, news) == 1
    assert repairs(operator, news) == ["amount_mismatch"]


def test_what_the_payer_paid_less_by_wechats_own_coupon_pays_the_order(
    stack: Stack, buyer: Buyer, trade: Json
) -> None:
    buyer.sheet(trade)
    amount = {"total_amount": 3_600, "payer_amount": 3_000, "currency": "CNY"}

    deliver(stack, changed(success_of(stack, trade["id"]), amount=amount))

    assert buyer.trade(trade)["state"] == "paid"


def test_a_notification_of_one_shop_pays_no_order_of_another(
    stack: Stack, operator: Operator, other_shop: Shop, buyer: Buyer, trade: Json
) -> None:
    buyer.sheet(trade)
    news = success_of(stack, trade["id"])
    theirs = buyer.places((other_shop.sells("盖碗", price_fen=3_000, stock=9), 1))
    buyer.sheet(theirs)
    their_part = success_of(stack, theirs["id"]).resource["sub_orders"][0]

    lies: list[dict[str, Any]] = [
        {"sub_mchid": other_shop.sub_mchid},
        {"out_trade_no": their_part["out_trade_no"]},
        their_part,
    ]
    statuses = [deliver(stack, changed(news, **lie)) for lie in lies]

    assert statuses == [204] * 3
    assert [buyer.trade(each)["state"] for each in (trade, theirs)] == ["open", "open"]
    assert captured(operator, news) == 0
    assert repairs(operator, news) == ["amount_mismatch"]


def test_a_payment_that_is_none_of_ours_is_put_before_a_person(
    stack: Stack, operator: Operator, buyer: Buyer, trade: Json
) -> None:
    buyer.sheet(trade)
    number = f"9{trade['id']:018d}"
    news = success_of(stack, trade["id"])
    stranger = msgspec.structs.replace(
        news, reference=number, resource=news.resource | {"combine_out_trade_no": number}
    )

    assert deliver(stack, stranger) == 204

    assert buyer.trade(trade)["state"] == "open"
    assert repairs(operator, stranger) == ["paid_unmatched"]
