"""What runs beneath, for operators: the audit of every change, jobs and their dead letters."""

from datetime import datetime
from typing import Annotated, Any

import msgspec
from litestar import get, post
from litestar.params import Parameter
from sqlalchemy import select, text

from lilong.platform import audit
from lilong.platform.access import Operator, ops_permission
from lilong.platform.audit import audit_entry
from lilong.platform.db import Db
from lilong.platform.errors import NotFound
from lilong.platform.paging import (
    DEFAULT_LIMIT,
    MAX_LIMIT,
    Page,
    after,
    decode_cursor,
    encode_cursor,
    page_of,
)

Limit = Annotated[int, Parameter(ge=1, le=MAX_LIMIT)]
Words = Annotated[str | None, Parameter(max_length=60)]


class AuditRow(msgspec.Struct):
    """One change."""

    id: int
    at: datetime
    actor_kind: str
    actor_id: int
    shop_id: int | None
    action: str
    subject: str
    before: Any
    after: Any
    reason: str
    request_id: str


class FailedJob(msgspec.Struct):
    """A dead letter: a job that failed for the last time."""

    id: int
    kind: str
    payload: str
    attempts: int
    failed_at: datetime


class Jobs(msgspec.Struct):
    """The state of background work."""

    queued: int
    running: int
    clocks: int
    """Rows that wait for their time."""
    failed: list[FailedJob]


_AUDIT = tuple(audit_entry.c[name] for name in AuditRow.__struct_fields__)


@get("/audit", guards=[ops_permission("audit.view")])
async def list_audit(
    db: Db,
    actor_kind: Words = None,
    actor_id: int | None = None,
    action: Words = None,
    subject: Words = None,
    shop_id: int | None = None,
    cursor: str | None = None,
    limit: Limit = DEFAULT_LIMIT,
) -> Page[AuditRow]:
    """Every change, newest first."""
    columns = audit_entry.c
    given = {
        "actor_kind": actor_kind,
        "actor_id": actor_id,
        "action": action,
        "subject": subject,
        "shop_id": shop_id,
    }
    chosen = [columns[name] == value for name, value in given.items() if value is not None and value != ""]
    wanted = select(*_AUDIT).where(*chosen).order_by(columns.at.desc(), columns.id.desc()).limit(limit + 1)
    if cursor:
        place = decode_cursor(cursor, datetime, int)
        wanted = wanted.where(after([(columns.at, True), (columns.id, True)], place))
    rows = [AuditRow(*row) for row in await db.execute(wanted)]
    return page_of(rows, limit, lambda row: encode_cursor(row.at, row.id), lambda row: row)


_COUNTS = text("""
    SELECT count(*) FILTER (WHERE status = 'queued'), count(*) FILTER (WHERE status = 'picked'), (SELECT count(*) FROM due)
    FROM pgqueuer
""")
_FAILED = text("""
    SELECT id, entrypoint, coalesce(convert_from(payload, 'UTF8'), ''), attempts, updated
    FROM pgqueuer WHERE status = 'failed' ORDER BY updated DESC LIMIT 100
""")
_RETRY = text("""
    UPDATE pgqueuer SET status = 'queued', attempts = 0, execute_after = now(), updated = now()
    WHERE id = :id AND status = 'failed'
""")


@get("/jobs", guards=[ops_permission("jobs.view")])
async def show_jobs(db: Db) -> Jobs:
    """What waits, what runs, and what failed for the last time (the latest hundred)."""
    queued, running, clocks = (await db.execute(_COUNTS)).one()
    return Jobs(queued, running, clocks, [FailedJob(*row) for row in await db.execute(_FAILED)])


@post("/jobs/{job_id:int}/retry", guards=[ops_permission("jobs.retry")], status_code=204)
async def retry_job(job_id: int, operator: Operator, db: Db) -> None:
    """Put a dead letter back to work."""
    if not (await db.execute(_RETRY, {"id": job_id})).rowcount:
        raise NotFound
    await audit.record(db, operator.actor, "job.retry", f"job:{job_id}")


handlers = [list_audit, show_jobs, retry_job]
