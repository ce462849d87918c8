"""Where a request came from, for limits only: never proof of anything."""

import ipaddress

from lilong.platform import limits
from lilong.platform.access import Connection


async def hit(limit: str, what: str, connection: Connection) -> None:
    """Count one try of the caller's address against the limit. Raises TooManyRequests.

    Programs of our own network that name nobody they speak for are not limited: they are not visitors.
    """
    if address := address_of(connection):
        await limits.hit(limit, what, address)


def address_of(connection: Connection) -> str | None:
    """The first address beyond our own network: the peer's, or else what our proxies noted, read from the nearest on.

    None when all are ours. What a visitor writes into X-Forwarded-For stands left of what our proxy adds.
    """
    peer = connection.client.host if connection.client else ""
    noted = connection.headers.get("x-forwarded-for", "").split(",")
    for hop in (peer, *(part.strip() for part in reversed(noted))):
        if not _is_ours(hop):
            return hop
    return None


def _is_ours(address: str) -> bool:
    try:
        return ipaddress.ip_address(address).is_private
    except ValueError:
        return True  # no address at all: nobody to count
