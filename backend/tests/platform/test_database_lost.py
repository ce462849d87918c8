"""A lost database is told in words, loses nothing and is found again without a restart."""

import os
import signal
from collections.abc import Iterator

import httpx2
import pytest

from tests import actors
from tests.platform import databases
from tests.stack import Stack, wait_until

CUT = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'lilong_app'"


@pytest.fixture
def killed_database(stack: Stack) -> Iterator[None]:
    """The server dies by kill -9 and is started again in the end."""
    os.kill(stack.postmaster_pid(), signal.SIGKILL)
    try:
        yield
    finally:
        stack.revive_database()


def status(caller: actors.Caller) -> int:
    """How a question that needs the database is answered."""
    return caller.http.get("/api/v1/orders").status_code


def can_open_the_sheet(buyer: actors.Buyer, trade: actors.Json) -> bool:
    """Whether the trade can be paid now; being told that WeChat is busy is no reason to give up, anything else is."""
    try:
        return bool(buyer.sheet(trade))
    except actors.Refused as refused:
        if refused.code != "payment_channel_busy":
            raise
        return False


def test_cut_connections_are_made_anew_before_anybody_notices(stack: Stack, buyer: actors.Buyer) -> None:
    databases.run(stack.server.admin_url, CUT)
    wait_until(lambda: status(buyer) == 200, "the API did not come back", 10)


def test_a_dead_database_is_busy_with_a_time_to_come_back(buyer: actors.Buyer, killed_database: None) -> None:
    answer: httpx2.Response = buyer.http.get("/api/v1/orders")
    assert answer.status_code == 503
    assert answer.json()["code"] == "busy"
    assert int(answer.headers["retry-after"]) >= 1


def test_after_a_revival_people_are_still_signed_in_and_can_buy(
    stack: Stack, shop: actors.Shop, buyer: actors.Buyer
) -> None:
    tea = shop.sells("复活的茶", price_fen=1_000, stock=3)
    trade = buyer.places((tea, 1))
    os.kill(stack.postmaster_pid(), signal.SIGKILL)
    stack.revive_database()

    # WeChat's simulator lost its database too: a shopper who is told to try again does so
    wait_until(lambda: can_open_the_sheet(buyer, trade), "WeChat did not come back", 10)
    assert buyer.pays(trade)["state"] == "paid"
    if (
        not stack.worker.is_running()
    ):  # its queue ends with the connection; whoever supervises it starts it again
        stack.worker.start()
    stack.settle()
    assert shop.stock_of(tea) == (3, 1)
