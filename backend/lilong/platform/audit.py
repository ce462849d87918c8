"""Who changed what, when, from what to what and why. Rows are inserted in the transaction of the change, never edited."""

from datetime import datetime
from typing import Any

import msgspec
from sqlalchemy import BigInteger, Column, Index, Named, Table, TypedColumns, insert
from sqlalchemy.dialects.postgresql import JSONB

from lilong.platform import clock, ids
from lilong.platform.columns import append_only, key, metadata, moment, owned
from lilong.platform.db import Db
from lilong.platform.logs import current_request_id


class Actor(msgspec.Struct, frozen=True):
    """Who acts, as the audit and order events name them."""

    kind: str
    """buyer, staff, operator, clock or system."""
    id: int = 0


CLOCK = Actor("clock")


class _AuditColumns(TypedColumns):
    id: Named[int] = key()
    shop_id: Named[int | None] = Column(BigInteger)
    actor_kind: Named[str]
    actor_id: Named[int] = Column(BigInteger)
    action: Named[str]
    subject: Named[str]
    before: Named[Any] = Column(JSONB, nullable=True)
    after: Named[Any] = Column(JSONB, nullable=True)
    reason: Named[str]
    request_id: Named[str]
    at: Named[datetime] = moment()


audit_entry = Table(
    "audit_entry",
    metadata,
    _AuditColumns,
    Index(None, "shop_id", "id"),
    Index(None, "subject"),
    Index(None, "actor_id"),
)
owned(audit_entry, merchant="shop_id")
append_only(audit_entry)


async def record(
    db: Db,
    actor: Actor,
    action: str,
    subject: str,
    *,
    shop_id: int | None = None,
    before: object = None,
    after: object = None,
    reason: str = "",
) -> None:
    """Write one change down. `subject` names the row, such as `product:123`; `before` and `after` hold what differs."""
    row = {
        "id": await ids.one(db),
        "shop_id": shop_id,
        "actor_kind": actor.kind,
        "actor_id": actor.id,
        "action": action,
        "subject": subject,
        "before": msgspec.to_builtins(before),
        "after": msgspec.to_builtins(after),
        "reason": reason,
        "request_id": current_request_id(),
        "at": clock.now(),
    }
    await db.execute(insert(audit_entry), row)
