"""The keys of the simulated WeChat Pay and of its one merchant, made at the first start and kept in the home
folder.

`credentials.json` is what a merchant downloads from the merchant platform; `platform.json` is WeChat's own
half, which no client may read.
"""

import os
import secrets
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, RSAPublicKey, generate_private_key
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)
from cryptography.x509.oid import NameOID


class Credentials(msgspec.Struct, frozen=True, kw_only=True):
    """`credentials.json`: everything a client needs to be this merchant."""

    app_id: str
    app_secret: str
    mch_id: str
    serial_number: str
    private_key_pem: str
    api_v3_key: str
    public_keys: dict[str, str]


class PlatformFile(msgspec.Struct, frozen=True, kw_only=True):
    """`platform.json`: WeChat's private keys by serial, as PEM."""

    public_key_id: str
    public_key_pem_private: str
    certificate_serial: str
    certificate_pem_private: str


class Home:
    """The keys, parsed once."""

    def __init__(self, credentials: Credentials, platform: PlatformFile) -> None:
        self.credentials = credentials
        self.public_key_id = platform.public_key_id
        self.certificate_serial = platform.certificate_serial
        self.signing_keys = {
            platform.public_key_id: _loaded(platform.public_key_pem_private),
            platform.certificate_serial: _loaded(platform.certificate_pem_private),
        }
        self.merchant_key: RSAPublicKey = _loaded(credentials.private_key_pem).public_key()
        self.cipher = AESGCM(credentials.api_v3_key.encode())


def open_home(folder: Path) -> Home:
    """The keys of a home folder, generated if it holds none."""
    folder.mkdir(parents=True, exist_ok=True)
    ours, theirs = folder / "platform.json", folder / "credentials.json"
    if not (ours.exists() and theirs.exists()):
        platform, credentials = _generate()
        _write_private(ours, msgspec.json.encode(platform))
        _write_private(theirs, msgspec.json.format(msgspec.json.encode(credentials), indent=2))
    return Home(
        msgspec.json.decode(theirs.read_bytes(), type=Credentials),
        msgspec.json.decode(ours.read_bytes(), type=PlatformFile),
    )


def _generate() -> tuple[PlatformFile, Credentials]:
    public_key, certificate_key, merchant_key = (_new_key() for _ in range(3))
    certificate = _certificate(certificate_key)
    platform = PlatformFile(
        public_key_id=f"PUB_KEY_ID_{_digits(24)}",
        public_key_pem_private=_private_pem(public_key),
        certificate_serial=f"{certificate.serial_number:040X}",
        certificate_pem_private=_private_pem(certificate_key),
    )
    public_keys = {
        platform.public_key_id: _public_pem(public_key),
        platform.certificate_serial: certificate.public_bytes(Encoding.PEM).decode(),
    }
    return platform, _credentials(merchant_key, public_keys)


def _credentials(merchant_key: RSAPrivateKey, public_keys: dict[str, str]) -> Credentials:
    return Credentials(
        app_id=f"wxsim{secrets.token_hex(7)[:13]}",
        app_secret=secrets.token_hex(16),
        mch_id=f"99{_digits(8)}",
        serial_number=f"{x509.random_serial_number():040X}",
        private_key_pem=_private_pem(merchant_key),
        api_v3_key=secrets.token_hex(16),
        public_keys=public_keys,
    )


def _certificate(key: RSAPrivateKey) -> x509.Certificate:
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Lilong simulator, no real money")])
    now = datetime.now(UTC)  # the certificate's dates are the machine's, whatever the turned clock says
    return (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(_full_length_serial())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=5 * 365))
        .sign(key, SHA256())
    )


def _full_length_serial() -> int:
    """A serial whose hexadecimal form has 40 digits, like WeChat's, and which is positive in DER."""
    return int.from_bytes(b"\x51" + secrets.token_bytes(19))


def _new_key() -> RSAPrivateKey:
    return generate_private_key(public_exponent=65_537, key_size=2_048)


def _loaded(pem: str) -> RSAPrivateKey:
    key = load_pem_private_key(pem.encode(), password=None)
    if not isinstance(key, RSAPrivateKey):
        raise TypeError("every key of the simulator is RSA")
    return key


def _private_pem(key: RSAPrivateKey) -> str:
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()


def _public_pem(key: RSAPrivateKey) -> str:
    return key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()


def _digits(count: int) -> str:
    return "".join(secrets.choice("0123456789") for _ in range(count))


def _write_private(path: Path, content: bytes) -> None:
    """Only the owner may read it; a reader never sees half a file."""
    draft = path.with_suffix(".new")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(content)
    draft.replace(path)
