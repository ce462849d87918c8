"""Numbers as WeChat's look, marked `sim` wherever the format allows it."""

import secrets
import string
from datetime import datetime

_ALPHABET = string.ascii_letters + string.digits


def openid() -> str:
    """28 characters, the first an o."""
    return "oSim" + "".join(secrets.choice(_ALPHABET) for _ in range(24))


def sub_mchid() -> str:
    """10 digits; 98 is in use by nobody."""
    return f"98{secrets.randbelow(10**8):08d}"


def login_code() -> str:
    """32 characters."""
    return "sim" + secrets.token_hex(16)[:29]


def prepay_id() -> str:
    """36 characters."""
    return "wxsim" + secrets.token_hex(16)[:31]


def numbered(prefix: str, now: datetime) -> str:
    """At most 32 characters with a day in them: of transactions, refunds and sharings."""
    return f"sim{prefix}{now:%Y%m%d}{secrets.token_hex(8)}"


def notification_id() -> str:
    """36 characters."""
    return "sim" + secrets.token_hex(17)[:33]
