"""Bring a database to the newest schema: Alembic over the migrations that ship beside the package."""

import asyncio
import re
from pathlib import Path
from typing import TYPE_CHECKING

import asyncpg

if TYPE_CHECKING:
    from alembic.config import Config

MIGRATIONS = Path(__file__).parents[2] / "migrations"
_REVISION = re.compile(r'^(down_)?revision[^=]*= "(\w+)"', re.MULTILINE)


def upgrade(owner_url: str, revision: str = "head") -> None:
    """Apply every migration up to the revision. `owner_url` logs in as the owner of the tables."""
    from alembic import command  # noqa: PLC0415 - most starts find nothing to do and need not load it

    command.upgrade(_config(owner_url), revision)


def downgrade(owner_url: str, revision: str) -> None:
    """Take migrations back down to the revision."""
    from alembic import command  # noqa: PLC0415 - see upgrade

    command.downgrade(_config(owner_url), revision)


def is_current(owner_url: str) -> bool:
    """Whether the newest migration has been applied."""
    return asyncio.run(_applied(owner_url)) == newest()


def newest() -> set[str]:
    """The revisions that no other follows: one, unless two branches wait to be joined."""
    texts = [file.read_text() for file in (MIGRATIONS / "versions").glob("*.py")]
    found = [match.groups() for text in texts for match in _REVISION.finditer(text)]
    followed = {revision for is_down, revision in found if is_down}
    return {revision for _, revision in found} - followed


async def _applied(url: str) -> set[str]:
    connection = await asyncpg.connect(url)
    try:
        rows = await connection.fetch("SELECT version_num FROM alembic_version")
        return {row["version_num"] for row in rows}
    except asyncpg.UndefinedTableError:
        return set()
    finally:
        await connection.close()


def _config(owner_url: str) -> "Config":
    from alembic.config import Config  # noqa: PLC0415 - see upgrade

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["url"] = owner_url
    return config
