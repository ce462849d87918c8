"""Bring a database to the newest schema: Alembic over the migrations that ship beside the package."""

from pathlib import Path

from alembic import command
from alembic.config import Config

MIGRATIONS = Path(__file__).parents[2] / "migrations"


def upgrade(owner_url: str, revision: str = "head") -> None:
    """Apply every migration up to the revision. `owner_url` logs in as the owner of the tables."""
    command.upgrade(_config(owner_url), revision)


def downgrade(owner_url: str, revision: str) -> None:
    """Take migrations back down to the revision."""
    command.downgrade(_config(owner_url), revision)


def _config(owner_url: str) -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["url"] = owner_url
    return config
