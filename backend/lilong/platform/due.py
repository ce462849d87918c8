"""Clocks of the business: a row says what is due when, and a sweep turns due rows into work.

A crash delays a clock, never loses it. One clock per kind and subject: setting it again moves it, so that an extension or
a pause is one statement.
"""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import BigInteger, Column, DateTime, Index, Named, Table, TypedColumns, delete, select, tuple_
from sqlalchemy.dialects.postgresql import insert

from lilong.platform import clock, jobs
from lilong.platform.columns import allowed, metadata
from lilong.platform.db import Db, Transactions


class _DueColumns(TypedColumns):
    kind: Named[str] = Column(primary_key=True)
    subject_id: Named[int] = Column(BigInteger, primary_key=True, autoincrement=False)
    due_at: Named[datetime] = Column(DateTime(timezone=True))


due = Table("due", metadata, _DueColumns, Index(None, "due_at"))
allowed(
    due, "buyer", "SELECT", "INSERT", "UPDATE", "DELETE"
)  # an act of theirs starts and stops clocks; no page shows them
allowed(due, "merchant", "SELECT", "INSERT", "UPDATE", "DELETE")


async def set_clock(db: Db, kind: str, subject_id: int, due_at: datetime) -> None:
    """Have the job `kind` done for the subject at the moment, or move its clock there."""
    row = insert(due).values(kind=kind, subject_id=subject_id, due_at=due_at)
    await db.execute(
        row.on_conflict_do_update(index_elements=["kind", "subject_id"], set_={"due_at": due_at})
    )


async def stop_clock(db: Db, kind: str, *subject_ids: int) -> None:
    """The subject no longer waits for this."""
    await db.execute(delete(due).where(due.c.kind == kind, due.c.subject_id.in_(subject_ids)))


async def sweep(begin: Transactions, limit: int = 500) -> int:
    """Turn due rows into jobs with payload {"id": subject}; returns how many. Several workers may sweep at once."""
    async with begin() as db:
        rows = await _take_due(db, limit)
        for kind, subject_id in rows:
            await jobs.enqueue(db, kind, {"id": subject_id})
    return len(rows)


async def _take_due(db: Db, limit: int) -> Sequence[tuple[str, int]]:
    ripe = select(due.c.kind, due.c.subject_id).where(due.c.due_at <= clock.now()).order_by(due.c.due_at)
    rows = [
        (kind, subject_id)
        for kind, subject_id in await db.execute(ripe.limit(limit).with_for_update(skip_locked=True))
    ]
    if rows:
        await db.execute(delete(due).where(tuple_(due.c.kind, due.c.subject_id).in_(rows)))
    return rows
