"""Callbacks: real ones are read, every abuse is rejected, and none makes us call anybody."""

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import httpx2
import pytest

from lilong.integrations.wechat_pay import (
    CombinedTrade,
    DirectOrder,
    DirectTrade,
    NotificationRejected,
    RefundNotice,
    RefundRequest,
    RefundStatus,
    SharingNotice,
    SharingReceiver,
    SharingRequest,
    UnknownNotice,
    WechatPay,
    WechatPayCredentials,
)
from simulator.envelope import Letter, write
from simulator.faults import DeliveryTrouble, Fault
from simulator.news import News
from simulator.testing import Simulated
from simulator.tests.fixtures import NOTIFY_URL, Inbox, Merchant

pytestmark = pytest.mark.anyio


class Forbidden(httpx2.AsyncBaseTransport):
    """Fails the test when anybody calls out."""

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        raise AssertionError(f"called {request.url}")


@pytest.fixture
def reader(credentials: WechatPayCredentials) -> Callable[[Letter], object]:
    """Our end of a callback, with no way out."""
    wechat = WechatPay(credentials, "http://nowhere", lambda: datetime.now(UTC), Forbidden())
    return lambda letter: wechat.parse_notification(letter.headers, letter.body).content


def _letter(simulator: Simulated, fault: Fault | None = None, event_type: str = "OTHER.NEWS") -> Letter:
    news = News(
        id="sim-1",
        event_type=event_type,
        reference="1",
        notify_url=NOTIFY_URL,
        summary="消息",
        resource={"amount": {"total": 1}},
        created_at=datetime.now(UTC),
    )
    return write(simulator.world.home, simulator.world.clock.now(), news, fault)


async def test_a_combined_payment_is_announced(merchant: Merchant, shop: str, inbox: Inbox) -> None:
    parts = await merchant.sells(shop, await merchant.simulator.shop())
    (letter,) = inbox.letters
    notice = merchant.wechat.parse_notification(letter.headers, letter.content)
    assert str(letter.url) == NOTIFY_URL
    assert notice.event_type == "TRANSACTION.SUCCESS"
    assert isinstance(notice.content, CombinedTrade)
    assert notice.content.parts == parts


async def test_a_direct_payment_is_announced(merchant: Merchant, inbox: Inbox) -> None:
    number = merchant.order([]).combine_out_trade_no
    order = DirectOrder(
        out_trade_no=number,
        description="套餐",
        total_fen=100,
        openid=merchant.openid,
        notify_url=NOTIFY_URL,
        expires_at=datetime.now(UTC) + timedelta(minutes=10),
        attach='{"combine_out_trade_no": 1}',  # our own words must not decide what the notice is
    )
    await merchant.pay(await merchant.wechat.prepay_direct(order))
    await merchant.simulator.settle()
    (letter,) = inbox.letters
    content = merchant.wechat.parse_notification(letter.headers, letter.content).content
    assert isinstance(content, DirectTrade)
    assert (content.out_trade_no, content.attach) == (number, order.attach)


async def test_a_refund_and_a_sharing_are_announced(merchant: Merchant, shop: str, inbox: Inbox) -> None:
    await merchant.simulator.tell("PUT", "merchant-platform", {"sharing_notify_url": NOTIFY_URL})
    (part,) = await merchant.sells(shop)
    transaction_id = str(part.transaction_id)
    await merchant.simulator.turn(31)
    receiver = SharingReceiver(account=merchant.wechat.mch_id, amount_fen=500, description="平台佣金")
    await merchant.wechat.share(
        SharingRequest(
            sub_mchid=shop,
            transaction_id=transaction_id,
            out_order_no=f"S{transaction_id}",
            receivers=[receiver],
            is_finish=False,
        )
    )
    await merchant.simulator.turn(3)
    await merchant.wechat.apply_refund(
        RefundRequest(
            sub_mchid=shop,
            transaction_id=transaction_id,
            out_refund_no=f"R{transaction_id}",
            refund_fen=1_000,
            total_fen=10_000,
            reason="少发一件",
            notify_url=NOTIFY_URL,
        )
    )
    await merchant.simulator.turn(3)

    _, shared, refunded = (
        merchant.wechat.parse_notification(letter.headers, letter.content).content for letter in inbox.letters
    )
    assert isinstance(shared, SharingNotice)
    assert (shared.receiver.account, shared.receiver.amount_fen) == (merchant.wechat.mch_id, 500)
    assert isinstance(refunded, RefundNotice)
    assert (refunded.status, refunded.amount.refund_fen) == (RefundStatus.SUCCESS, 1_000)
    assert refunded.transaction_id == transaction_id


