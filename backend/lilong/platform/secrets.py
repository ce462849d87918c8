"""Tokens that people carry and columns that only we may read."""

import hashlib
import hmac
import os
import secrets

from cryptography.hazmat.primitives.ciphers.aead import AESGCM


def new_token() -> str:
    """An opaque token of 256 random bits."""
    return secrets.token_urlsafe(32)


def token_hash(token: str) -> bytes:
    """What the database keeps of a token: enough to find it, not to use it."""
    return hashlib.sha256(token.encode()).digest()


def seal(key: bytes, text: str) -> bytes:
    """Encrypt a column's text: 12 bytes of nonce, then AES-256-GCM. `key` holds 32 bytes."""
    nonce = os.urandom(12)
    return nonce + AESGCM(key).encrypt(nonce, text.encode(), None)


def unseal(key: bytes, sealed: bytes) -> str:
    """The text of a sealed column. Raises cryptography's InvalidTag when it was made with another key or altered."""
    return AESGCM(key).decrypt(sealed[:12], sealed[12:], None).decode()


def blind_index(key: bytes, text: str) -> bytes:
    """A keyed hash to find equal sealed values by, without being able to read or guess them offline."""
    return hmac.new(key, text.encode(), hashlib.sha256).digest()


def mask_phone(phone: str) -> str:
    """138****2046: enough to recognise one's own, too little to call a stranger."""
    return f"{phone[:3]}****{phone[-4:]}" if len(phone) >= 11 else "****"


def mask_name(name: str) -> str:
    """林*: the first character only."""
    return name[:1] + "*" * max(1, len(name) - 1)
