"""The reference *insert*: one-row INSERTs by 16 clients, each durable before the next."""

from collections.abc import Awaitable, Callable

import asyncpg

from bench import load

CLIENTS = 16
NAME = "one-row INSERTs by 16 clients"


def rate(admin_url: str, seconds: float) -> float:
    """Rows per second."""

    async def prepare(_number: int) -> Callable[[], Awaitable[None]]:
        connection = await asyncpg.connect(admin_url)
        await connection.execute("CREATE TABLE IF NOT EXISTS bench_insert (a bigint, b text)")

        async def insert() -> None:
            await connection.execute("INSERT INTO bench_insert VALUES ($1, $2)", 1, "x" * 80)

        return insert

    return load.run(CLIENTS, seconds, prepare).rate
