"""Answers encoded once and served many times: the bytes, and the ETag by which a client asks again."""

import hashlib
from typing import Any

import msgspec
from litestar.openapi.datastructures import ResponseSpec


class Encoded(msgspec.Struct, frozen=True):
    """JSON that the cache keeps; platform.http.json_bytes sends it."""

    body: bytes
    etag: str


def encode(value: object) -> Encoded:
    """The JSON of a value; equal bytes have equal tags, in every process."""
    body = msgspec.json.encode(value)
    return Encoded(body, f'"{hashlib.blake2b(body, digest_size=12).hexdigest()}"')


def answers(kind: Any, status: int = 200) -> dict[int, ResponseSpec]:
    """For a handler that returns bytes: what the API's description says they hold."""
    return {status: ResponseSpec(kind, generate_examples=False, description="Success")}
