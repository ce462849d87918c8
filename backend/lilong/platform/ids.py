"""Ids and numbers.

Ids are unique over all tables and given out by the process: it takes a block of a thousand from one database sequence,
so that a whole order (trade, orders, lines, reservations) is numbered before the first INSERT and needs no RETURNING.
Numbers are what people see and type: a date and random digits, so that nobody can count our orders or guess one.
"""

import secrets
from collections.abc import Iterator

from sqlalchemy import BigInteger, Sequence, select

from lilong.platform import clock
from lilong.platform.columns import metadata
from lilong.platform.db import Db

BLOCK = 1_000
blocks = Sequence("id_block", metadata=metadata, start=1, data_type=BigInteger)

_free: Iterator[int] = iter(())


async def take(db: Db, count: int) -> list[int]:
    """`count` fresh ids, rising. A rolled back transaction loses them, which is harmless."""
    return [await one(db) for _ in range(count)]


async def one(db: Db) -> int:
    """One fresh id."""
    global _free  # noqa: PLW0603 -- the block belongs to the process
    if (fresh := next(_free, None)) is None:
        block = (await db.execute(select(blocks.next_value()))).scalar_one()
        _free = iter(range(block * BLOCK, (block + 1) * BLOCK))
        fresh = next(_free)
    return fresh


def forget_block() -> None:
    """Take a new block next: for a process that turns to another database, as tests do."""
    global _free  # noqa: PLW0603 -- the block belongs to the process
    _free = iter(())


def number() -> str:
    """A number for people: 6 digits of the Shanghai day and 13 random ones (43 bits): 19 in all."""
    day = clock.now().astimezone(clock.SHANGHAI).strftime("%y%m%d")
    return f"{day}{secrets.randbelow(10**13):013d}"
