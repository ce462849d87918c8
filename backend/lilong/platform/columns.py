"""How tables are declared: one metadata, the kinds of columns, and whose rows they are."""

from typing import Any

from sqlalchemy import BigInteger, Column, DateTime, MetaData, Table
from sqlalchemy.dialects.postgresql import JSONB

metadata = MetaData(
    naming_convention={
        "ix": "%(table_name)s_%(column_0_N_name)s_idx",
        "uq": "%(table_name)s_%(column_0_N_name)s_key",
        "ck": "%(table_name)s_%(constraint_name)s_check",
        "fk": "%(table_name)s_%(column_0_N_name)s_fkey",
        "pk": "%(table_name)s_pkey",
    },
)


def key() -> Column[int]:
    """The primary key; its values come from platform.ids: unique over all tables, below 2^53."""
    return Column(BigInteger, primary_key=True, autoincrement=False)


def big() -> Column[int]:
    """An id of another table, an amount in fen, or a count that may grow large."""
    return Column(BigInteger)


def moment() -> Column[Any]:
    """A UTC moment, aware."""
    return Column(DateTime(timezone=True))


def document() -> Column[Any]:
    """A JSON document, encoded and decoded by msgspec."""
    return Column(JSONB)


def owned(
    table: Table[Any], *, merchant: str | None = None, buyer: str | None = None, public: bool = False
) -> None:
    """Declare whose rows these are: the columns that row-level security compares for each audience.

    `public`: every shopper may read all rows (the catalogue). Operators and workers see all rows of every table.
    A table that is never declared is open to operators and workers only. Migrations carry the policies;
    a test compares them with these declarations.
    """
    table.info["owned"] = {"merchant": merchant, "buyer": buyer, "public": public}


def allowed(table: Table[Any], audience: str, *privileges: str) -> None:
    """Let `buyer` or `merchant` do something to rows that are not theirs, as part of an act of their own.

    A privilege is SQL's: `INSERT`, `SELECT`, or `UPDATE (reserved)` for single columns. The reason stands beside the call.
    """
    table.info.setdefault("allowed", []).append((audience, privileges))


def append_only(table: Table[Any]) -> None:
    """Rows are added and read, never changed or removed, by anybody: a mistake is reversed by another row."""
    table.info["append_only"] = True
