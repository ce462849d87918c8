"""One trade has one open payment, however often it is asked for."""

from typing import Any

from sqlalchemy import text

from lilong.payments.tables import QUERY
from lilong.platform.db import Db
from tests.accounts.doors import at_once, code_of
from tests.actors import Buyer, Json
from tests.stack import Stack
from tests.wechat import trouble


def test_two_clicks_on_pay_open_one_payment(buyer: Buyer, trade: Json) -> None:
    path = f"/api/v1/trades/{trade['id']}/payments"

    sheets = at_once([lambda: buyer.post(path)] * 8)

    assert len({sheet["payment_no"] for sheet in sheets}) == 1
    assert len({sheet["sheet"]["package"] for sheet in sheets}) == 1


def test_a_lost_answer_to_the_prepayment_is_repeated_with_the_same_number(
    stack: Stack, buyer: Buyer, trade: Json
) -> None:
    with trouble(stack, "server_error_after_commit", "/v3/combine-transactions/jsapi", remaining=1):
        assert code_of(lambda: buyer.sheet(trade)) == "payment_channel_busy"

    buyer.taps_pay(buyer.sheet(trade)).raise_for_status()

    assert buyer.post(f"/api/v1/trades/{trade['id']}/payment-check")["state"] == "paid"


def test_the_clock_of_a_paid_attempt_stops(stack: Stack, buyer: Buyer, trade: Json) -> None:
    buyer.pays(trade)

    async def clocks(db: Db) -> int:
        mine = select_clock()
        return int((await db.execute(mine, {"kind": QUERY, "trade": trade["id"]})).scalar_one())

    assert stack.run(clocks) == 0


def select_clock() -> Any:
    """Clocks of a trade's attempts."""
    return text(
        "SELECT count(*) FROM due JOIN payment ON payment.id = due.subject_id"
        " WHERE due.kind = :kind AND payment.trade_id = :trade"
    )
