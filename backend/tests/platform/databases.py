"""Databases beside the platform's own, and what a database says of itself."""

import asyncio
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import asyncpg

from tests.stack import Stack

Facts = dict[str, set[tuple[Any, ...]]]
"""By kind of fact."""

_OURS = """
    WITH ours AS (
      SELECT oid, relname, relkind, relacl, relrowsecurity, relforcerowsecurity FROM pg_class
      WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'S')
        AND relname NOT LIKE 'pgqueuer%' AND relname <> 'alembic_version'
    )
"""
QUERIES = {
    "columns": """
        SELECT relname, attname, format_type(atttypid, atttypmod), attnotnull, pg_get_expr(adbin, adrelid)
        FROM ours JOIN pg_attribute ON attrelid = ours.oid LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum
        WHERE relkind = 'r' AND attnum > 0
    """,
    "constraints": """
        SELECT relname, conname, pg_get_constraintdef(pg_constraint.oid)
        FROM ours JOIN pg_constraint ON conrelid = ours.oid
    """,
    "indexes": """
        SELECT relname, pg_get_indexdef(indexrelid) FROM ours JOIN pg_index ON indrelid = ours.oid
    """,
    "triggers": """
        SELECT relname, pg_get_triggerdef(pg_trigger.oid), pg_get_functiondef(tgfoid)
        FROM ours JOIN pg_trigger ON tgrelid = ours.oid WHERE NOT tgisinternal
    """,
    "row level security": """
        SELECT relname, relrowsecurity AND relforcerowsecurity FROM ours WHERE relkind = 'r'
    """,
    "policies": """
        SELECT relname, polname, polcmd, polroles::regrole[]::text,
               pg_get_expr(polqual, polrelid), pg_get_expr(polwithcheck, polrelid)
        FROM ours JOIN pg_policy ON polrelid = ours.oid
    """,
    "grants": """
        SELECT relname, NULL, grantee::regrole::text, privilege_type FROM ours, aclexplode(relacl)
        UNION ALL
        SELECT relname, attname, grantee::regrole::text, privilege_type
        FROM ours JOIN pg_attribute ON attrelid = ours.oid, aclexplode(attacl)
    """,
}


def facts(url: str) -> Facts:
    """Everything that decides what a database holds and shows to whom; the queue's own tables left out."""

    async def ask() -> Facts:
        connection = await asyncpg.connect(url)
        try:
            return {
                kind: {tuple(row) for row in await connection.fetch(_OURS + query)}
                for kind, query in QUERIES.items()
            }
        finally:
            await connection.close()

    return asyncio.run(ask())


def run(url: str, script: str) -> None:
    """Execute statements."""

    async def execute() -> None:
        connection = await asyncpg.connect(url)
        try:
            await connection.execute(script)
        finally:
            await connection.close()

    asyncio.run(execute())


@contextmanager
def empty_database(stack: Stack) -> Iterator[str]:
    """A database in the stack's server, as the owner of its tables sees it; dropped in the end."""
    name = f"beside_{secrets.token_hex(4)}"
    run(stack.server.admin_url, f"CREATE DATABASE {name} OWNER lilong_owner")
    try:
        yield stack.owner_url.rpartition("/")[0] + f"/{name}"
    finally:
        run(stack.server.admin_url, f"DROP DATABASE {name} WITH (FORCE)")
