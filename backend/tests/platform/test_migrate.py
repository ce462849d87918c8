"""A start asks the database whether it is current, instead of loading Alembic to find nothing to do."""

from lilong.platform import migrate
from tests.platform import databases
from tests.stack import Stack


def test_a_database_is_current_once_the_newest_migration_was_applied(stack: Stack) -> None:
    with databases.empty_database(stack) as url:
        assert not migrate.is_current(url)
        migrate.upgrade(url)
        assert migrate.is_current(url)
        migrate.downgrade(url, "base")
        assert not migrate.is_current(url)


def test_one_migration_is_the_newest() -> None:
    assert len(migrate.newest()) == 1, "two migrations follow the same one: join them"
