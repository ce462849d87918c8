"""A notification as bytes and headers: sealed, signed, and spoiled on order."""

import secrets
from base64 import b64encode
from copy import deepcopy
from datetime import datetime
from typing import Any

import msgspec

from simulator.clock import rfc3339
from simulator.faults import Fault
from simulator.home import Home
from simulator.news import News, original_type
from simulator.signatures import sign

_STALE_SECONDS = 3_600


class Letter(msgspec.Struct, frozen=True):
    """One POST."""

    body: bytes
    headers: dict[str, str]


def write(home: Home, now: datetime, news: News, fault: Fault | None = None) -> Letter:
    """The letter that carries the news, with the fault in it if there is one."""
    kind = fault.kind if fault else None
    resource = _lie(news.resource, fault.value) if fault and kind == "wrong_amount" else news.resource
    body = msgspec.json.encode(_envelope(home, news, resource))
    serial = home.certificate_serial if kind == "certificate_signed" else home.public_key_id
    timestamp = int(now.timestamp()) - (_STALE_SECONDS if kind == "stale_timestamp" else 0)
    headers = sign(home, serial, timestamp, body)
    return Letter(body, {"Content-Type": "application/json"} | _spoil(home, headers, kind, timestamp))


def _spoil(home: Home, headers: dict[str, str], kind: str | None, timestamp: int) -> dict[str, str]:
    if kind == "wrong_signature":
        return headers | {
            "Wechatpay-Signature": sign(home, home.public_key_id, timestamp, b"{}")["Wechatpay-Signature"]
        }
    if kind == "unknown_serial":
        return headers | {"Wechatpay-Serial": "PUB_KEY_ID_0000000000000000000000"}
    if kind == "signature_probe":
        return headers | {"Wechatpay-Signature": f"WECHATPAY/SIGNTEST/{headers['Wechatpay-Signature']}"}
    return headers


def _envelope(home: Home, news: News, resource: dict[str, Any]) -> dict[str, object]:
    nonce, kind = secrets.token_hex(6), original_type(news.event_type)
    sealed = home.cipher.encrypt(nonce.encode(), msgspec.json.encode(resource), kind.encode())
    return {
        "id": news.id,
        "create_time": rfc3339(news.created_at),
        "resource_type": "encrypt-resource",
        "event_type": news.event_type,
        "summary": news.summary,
        "resource": {
            "original_type": kind,
            "algorithm": "AEAD_AES_256_GCM",
            "ciphertext": b64encode(sealed).decode(),
            "associated_data": kind,
            "nonce": nonce,
        },
    }


def _lie(resource: dict[str, Any], more_fen: int) -> dict[str, Any]:
    """The same news with another amount in it, by `more_fen` or one fen."""
    lie = deepcopy(resource)
    amount = lie["sub_orders"][0]["amount"] if "sub_orders" in lie else lie.get("amount") or lie["receiver"]
    field = next(name for name in ("total_amount", "refund", "total", "amount") if name in amount)
    amount[field] += more_fen or 1
    return lie
