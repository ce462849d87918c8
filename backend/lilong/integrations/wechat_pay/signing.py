"""Signatures of APIv3 in both directions, and the cipher of its notifications.

All RSA here is RSASSA-PKCS1-v1_5 with SHA-256; keys are parsed once, when the client is built.
"""

import binascii
import secrets
from base64 import b64decode, b64encode
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta

import msgspec
from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, RSAPublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import load_pem_private_key, load_pem_public_key
from cryptography.x509 import load_pem_x509_certificate

from lilong.integrations.wechat_pay.credentials import WechatPayCredentials
from lilong.integrations.wechat_pay.errors import UntrustedMessage

SCHEME = "WECHATPAY2-SHA256-RSA2048"
FRESH_FOR = timedelta(minutes=5)  # WeChat's own SDKs refuse a message that is this old
PUBLIC_KEY_PREFIX = "PUB_KEY_ID_"
_PROBE_PREFIX = "WECHATPAY/SIGNTEST/"

Clock = Callable[[], datetime]


class Signer:
    """Signs as the merchant."""

    def __init__(self, credentials: WechatPayCredentials, clock: Clock) -> None:
        self._mch_id = credentials.mch_id
        self._serial = credentials.serial_number
        self._key = _private_key(credentials.private_key_pem)
        self._clock = clock

    def sign(self, *lines: str) -> str:
        """The base64 signature of the lines, each of which ends with a newline."""
        message = "".join(f"{line}\n" for line in lines).encode()
        return b64encode(self._key.sign(message, PKCS1v15(), SHA256())).decode()

    def authorization(self, method: str, target: str, body: bytes) -> str:
        """The Authorization header; `target` is the path with its query exactly as it is sent."""
        timestamp, nonce = self.stamp()
        signature = self.sign(method, target, timestamp, nonce, body.decode())
        return (
            f'{SCHEME} mchid="{self._mch_id}",nonce_str="{nonce}",timestamp="{timestamp}",'
            f'serial_no="{self._serial}",signature="{signature}"'
        )

    def stamp(self) -> tuple[str, str]:
        """A timestamp (Unix seconds) and a fresh nonce of 32 characters."""
        return str(int(self._clock().timestamp())), secrets.token_hex(16).upper()


class TrustedKey(msgspec.Struct, frozen=True):
    """One key of WeChat's; a certificate counts only inside its own dates."""

    key: RSAPublicKey
    valid_from: datetime = datetime.min.replace(tzinfo=UTC)
    valid_until: datetime = datetime.max.replace(tzinfo=UTC)


class Verifier:
    """Decides whether a message is WeChat's: the key is chosen by `Wechatpay-Serial`, among those we hold."""

    def __init__(self, public_keys: Mapping[str, str], clock: Clock) -> None:
        self._keys = {serial: _trusted_key(serial, pem) for serial, pem in public_keys.items()}
        self._clock = clock

    @property
    def preferred_serial(self) -> str:
        """The key that we ask WeChat to sign with: a public key if we hold one, as it never expires."""
        return max(self._keys, key=lambda serial: serial.startswith(PUBLIC_KEY_PREFIX))

    def verify(self, headers: Mapping[str, str], body: bytes) -> None:
        """Return only if the message is authentic and fresh.

        Raises:
            UntrustedMessage: with the reason.
        """
        fields = {name.lower(): value for name, value in headers.items()}
        timestamp, nonce = _header(fields, "timestamp"), _header(fields, "nonce")
        signature = _header(fields, "signature")
        if signature.startswith(_PROBE_PREFIX):
            raise UntrustedMessage("signature probe")
        if fields.get("wechatpay-signature-type", SCHEME) != SCHEME:
            raise UntrustedMessage("unknown signature type")
        now = self._clock()
        _check_fresh(timestamp, now)
        key = self._key_at(_header(fields, "serial"), now)
        _check_signature(key, signature, b"%s\n%s\n%s\n" % (timestamp.encode(), nonce.encode(), body))

    def _key_at(self, serial: str, now: datetime) -> RSAPublicKey:
        trusted = self._keys.get(serial)
        if trusted is None:
            raise UntrustedMessage("unknown serial")
        if not trusted.valid_from <= now <= trusted.valid_until:
            raise UntrustedMessage("certificate outside its dates")
        return trusted.key


class Opener:
    """Opens the encrypted part of notifications: AES-256-GCM under the APIv3 key."""

    def __init__(self, api_v3_key: str) -> None:
        self._cipher = AESGCM(api_v3_key.encode())

    def open(self, nonce: str, associated_data: str, ciphertext: str) -> bytes:
        """The plaintext.

        Raises:
            UntrustedMessage: it was not sealed with our key, or is damaged.
        """
        try:
            return self._cipher.decrypt(
                nonce.encode(), b64decode(ciphertext, validate=True), associated_data.encode()
            )
        except (InvalidTag, ValueError) as refused:
            raise UntrustedMessage("resource does not decrypt") from refused


def _header(fields: Mapping[str, str], name: str) -> str:
    value = fields.get(f"wechatpay-{name}")
    if not value:
        raise UntrustedMessage(f"no Wechatpay-{name.capitalize()}")
    return value


def _check_fresh(timestamp: str, now: datetime) -> None:
    if not (timestamp.isascii() and timestamp.isdigit()):
        raise UntrustedMessage("timestamp is not a number")
    if abs(now.timestamp() - int(timestamp)) >= FRESH_FOR.total_seconds():
        raise UntrustedMessage("stale timestamp")


def _check_signature(key: RSAPublicKey, signature: str, message: bytes) -> None:
    try:
        key.verify(b64decode(signature, validate=True), message, PKCS1v15(), SHA256())
    except (InvalidSignature, binascii.Error, ValueError) as refused:
        raise UntrustedMessage("wrong signature") from refused


def _private_key(pem: str) -> RSAPrivateKey:
    key = load_pem_private_key(pem.encode(), password=None)
    if not isinstance(key, RSAPrivateKey):
        raise ValueError("the merchant key must be RSA")
    return key


def _trusted_key(serial: str, pem: str) -> TrustedKey:
    if "BEGIN CERTIFICATE" in pem:
        return _certificate_key(serial, pem)
    key = load_pem_public_key(pem.encode())
    if not isinstance(key, RSAPublicKey):
        raise ValueError(f"public key {serial} must be RSA")
    return TrustedKey(key)


def _certificate_key(serial: str, pem: str) -> TrustedKey:
    certificate = load_pem_x509_certificate(pem.encode())
    key = certificate.public_key()
    if not isinstance(key, RSAPublicKey):
        raise ValueError(f"certificate {serial} must hold an RSA key")
    if f"{certificate.serial_number:040X}" != serial.upper():
        raise ValueError(f"certificate {serial} carries another serial number")
    return TrustedKey(key, certificate.not_valid_before_utc, certificate.not_valid_after_utc)