async def test_news_of_an_unused_kind_is_authentic_all_the_same(
    simulator: Simulated, reader: Callable[[Letter], object]
) -> None:
    assert reader(_letter(simulator)) == UnknownNotice(b'{"amount":{"total":1}}')


async def test_a_certificate_signs_as_well_as_a_public_key(
    simulator: Simulated, reader: Callable[[Letter], object]
) -> None:
    letter = _letter(simulator, Fault(kind="certificate_signed"))
    assert not letter.headers["Wechatpay-Serial"].startswith("PUB_KEY_ID_")
    assert isinstance(reader(letter), UnknownNotice)


@pytest.mark.parametrize(
    ("kind", "reason"),
    [
        ("wrong_signature", "wrong signature"),
        ("unknown_serial", "unknown serial"),
        ("stale_timestamp", "stale timestamp"),
        ("signature_probe", "signature probe"),
    ],
)
async def test_abuse_is_rejected(
    simulator: Simulated, reader: Callable[[Letter], object], kind: DeliveryTrouble, reason: str
) -> None:
    with pytest.raises(NotificationRejected, match=reason):
        reader(_letter(simulator, Fault(kind=kind)))


@pytest.mark.parametrize("seconds", [-301, 301])
async def test_five_minutes_are_the_limit_on_both_sides(
    simulator: Simulated, reader: Callable[[Letter], object], seconds: int
) -> None:
    await simulator.tell("PUT", "clock", {"offset_seconds": seconds})
    with pytest.raises(NotificationRejected, match="stale timestamp"):
        reader(_letter(simulator))
    await simulator.tell("PUT", "clock", {"offset_seconds": seconds * 0.98})
    assert isinstance(reader(_letter(simulator)), UnknownNotice)


async def test_damaged_or_incomplete_callbacks_are_rejected(
    simulator: Simulated, reader: Callable[[Letter], object]
) -> None:
    letter = _letter(simulator)
    with pytest.raises(NotificationRejected, match="wrong signature"):
        reader(Letter(letter.body[:-1], letter.headers))
    for name in letter.headers.keys() - {"Content-Type", "Wechatpay-Signature-Type"}:
        headers = {field: value for field, value in letter.headers.items() if field != name}
        with pytest.raises(NotificationRejected, match="no Wechatpay-"):
            reader(Letter(letter.body, headers))
    with pytest.raises(NotificationRejected, match="not a number"):
        reader(Letter(letter.body, letter.headers | {"Wechatpay-Timestamp": "٣"}))
    with pytest.raises(NotificationRejected, match="signature type"):
        reader(Letter(letter.body, letter.headers | {"Wechatpay-Signature-Type": "NONE"}))


async def test_a_type_may_be_absent_and_a_content_may_not_be_nonsense(
    simulator: Simulated, reader: Callable[[Letter], object]
) -> None:
    letter = _letter(simulator)
    headers = {field: value for field, value in letter.headers.items() if field != "Wechatpay-Signature-Type"}
    assert isinstance(reader(Letter(letter.body, headers)), UnknownNotice)
    with pytest.raises(NotificationRejected, match="malformed"):
        reader(_letter(simulator, event_type="REFUND.SUCCESS"))


async def test_a_resource_sealed_with_another_key_is_rejected(
    simulator: Simulated, credentials: WechatPayCredentials
) -> None:
    stranger = json.loads(
        json.dumps({name: getattr(credentials, name) for name in credentials.__struct_fields__})
    )
    other = WechatPayCredentials(**stranger | {"api_v3_key": "x" * 32})
    wechat = WechatPay(other, "http://nowhere", lambda: datetime.now(UTC), Forbidden())
    letter = _letter(simulator)
    with pytest.raises(NotificationRejected, match="does not decrypt"):
        wechat.parse_notification(letter.headers, letter.body)
