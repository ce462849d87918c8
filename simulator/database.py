"""The simulator's own database."""

from typing import Any

import msgspec
from sqlalchemy import event, func, select, text
from sqlalchemy.exc import DisconnectionError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from simulator.tables import SCHEMA, metadata

Db = AsyncConnection
"""A connection inside one transaction."""

_CREATION_LOCK = 7_364_001


def make_engine(url: str) -> AsyncEngine:
    """The engine; a `postgresql://` address is driven by asyncpg."""
    engine = create_async_engine(
        url.replace("postgresql://", "postgresql+asyncpg://", 1),
        pool_size=10,
        max_overflow=0,
        pool_timeout=10,
        json_serializer=lambda value: msgspec.json.encode(value).decode(),
        json_deserializer=msgspec.json.decode,
        connect_args={"server_settings": {"jit": "off", "application_name": "simulator"}},
    )
    event.listen(engine.sync_engine, "checkout", _refuse_the_dead)
    return engine


def _refuse_the_dead(connection: Any, *_: object) -> None:
    """The pool asks before it hands a connection out: one that the server closed is replaced, and nobody notices."""
    if connection.driver_connection.is_closed():
        raise DisconnectionError


async def create_tables(engine: AsyncEngine) -> None:
    """Make what is missing; several processes may start at once."""
    async with engine.begin() as db:
        await db.execute(select(func.pg_advisory_xact_lock(_CREATION_LOCK)))
        await db.execute(text(f"CREATE SCHEMA IF NOT EXISTS {SCHEMA}"))
        await db.run_sync(metadata.create_all)
