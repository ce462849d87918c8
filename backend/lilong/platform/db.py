"""One connection inside one transaction, for one kind of person.

`Db` is what services take. It always belongs to a `Scope`: the application logs in as a role that owns nothing and may do
nothing, and each transaction takes the role of a buyer, a merchant, an operator or a worker. Row-level security then shows
it its own rows only; a forgotten scope sees no row at all.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Literal

import msgspec
from sqlalchemy import func, literal, select
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

Db = AsyncConnection
"""A connection inside a transaction that somebody else begins and commits."""

Role = Literal["buyer", "merchant", "operator", "worker"]


class Scope(msgspec.Struct, frozen=True):
    """Whose transaction it is. Buyers and merchants carry the id that row-level security compares."""

    role: Role
    buyer_id: int | None = None
    shop_id: int | None = None


WORKER = Scope("worker")
OPERATOR = Scope("operator")
VISITOR = Scope("buyer")
"""Somebody who has not signed in: sees the catalogue, owns no row."""


class Transactions:
    """Begins transactions of one scope: `async with begin() as db`. Acts that reach the outside world take this, not `Db`."""

    def __init__(self, engine: AsyncEngine, scope: Scope) -> None:
        self._engine = engine
        self.scope = scope

    @asynccontextmanager
    async def __call__(self) -> AsyncIterator[Db]:
        """One transaction: committed when the block ends, rolled back when it raises."""
        async with self._engine.begin() as db:
            await enter(db, self.scope)
            yield db

    def as_worker(self) -> "Transactions":
        """The same database with the worker's rights; each use is an act that crosses owners, such as a payment."""
        return Transactions(self._engine, WORKER)


async def enter(db: Db, scope: Scope) -> None:
    """Take the scope's role and owner until the transaction ends; one round trip."""
    await db.execute(
        select(
            func.set_config("role", literal(f"lilong_{scope.role}"), True),
            func.set_config("app.buyer_id", literal(str(scope.buyer_id or "")), True),
            func.set_config("app.shop_id", literal(str(scope.shop_id or "")), True),
        )
    )


def make_engine(url: str, pool_size: int) -> AsyncEngine:
    """The engine of one process. `url` is a plain postgresql:// address; a dead connection is noticed before use."""
    return create_async_engine(
        async_url(url),
        pool_size=pool_size,
        max_overflow=0,
        pool_pre_ping=True,
        pool_timeout=10,
        hide_parameters=True,  # an error's text goes to the log, and parameters are people's names and addresses
        json_serializer=lambda value: msgspec.json.encode(value).decode(),
        json_deserializer=msgspec.json.decode,
        connect_args={"server_settings": {"jit": "off", "application_name": "lilong"}},
    )


def async_url(url: str) -> str:
    """The same address with the driver named, as SQLAlchemy wants it."""
    return url.replace("postgresql://", "postgresql+asyncpg://", 1)
