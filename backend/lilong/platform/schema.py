"""The database as the code declares it, in SQL: tables, row-level security, privileges.

Used to write a migration and, by a test, to compare the migrated database with the declarations.
"""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Table
from sqlalchemy.dialects.postgresql.base import PGDialect
from sqlalchemy.schema import CreateIndex, CreateSequence, CreateTable

from lilong.platform.columns import metadata

ALL = ("SELECT", "INSERT", "UPDATE", "DELETE")
APPEND = ("SELECT", "INSERT")
SETTING = "nullif(current_setting('app.{}_id', true), '')::bigint"
"""After a transaction the setting is '', not NULL, and ''::bigint raises; unset yields no row."""


def statements() -> Iterator[str]:
    """Everything, in the order in which it can be executed on an empty database."""
    dialect = PGDialect()  # type: ignore[no-untyped-call]  # SQLAlchemy leaves its constructor untyped
    for sequence in metadata._sequences.values():
        yield str(CreateSequence(sequence).compile(dialect=dialect))
        yield f"GRANT USAGE ON SEQUENCE {sequence.name} TO lilong_buyer, lilong_merchant, lilong_operator, lilong_worker"
    for table in metadata.sorted_tables:
        yield str(CreateTable(table).compile(dialect=dialect)).strip()
        for index in sorted(table.indexes, key=lambda index: str(index.name)):
            yield str(CreateIndex(index).compile(dialect=dialect))
        yield f"ALTER TABLE {table.name} ENABLE ROW LEVEL SECURITY"
        yield f"ALTER TABLE {table.name} FORCE ROW LEVEL SECURITY"
        yield from sorted(grants(table))
        for name, policy in sorted(policies(table).items()):
            yield f"CREATE POLICY {name} ON {table.name} {policy}"


def policies(table: Table[Any]) -> dict[str, str]:
    """The row-level security policies of a table, by name."""
    rows = {
        f"{role}_all": f"TO lilong_{role} USING (true) WITH CHECK (true)" for role in ("operator", "worker")
    }
    owned = table.info.get("owned", {})
    if column := owned.get("merchant"):
        rows["merchant_own"] = _own("merchant", column, "shop")
    if column := owned.get("buyer"):
        rows["buyer_own"] = _own("buyer", column, "buyer")
    if owned.get("public"):
        rows["buyer_reads"] = "FOR SELECT TO lilong_buyer USING (true)"
        if not owned.get("merchant"):
            rows["merchant_reads"] = "FOR SELECT TO lilong_merchant USING (true)"
    for audience, privileges in table.info.get("allowed", []):
        for command in privileges:
            verb = command.split()[0]
            clause = "WITH CHECK (true)" if verb == "INSERT" else "USING (true)"
            rows[f"{audience}_may_{verb.lower()}"] = f"FOR {verb} TO lilong_{audience} {clause}"
    return rows


def grants(table: Table[Any]) -> list[str]:
    """The privileges on a table."""
    everything = APPEND if table.info.get("append_only") else ALL
    owned = table.info.get("owned", {})
    wanted: set[tuple[str, tuple[str, ...]]] = {("operator", everything), ("worker", everything)}
    wanted |= {(audience, everything) for audience in ("merchant", "buyer") if owned.get(audience)}
    if owned.get("public"):
        wanted |= {("buyer", ("SELECT",)), ("merchant", ("SELECT",))}
    wanted |= {(audience, privileges) for audience, privileges in table.info.get("allowed", [])}
    return [f"GRANT {', '.join(privileges)} ON {table.name} TO lilong_{role}" for role, privileges in wanted]


def _own(audience: str, column: str, setting: str) -> str:
    mine = f"{column} = {SETTING.format(setting)}"
    return f"TO lilong_{audience} USING ({mine}) WITH CHECK ({mine})"
