"""WeChat Pay's side of the signatures: check the merchant's, make our own."""

import binascii
import re
import secrets
from base64 import b64decode, b64encode
from datetime import datetime, timedelta

import msgspec
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.hashes import SHA256

from simulator.clock import Clock
from simulator.errors import Refused
from simulator.home import Home

SCHEME = "WECHATPAY2-SHA256-RSA2048"
_FRESH_FOR = timedelta(minutes=5)
_FIELD = re.compile(r'([a-z_]+)="([^"]*)"')


class Nonces:
    """The nonces of the last minutes: a request can be sent only once."""

    def __init__(self) -> None:
        self._seen: dict[str, float] = {}

    def take(self, nonce: str, now: datetime) -> bool:
        """Whether the nonce is new."""
        moment = now.timestamp()
        if nonce in self._seen:
            return False
        self._seen[nonce] = moment
        if len(self._seen) % 1_000 == 0:
            oldest = moment - 2 * _FRESH_FOR.total_seconds()
            self._seen = {known: seen for known, seen in self._seen.items() if seen > oldest}
        return True


class SignedRequest(msgspec.Struct, frozen=True):
    """What a request's signature covers."""

    method: str
    target: str
    body: bytes


class Gatekeeper:
    """Lets only the merchant's own, fresh, unrepeated requests in."""

    def __init__(self, home: Home, clock: Clock) -> None:
        self._home = home
        self._clock = clock
        self._nonces = Nonces()

    def check(self, authorization: str, request: SignedRequest) -> None:
        """Return only if the request is the merchant's.

        Raises:
            Refused: SIGN_ERROR, with what should have been signed.
        """
        scheme, _, rest = authorization.partition(" ")
        fields = dict(_FIELD.findall(rest))
        if scheme != SCHEME or not {"mchid", "nonce_str", "timestamp", "serial_no", "signature"} <= set(
            fields
        ):
            raise _sign_error(
                request, "", "Http头Authorization值格式错误，请参考《微信支付商户REST API签名规则》"
            )
        message = f"{request.method}\n{request.target}\n{fields['timestamp']}\n{fields['nonce_str']}\n"
        signed = message.encode() + request.body + b"\n"
        if problem := self._problem(fields, signed):
            raise _sign_error(request, signed.decode(errors="replace"), problem)

    def _problem(self, fields: dict[str, str], signed: bytes) -> str | None:
        now = self._clock.now()
        credentials = self._home.credentials
        if fields["mchid"] != credentials.mch_id:
            return "商户号不存在"
        if fields["serial_no"] != credentials.serial_number:
            return "商户证书序列号有误，请使用签名私钥匹配的证书序列号"
        if not _is_fresh(fields["timestamp"], now):
            return "Http头Authorization中的timestamp与发起请求的时间不得超过5分钟"
        if not self._is_genuine(fields["signature"], signed):
            return "签名错误，验签失败"
        if not self._nonces.take(fields["nonce_str"], now):
            return "Http头Authorization中的nonce_str重复"
        return None

    def _is_genuine(self, signature: str, signed: bytes) -> bool:
        return is_merchants(self._home, signature, signed)


def is_merchants(home: Home, signature: str, message: bytes) -> bool:
    """Whether the merchant signed the message."""
    try:
        home.merchant_key.verify(b64decode(signature, validate=True), message, PKCS1v15(), SHA256())
    except (InvalidSignature, binascii.Error, ValueError):
        return False
    return True


def sign(home: Home, serial: str, timestamp: int, body: bytes) -> dict[str, str]:
    """The headers under which WeChat sends a body, signed with the key of that serial."""
    nonce = secrets.token_hex(16)
    message = b"%d\n%s\n%s\n" % (timestamp, nonce.encode(), body)
    signature = home.signing_keys[serial].sign(message, PKCS1v15(), SHA256())
    return {
        "Wechatpay-Timestamp": str(timestamp),
        "Wechatpay-Nonce": nonce,
        "Wechatpay-Signature": b64encode(signature).decode(),
        "Wechatpay-Serial": serial,
        "Wechatpay-Signature-Type": SCHEME,
    }


def _is_fresh(timestamp: str, now: datetime) -> bool:
    is_number = timestamp.isascii() and timestamp.isdigit()
    return is_number and abs(now.timestamp() - int(timestamp)) <= _FRESH_FOR.total_seconds()


def _sign_error(request: SignedRequest, signed: str, message: str) -> Refused:
    return Refused(
        401,
        "SIGN_ERROR",
        message,
        {
            "field": "signature",
            "issue": "sign not match",
            "location": "authorization",
            "sign_information": {
                "method": request.method,
                "url": request.target,
                "truncated_sign_message": signed[:200],
                "sign_message_length": len(signed.encode()),
            },
        },
    )
