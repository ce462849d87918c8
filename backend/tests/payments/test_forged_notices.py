"""What WeChat did not write, or not now: no row changes and nobody is called."""

import msgspec
import pytest
from sqlalchemy import text

from lilong.platform.db import Db
from simulator.faults import DeliveryTrouble, Fault
from tests.actors import Buyer, Json
from tests.stack import Stack
from tests.wechat import deliver, letter, post, success_of, trouble, troubles

COUNTS = ("payment", "payment_part", "payment_notice", "repair", "ledger_transaction", "event", "pgqueuer")


@pytest.mark.parametrize("kind", ["wrong_signature", "unknown_serial", "stale_timestamp", "signature_probe"])
def test_what_wechat_did_not_write_now_changes_nothing_and_calls_nobody(
    stack: Stack, buyer: Buyer, trade: Json, kind: DeliveryTrouble
) -> None:
    buyer.sheet(trade)
    news = success_of(stack, trade["id"])
    stack.settle()
    before = stack.run(row_counts)

    with trouble(stack, "too_many_requests", f"/v3/combine-transactions/out-trade-no/{news.reference}"):
        ordered = troubles(stack)
        status = deliver(stack, news, Fault(kind=kind))
        assert troubles(stack) == ordered  # a call would have used it up

    assert status == 401
    assert stack.run(row_counts) == before
    assert buyer.trade(trade)["state"] == "open"


@pytest.mark.parametrize(
    "header", ["Wechatpay-Signature", "Wechatpay-Serial", "Wechatpay-Timestamp", "Wechatpay-Nonce"]
)
def test_an_unsigned_message_changes_nothing(stack: Stack, buyer: Buyer, trade: Json, header: str) -> None:
    buyer.sheet(trade)
    sealed = letter(stack, success_of(stack, trade["id"]))
    stack.settle()
    before = stack.run(row_counts)

    without = {name: value for name, value in sealed.headers.items() if name != header}
    status = post(stack, msgspec.structs.replace(sealed, headers=without))

    assert status == 401
    assert stack.run(row_counts) == before
    assert buyer.trade(trade)["state"] == "open"


async def row_counts(db: Db) -> list[int]:
    """How many rows the tables have that a notification may write to."""
    each = ", ".join(f"(SELECT count(*) FROM {table})" for table in COUNTS)
    return list((await db.execute(text(f"SELECT {each}"))).one())
