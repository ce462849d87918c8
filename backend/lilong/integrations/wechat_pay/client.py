"""`WechatPay`: the calls of Lilong, one method each."""

from collections.abc import Mapping, Sequence
from typing import TypeVar

import httpx2
import msgspec

from lilong.integrations.wechat_pay import payments, refunds, sharing
from lilong.integrations.wechat_pay.channel import Channel, escaped
from lilong.integrations.wechat_pay.credentials import WechatPayCredentials
from lilong.integrations.wechat_pay.funds import Balance
from lilong.integrations.wechat_pay.notifications import Notification, NotificationReader
from lilong.integrations.wechat_pay.payments import (
    CombinedOrder,
    CombinedPart,
    CombinedTrade,
    DirectOrder,
    DirectTrade,
    PaymentFields,
    Prepaid,
)
from lilong.integrations.wechat_pay.refunds import Refund, RefundAccepted, RefundRequest
from lilong.integrations.wechat_pay.sharing import FinishRequest, Sharing, SharingRequest, Unsplit
from lilong.integrations.wechat_pay.signing import Clock, Opener

T = TypeVar("T")

_DIRECT = "/v3/pay/transactions"
_COMBINED = "/v3/combine-transactions"
_REFUNDS = "/v3/ecommerce/refunds"
_SHARING = "/v3/ecommerce/profitsharing"


class WechatPay:
    """WeChat Pay in the name of one merchant. Build one per process and close it at the end.

    Every method but `pay_sign` and `parse_notification` calls out, and raises `WechatPayRefusal` or
    `WechatPayUnreachable`; see the package's docstring.
    """

    def __init__(
        self,
        credentials: WechatPayCredentials,
        base_url: str,
        clock: Clock,
        transport: httpx2.AsyncBaseTransport | None = None,
    ) -> None:
        self._credentials = credentials
        self._channel = Channel(credentials, base_url, clock, transport)
        self._reader = NotificationReader(self._channel.verifier, Opener(credentials.api_v3_key))

    @property
    def mch_id(self) -> str:
        """The platform's merchant number, the receiver of its commission."""
        return self._credentials.mch_id

    async def aclose(self) -> None:
        """Close the connections to WeChat."""
        await self._channel.close()

    async def prepay_direct(self, order: DirectOrder) -> str:
        """Open a direct payment; returns its prepay_id, valid for 2 hours.

        Repeating the very same order gives a current prepay_id; another order under a used number is
        refused with OUT_TRADE_NO_USED.
        """
        body = payments.direct_body(self._credentials, order)
        return _decoded(await self._channel.post(f"{_DIRECT}/jsapi", body), Prepaid).prepay_id

    async def query_direct(self, out_trade_no: str) -> DirectTrade:
        """How a direct payment stands."""
        path = f"{_DIRECT}/out-trade-no/{escaped(out_trade_no)}"
        return _decoded(await self._channel.get(path, mchid=self.mch_id), DirectTrade)

    async def close_direct(self, out_trade_no: str) -> None:
        """Make a direct payment unpayable; refused when it is paid (query then)."""
        path = f"{_DIRECT}/out-trade-no/{escaped(out_trade_no)}/close"
        await self._channel.post(path, {"mchid": self.mch_id})

    async def prepay_combined(self, order: CombinedOrder) -> str:
        """Open one payment for several shops.

        Returns its prepay_id, valid for 2 hours. Repeats as `prepay_direct`.
        """
        body = payments.combined_body(self._credentials, order)
        return _decoded(await self._channel.post(f"{_COMBINED}/jsapi", body), Prepaid).prepay_id

    async def query_combined(self, combine_out_trade_no: str) -> CombinedTrade:
        """How a combined payment stands, part by part."""
        path = f"{_COMBINED}/out-trade-no/{escaped(combine_out_trade_no)}"
        return _decoded(await self._channel.get(path), CombinedTrade)

    async def close_combined(self, combine_out_trade_no: str, parts: Sequence[CombinedPart]) -> None:
        """Make a combined payment unpayable.

        Refused when it is paid (query then). Every part must be named.
        """
        path = f"{_COMBINED}/out-trade-no/{escaped(combine_out_trade_no)}/close"
        await self._channel.post(path, payments.combined_close_body(self._credentials, parts))

    def pay_sign(self, prepay_id: str) -> PaymentFields:
        """Sign what the mini program hands to `wx.requestPayment`."""
        timestamp, nonce = self._channel.signer.stamp()
        package = f"prepay_id={prepay_id}"
        signature = self._channel.signer.sign(self._credentials.app_id, timestamp, nonce, package)
        return PaymentFields(
            time_stamp=timestamp, nonce_str=nonce, package=package, sign_type="RSA", pay_sign=signature
        )

    async def apply_refund(self, ask: RefundRequest) -> RefundAccepted:
        """Ask for a refund; see `refunds` for how it ends. Too little money at the shop: 403 NOT_ENOUGH."""
        body = refunds.refund_body(self._credentials, ask)
        return _decoded(await self._channel.post(f"{_REFUNDS}/apply", body), RefundAccepted)

    async def query_refund(self, sub_mchid: str, out_refund_no: str) -> Refund:
        """How a refund stands; 404 RESOURCE_NOT_EXISTS when WeChat never took it on."""
        path = f"{_REFUNDS}/out-refund-no/{escaped(out_refund_no)}"
        return _decoded(await self._channel.get(path, sub_mchid=sub_mchid), Refund)

    async def share(self, ask: SharingRequest) -> Sharing:
        """Share out a part, at the earliest about 30 s after payment and within the 30 % ceiling."""
        body = sharing.sharing_body(self._credentials, ask)
        return _decoded(await self._channel.post(f"{_SHARING}/orders", body), Sharing)

    async def query_sharing(self, sub_mchid: str, transaction_id: str, out_order_no: str) -> Sharing:
        """How a sharing, or a finish, stands."""
        answer = await self._channel.get(
            f"{_SHARING}/orders",
            sub_mchid=sub_mchid,
            transaction_id=transaction_id,
            out_order_no=out_order_no,
        )
        return _decoded(answer, Sharing)

    async def query_unsplit_fen(self, transaction_id: str) -> int:
        """What is left of a part to share, in fen."""
        path = f"{_SHARING}/orders/{escaped(transaction_id)}/amounts"
        return _decoded(await self._channel.get(path), Unsplit).unsplit_fen

    async def finish_sharing(self, ask: FinishRequest) -> Sharing:
        """End the sharing of a part: what is left becomes the shop's."""
        return _decoded(
            await self._channel.post(f"{_SHARING}/finish-order", msgspec.structs.asdict(ask)), Sharing
        )

    async def query_balance(self, sub_mchid: str) -> Balance:
        """What a shop holds; 403 NO_AUTH when it is not a sub-merchant of this platform."""
        return _decoded(await self._channel.get(f"/v3/ecommerce/fund/balance/{escaped(sub_mchid)}"), Balance)

    def parse_notification(self, headers: Mapping[str, str], raw_body: bytes) -> Notification:
        """Verify, open and type a callback, without calling anybody.

        Raises:
            NotificationRejected: it is not WeChat's, not fresh, or damaged.
        """
        return self._reader.read(headers, raw_body)


def _decoded(answer: bytes, kind: type[T]) -> T:
    return msgspec.json.decode(answer, type=kind)
