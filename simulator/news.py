"""News for the merchant: written in the transaction that made it, delivered by the courier."""

from datetime import datetime
from typing import Any, Literal

import msgspec
from sqlalchemy import insert

from simulator import ids
from simulator.database import Db
from simulator.tables import notification


class News(msgspec.Struct, frozen=True, kw_only=True):
    """One notification, as the courier carries it. `resource` is what will be encrypted."""

    id: str
    event_type: str
    reference: str
    notify_url: str
    summary: str
    resource: dict[str, Any]
    created_at: datetime
    attempts: int = 0


async def announce(
    db: Db,
    now: datetime,
    *,
    event_type: str,
    summary: str,
    reference: str,
    notify_url: str,
    resource: dict[str, Any],
) -> News:
    """Write the news down; hand it to the courier once the transaction is committed."""
    news = News(
        id=ids.notification_id(),
        event_type=event_type,
        reference=reference,
        notify_url=notify_url,
        summary=summary,
        resource=resource,
        created_at=now,
    )
    row = msgspec.structs.asdict(news) | {"state": "waiting", "due_at": now}
    await db.execute(insert(notification).values(row))
    return news


OriginalType = Literal["transaction", "refund", "profitsharing"]


def original_type(event_type: str) -> OriginalType:
    """What the envelope calls the kind of its content."""
    if event_type.startswith("TRANSACTION."):
        return "transaction"
    return "refund" if event_type.startswith("REFUND.") else "profitsharing"
