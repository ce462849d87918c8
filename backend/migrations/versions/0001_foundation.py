"""The foundation: every table of the first release, with its policies.

Revises: nothing
"""

from pathlib import Path

from alembic import op
from pgqueuer.adapters.persistence.qb import QueryBuilderEnvironment
from sqlalchemy.util import await_only

revision = "0001"
down_revision = None

TABLES = Path(__file__).with_name("0001_foundation.sql")
GROUPS = ("buyer", "merchant", "operator", "worker")
QUEUE = "pgqueuer, pgqueuer_log, pgqueuer_schedules, pgqueuer_statistics"
# Roles belong to the cluster, not to the database: another database may have made them.
MAKE_ROLE = """
DO $$ BEGIN
  CREATE ROLE lilong_{0} NOLOGIN;
EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
END $$
"""
GRANT_QUEUE = f"""
GRANT SELECT, INSERT, UPDATE, DELETE ON {QUEUE} TO lilong_app, lilong_worker, lilong_operator;
GRANT INSERT ON pgqueuer TO lilong_buyer, lilong_merchant;
GRANT USAGE ON ALL SEQUENCES IN SCHEMA public
  TO lilong_app, lilong_worker, lilong_operator, lilong_buyer, lilong_merchant;
"""


def upgrade() -> None:
    for group in GROUPS:
        op.execute(MAKE_ROLE.format(group))
        # Without INHERIT: a transaction that forgot to take a role has no right, and no policy shows it a row.
        op.execute(f"GRANT lilong_{group} TO lilong_app WITH INHERIT FALSE, SET TRUE")
        op.execute(f"GRANT USAGE ON SCHEMA public TO lilong_{group}")
    run_script(QueryBuilderEnvironment().build_install_query())
    run_script(GRANT_QUEUE)
    run_script(TABLES.read_text())


def downgrade() -> None:
    for line in reversed(TABLES.read_text().splitlines()):
        words = line.rstrip(";").split()
        if words[:2] in (["CREATE", "TABLE"], ["CREATE", "SEQUENCE"]):
            op.execute(f"DROP {words[1]} {words[2]}")
        elif words[:2] == ["CREATE", "FUNCTION"]:
            op.execute(f"DROP FUNCTION {words[2]} CASCADE")  # with its triggers
    run_script(QueryBuilderEnvironment().build_uninstall_query())


def run_script(script: str) -> None:
    """Several statements at once: asyncpg prepares single ones only, so they go to the driver unprepared."""
    connection = op.get_bind().connection.dbapi_connection
    await_only(connection.driver_connection.execute(script))
