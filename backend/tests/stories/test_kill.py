"""kill -9 at random moments, of any part, while people buy: what was acknowledged is there, and nothing is stuck.

LILONG_PROVE=1 kills two hundred times.
"""

import os
import random
import signal
import threading
import time
import uuid
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from functools import partial
from typing import TypeVar

import httpx2
import pytest
from sqlalchemy import text

from lilong.platform.db import Db
from tests import actors
from tests.stack import Stack, running
from tests.stories import invariants

ROUNDS = 200 if os.environ.get("LILONG_PROVE") else 5
BUYERS = 3
PATIENCE_SECONDS = 60
AWAY = {502, 503}
"""Busy, or the simulator's way to say so; everything else above 500 is a fault of ours."""
Result = TypeVar("Result")


@pytest.fixture
def own_stack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    """A platform that nobody else needs."""
    with running(tmp_path_factory.mktemp("killed")) as started:
        yield started


class Shopper:
    """Somebody who buys until told to stop, and repeats whatever got no answer."""

    def __init__(self, stack: Stack, tea: actors.Sku, stop: threading.Event) -> None:
        self.buyer = actors.Buyer.arrived(stack)
        self.tea = tea
        self.stop = stop
        self.placed: list[int] = []
        """Trades that were acknowledged, one for each key that was used."""
        self.paid: list[int] = []

    def shop(self) -> None:
        """Purchase after purchase; each is brought to its end even when it is time to stop."""
        while not self.stop.is_set():
            key = str(uuid.uuid4())
            trade = insist(partial(self.buyer.places, (self.tea, 1), key=key))
            self.placed.append(trade["id"])
            if len(self.placed) % 4:  # every fourth is left to the clock
                insist(partial(self._pay, trade))
                self.paid.append(trade["id"])

    def _pay(self, trade: actors.Json) -> None:
        """Raises TransportError until the platform says that it is paid."""
        if self.buyer.trade(trade)["state"] == "open":
            self.buyer.taps_pay(
                self.buyer.sheet(trade)
            )  # refused if it is paid already: what counts is below
        seen = self.buyer.post(f"/api/v1/trades/{trade['id']}/payment-check")
        if seen["state"] != "paid":
            raise httpx2.TransportError(f"{seen['state']} so far")


def insist(act: Callable[[], Result]) -> Result:
    """Repeat the same until it is answered. Raises Refused for any other answer than busy."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while True:
        try:
            return act()
        except httpx2.TransportError:
            if time.monotonic() > deadline:
                raise
        except actors.Refused as refused:
            if refused.status not in AWAY or time.monotonic() > deadline:
                raise
        time.sleep(0.1)


def kill_something(stack: Stack, chance: random.Random) -> None:
    """One part dies, stays away for a moment and comes back."""
    victim = chance.choice(["api", "worker", "simulator", "database"])
    if victim == "database":
        os.kill(stack.postmaster_pid(), signal.SIGKILL)
        time.sleep(chance.uniform(0, 0.5))
        stack.revive_database()
    else:
        program = getattr(stack, victim)
        program.kill()
        time.sleep(chance.uniform(0, 0.5))
        program.start()


def test_nothing_acknowledged_is_lost_and_nothing_is_stuck(own_stack: Stack) -> None:
    stack, seed = own_stack, random.randrange(10**6)
    print(f"seed {seed}")  # shown when it fails
    chance, stop = random.Random(seed), threading.Event()
    shop = actors.Shop.opened(stack, actors.Operator.hired(stack))
    tea = shop.sells("不死的茶", price_fen=1_000, stock=100_000)
    shoppers = [Shopper(stack, tea, stop) for _ in range(BUYERS)]

    with ThreadPoolExecutor(BUYERS) as pool:
        shopping = [pool.submit(shopper.shop) for shopper in shoppers]
        try:
            for _ in range(ROUNDS):
                time.sleep(chance.uniform(0.2, 1.5))
                kill_something(stack, chance)
        finally:
            stop.set()  # or the pool would wait for its shoppers for ever
        for done in shopping:
            done.result()
    assert stack.worker.is_running()
    for minutes in (31, 2, 2):  # unpaid trades close; what was interrupted is taken up again
        stack.advance(timedelta(minutes=minutes))
        httpx2.post(f"{stack.simulator_url}/sim/settle", timeout=30).raise_for_status()
        stack.settle(60)

    states = stack.run(states_of_trades)
    assert sorted(states) == sorted(id_ for shopper in shoppers for id_ in shopper.placed)  # one for each key
    assert {states[id_] for shopper in shoppers for id_ in shopper.paid} == {"paid"}
    invariants.check(stack)
    invariants.check(stack, invariants.STUCK)
    assert invariants.books_differ(stack, [shop.sub_mchid]) == {}


async def states_of_trades(db: Db) -> dict[int, str]:
    """Every trade there is."""
    return {row.id: row.state for row in await db.execute(text("SELECT id, state FROM trade"))}
