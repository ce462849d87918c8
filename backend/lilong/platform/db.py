"""One connection inside one transaction, for one kind of person.

`Db` is what services take. It always belongs to a `Scope`: the application logs in as a role that owns nothing and may do
nothing, and each transaction takes the role of a buyer, a merchant, an operator or a worker. Row-level security then shows
it its own rows only; a forgotten scope sees no row at all.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any, Literal

import asyncpg
import msgspec
from sqlalchemy import event
from sqlalchemy.exc import DisconnectionError
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
        async with self._engine.connect() as db:
            await _enter(db, self.scope)
            try:
                yield db
                await db.exec_driver_sql("COMMIT")
            except BaseException:
                await _roll_back(db)
                raise

    def as_worker(self) -> "Transactions":
        """The same database with the worker's rights; each use is an act that crosses owners, such as a payment."""
        return Transactions(self._engine, WORKER)

    def as_visitor(self) -> "Transactions":
        """The same database as everybody sees it: for what is read for all shoppers at once."""
        return Transactions(self._engine, VISITOR)


_LOST = (asyncpg.InterfaceError, asyncpg.PostgresConnectionError, asyncpg.InternalClientError)
"""How the driver says that a connection is of no use. The last one: it died in the middle of something that nobody saw end."""


async def _enter(db: Db, scope: Scope) -> None:
    """Begin, and take the scope's role and owner until the end, in one round trip: SQLAlchemy's own BEGIN would be another.

    Raises ConnectionError when the connection is lost.
    """
    driver: Any = (await db.get_raw_connection()).driver_connection
    try:
        await driver.execute(_beginning(scope))
    except BaseException as error:
        await db.invalidate()  # nobody knows whether it has begun
        if isinstance(error, _LOST):
            raise ConnectionError("the database connection is lost") from error
        raise


async def _roll_back(db: Db) -> None:
    """Undo; a connection that cannot even do that is thrown away, so that nobody inherits what it has begun."""
    if db.invalidated:
        return
    try:
        await db.exec_driver_sql("ROLLBACK")
    except BaseException:
        await db.invalidate()
        raise


def _beginning(scope: Scope) -> str:
    statements = ["BEGIN", f"SET LOCAL ROLE lilong_{scope.role}"]
    if scope.buyer_id is not None:
        statements.append(f"SET LOCAL app.buyer_id = '{scope.buyer_id:d}'")
    if scope.shop_id is not None:
        statements.append(f"SET LOCAL app.shop_id = '{scope.shop_id:d}'")
    return ";".join(statements)


def make_engine(url: str, pool_size: int) -> AsyncEngine:
    """The engine of one process, for `Transactions` only. `url` is a plain postgresql:// address."""
    engine = create_async_engine(
        async_url(url),
        pool_size=pool_size,
        max_overflow=0,
        pool_timeout=10,
        pool_use_lifo=True,  # the connection used last has everything prepared and warm
        isolation_level="AUTOCOMMIT",  # of SQLAlchemy's view: Transactions begins and commits itself
        hide_parameters=True,  # an error's text goes to the log, and parameters are people's names and addresses
        json_serializer=lambda value: msgspec.json.encode(value).decode(),
        json_deserializer=msgspec.json.decode,
        connect_args={"server_settings": {"jit": "off", "application_name": "lilong"}},
    )
    event.listen(engine.sync_engine, "checkout", _refuse_the_dead)
    return engine


def _refuse_the_dead(connection: Any, *_: object) -> None:
    """The pool asks before it hands a connection out. The driver knows when the server hung up; asking costs no round trip."""
    driver = connection.driver_connection
    if (
        driver.is_closed() or driver.is_in_transaction()
    ):  # the latter never happens; if it did, it would be a stranger's
        raise DisconnectionError


def async_url(url: str) -> str:
    """The same address with the driver named, as SQLAlchemy wants it."""
    return url.replace("postgresql://", "postgresql+asyncpg://", 1)
