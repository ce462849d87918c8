"""One database and one home for the run, a fresh simulator on them for each test; shared with the clients' tests."""

import os
import secrets
from collections.abc import AsyncIterator, Iterator, Sequence
from datetime import timedelta
from pathlib import Path

import httpx2
import msgspec
import pytest

from lilong.integrations.wechat_pay import (
    CombinedOrder,
    CombinedPart,
    CombinedTradePart,
    WechatPay,
    WechatPayCredentials,
)
from lilong.platform import embedded
from simulator.testing import BASE_URL, Simulated, simulated

NOTIFY_URL = "https://shop.example/hooks/wechat-pay"


@pytest.fixture(scope="session")
def anyio_backend() -> str:
    """asyncio only."""
    return "asyncio"


@pytest.fixture(scope="session")
def simulator_database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """An empty database: the given one, or an embedded server's."""
    if given := os.environ.get("LILONG_TEST_DATABASE_URL"):
        yield given
        return
    with embedded.temporary(tmp_path_factory.mktemp("postgres")) as server:
        yield server.simulator_url


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the keys are."""
    return tmp_path_factory.mktemp("home")


class Inbox:
    """The merchant's end of notifications."""

    def __init__(self) -> None:
        self.letters: list[httpx2.Request] = []
        self.answers: list[int] = []
        """Statuses to answer with, in order; afterwards 204."""

    def __call__(self, letter: httpx2.Request) -> httpx2.Response:
        self.letters.append(letter)
        return httpx2.Response(self.answers.pop(0) if self.answers else 204)


@pytest.fixture
def inbox() -> Inbox:
    """Nothing in it yet."""
    return Inbox()


@pytest.fixture
async def simulator(simulator_database: str, home: Path, inbox: Inbox) -> AsyncIterator[Simulated]:
    """A running simulator whose clock shows the present."""
    async with simulated(simulator_database, home, inbox) as running:
        await running.tell("PUT", "clock", {"offset_seconds": 0})
        await running.tell("PUT", "merchant-platform", {"sharing_notify_url": None})
        yield running


@pytest.fixture
def credentials(simulator: Simulated, home: Path) -> WechatPayCredentials:
    """What the merchant platform handed out."""
    return msgspec.json.decode((home / "credentials.json").read_bytes(), type=WechatPayCredentials)


@pytest.fixture
async def shop(simulator: Simulated) -> str:
    """The sub_mchid of a signed shop."""
    return await simulator.shop()


class Merchant:
    """The platform: its client, and how it sells."""

    def __init__(self, simulator: Simulated, wechat: WechatPay, openid: str) -> None:
        self.simulator = simulator
        self.wechat = wechat
        self.openid = openid

    def order(
        self, shops: Sequence[str], total_fen: int = 10_000, number: str | None = None
    ) -> CombinedOrder:
        """An order at each of the shops, paid together."""
        number = number or secrets.token_hex(12)
        parts = [self.part(shop, total_fen, f"{number}_{index}") for index, shop in enumerate(shops)]
        return CombinedOrder(
            combine_out_trade_no=number,
            parts=parts,
            openid=self.openid,
            payer_ip="127.0.0.1",
            notify_url=NOTIFY_URL,
            expires_at=self.simulator.world.clock.now() + timedelta(minutes=30),
        )

    def part(self, shop: str, total_fen: int, number: str) -> CombinedPart:
        """One shop's part."""
        return CombinedPart(
            sub_mchid=shop, out_trade_no=number, description="茉莉花茶", total_fen=total_fen, attach="里弄"
        )

    async def pay(self, prepay_id: str, openid: str | None = None) -> httpx2.Response:
        """Have somebody tap 立即支付."""
        fields = msgspec.to_builtins(self.wechat.pay_sign(prepay_id)) | {"openid": openid or self.openid}
        return await self.simulator.http.post("/sim/pay", json=fields)

    async def sells(self, *shops: str, total_fen: int = 10_000) -> tuple[CombinedTradePart, ...]:
        """A paid order; its parts."""
        order = self.order(shops, total_fen)
        answer = await self.pay(await self.wechat.prepay_combined(order))
        assert answer.status_code == 200, answer.text
        await self.simulator.settle()
        return (await self.wechat.query_combined(order.combine_out_trade_no)).parts


@pytest.fixture
async def merchant(simulator: Simulated, credentials: WechatPayCredentials) -> AsyncIterator[Merchant]:
    """The platform, with one person who buys."""
    wechat = WechatPay(credentials, BASE_URL, simulator.world.clock.now, simulator.transport)
    yield Merchant(simulator, wechat, await simulator.person())
    await wechat.aclose()
