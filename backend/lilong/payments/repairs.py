"""What a person must look at: payments that fit no order, amounts that differ, refunds and sharings that failed."""

from collections.abc import Mapping

from sqlalchemy import func, select, update
from sqlalchemy.dialects.postgresql import insert

from lilong.payments.tables import repair
from lilong.platform import clock, ids
from lilong.platform.db import Db


async def open_repair(db: Db, kind: str, subject: str, facts: Mapping[str, object]) -> None:
    """Put something before the operators, once per kind and subject."""
    row = {
        "id": await ids.one(db),
        "kind": kind,
        "subject": subject,
        "facts": facts,
        "state": "open",
        "created_at": clock.now(),
    }
    await db.execute(insert(repair).values(row).on_conflict_do_nothing())


async def resolve_repair(db: Db, kind: str, subject: str) -> None:
    """It came right after all."""
    mine = (repair.c.kind == kind) & (repair.c.subject == subject)
    await db.execute(update(repair).where(mine).values(state="resolved"))


async def repairs_open(db: Db) -> int:
    """How many wait for a person."""
    return (await db.execute(select(func.count()).where(repair.c.state == "open"))).scalar_one()
