"""Migrations make exactly what the code declares, and can be taken back."""

from lilong import tables
from lilong.platform import migrate
from scripts import make_foundation
from tests.platform import databases
from tests.stack import Stack


def test_the_migrated_database_is_the_declared_one(stack: Stack) -> None:
    with databases.empty_database(stack) as url:
        databases.run(url, make_foundation.document())
        declared = databases.facts(url)

    migrated = databases.facts(stack.owner_url)

    assert len(migrated["row level security"]) == len(tables.metadata.tables)
    for kind, found in migrated.items():
        assert found == declared[kind], f"{kind} differ"


def test_migrations_go_up_and_down_and_up_again(stack: Stack) -> None:
    with databases.empty_database(stack) as url:
        migrate.upgrade(url)
        first = databases.facts(url)
        migrate.downgrade(url, "base")
        assert not any(databases.facts(url).values())
        migrate.upgrade(url)
        assert databases.facts(url) == first


def test_the_first_migration_is_written_from_the_tables() -> None:
    assert make_foundation.TARGET.read_text() == make_foundation.document(), "run scripts/make_foundation.py"
