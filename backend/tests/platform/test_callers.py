"""Whose address is counted against limits."""

from typing import Any

import pytest
from litestar.connection import ASGIConnection

from lilong.platform.callers import address_of


def _connection(peer: str, forwarded: str | None) -> ASGIConnection[Any, Any, Any, Any]:
    headers = [] if forwarded is None else [(b"x-forwarded-for", forwarded.encode())]
    scope: Any = {"type": "http", "client": (peer, 1234), "headers": headers}
    return ASGIConnection(scope)


@pytest.mark.parametrize(
    ("peer", "forwarded", "counted"),
    [
        ("8.8.8.8", None, "8.8.8.8"),
        ("8.8.8.8", "1.1.1.1", "8.8.8.8"),  # a visitor may write what he likes
        ("10.0.0.7", "1.1.1.1", "1.1.1.1"),  # our load balancer says whom it speaks for
        ("10.0.0.7", "9.9.9.9, 1.1.1.1", "1.1.1.1"),  # left of it: the visitor's own words
        ("127.0.0.1", "1.1.1.1, 192.168.1.5", "1.1.1.1"),  # two proxies of ours
        ("127.0.0.1", None, None),
        ("10.0.0.7", "unknown", None),
    ],
)
def test_the_nearest_address_that_is_not_ours_is_counted(
    peer: str, forwarded: str | None, counted: str | None
) -> None:
    assert address_of(_connection(peer, forwarded)) == counted
