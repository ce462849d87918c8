"""The documented limits of fields, as types; and how a body becomes a request."""

import hashlib
from typing import Annotated, TypeVar

import msgspec
from msgspec import Meta

from simulator.errors import wrong_parameter

OutTradeNo = Annotated[str, Meta(min_length=6, max_length=32, pattern=r"^[0-9A-Za-z_\-|*]+$")]
CombineOutTradeNo = Annotated[str, Meta(min_length=2, max_length=32, pattern=r"^[0-9A-Za-z_\-|*]+$")]
OutRefundNo = Annotated[str, Meta(min_length=1, max_length=64, pattern=r"^[0-9A-Za-z_\-|*@]+$")]
Identifier = Annotated[str, Meta(min_length=1, max_length=32)]
Openid = Annotated[str, Meta(min_length=1, max_length=128)]
Description = Annotated[str, Meta(min_length=1, max_length=127)]
ShortDescription = Annotated[str, Meta(min_length=1, max_length=80)]
Attach = Annotated[str, Meta(min_length=1, max_length=128)]
PayerIp = Annotated[str, Meta(min_length=7, max_length=45, pattern=r"^[0-9a-fA-F.:]+$")]
Fen = Annotated[int, Meta(ge=1, le=1_000_000_000_00)]
Currency = Annotated[str, Meta(pattern=r"^CNY$")]
NotifyUrl = Annotated[
    str,
    Meta(
        max_length=255,
        # Public https without a query. Plain http only for hosts that cannot be public: loopback, or no dot.
        pattern=r"^(https://|http://(127\.0\.0\.1|\[::1\]|[A-Za-z0-9_\-]+)(:\d+)?/)[^?#\s]+$",
    ),
]

T = TypeVar("T")


def decoded(body: bytes, kind: type[T]) -> T:
    """The request in a body.

    Raises:
        Refused: PARAM_ERROR, naming the field.
    """
    try:
        return msgspec.json.decode(body, type=kind)
    except (msgspec.ValidationError, msgspec.DecodeError) as malformed:
        issue, _, place = str(malformed).partition(" - at `$")
        raise wrong_parameter(place.rstrip("`").replace(".", "/") or "/body", issue) from malformed


def hash_of(request: msgspec.Struct) -> str:
    """The same for the same parameters, whatever their order in the JSON."""
    return hashlib.sha256(msgspec.json.encode(request)).hexdigest()
