"""Alembic's entry: runs the migrations on one asyncpg connection, as the owner of the tables."""

import asyncio

from alembic import context
from sqlalchemy import Connection, text
from sqlalchemy.ext.asyncio import create_async_engine

from lilong.platform.db import async_url


def migrate(connection: Connection) -> None:
    context.configure(connection=connection, transaction_per_migration=True)
    with context.begin_transaction():
        # Two processes may start at once: the second waits, then finds nothing to do.
        connection.execute(text("SELECT pg_advisory_xact_lock(7236123)"))
        context.run_migrations()


async def run() -> None:
    engine = create_async_engine(async_url(context.config.attributes["url"]))
    async with engine.connect() as connection:
        await connection.run_sync(migrate)
        await connection.commit()
    await engine.dispose()


asyncio.run(run())
