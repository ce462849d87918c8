"""What was told to the merchant, how often, and what it answered."""

from datetime import datetime
from typing import Any

import msgspec
from litestar import get
from sqlalchemy import select

from simulator.parameters import FromQuery, TheWorld
from simulator.tables import delivery, notification


class DeliveryView(msgspec.Struct):
    """One POST."""

    attempt: int
    fault: str | None
    status: int | None
    failure: str | None
    delivered_at: datetime


class NotificationView(msgspec.Struct):
    """One piece of news and its deliveries."""

    id: str
    event_type: str
    reference: str
    notify_url: str
    resource: dict[str, Any]
    state: str
    attempts: int
    created_at: datetime
    due_at: datetime | None
    deliveries: list[DeliveryView]


@get("/sim/notifications")
async def list_notifications(
    world: TheWorld, reference: FromQuery[str | None] = None, limit: FromQuery[int] = 50
) -> list[NotificationView]:
    """The latest news, newest first, or that of one business number."""
    chosen = select(notification).order_by(notification.c.created_at.desc(), notification.c.id)
    if reference is not None:
        chosen = chosen.where(notification.c.reference == reference)
    async with world.begin() as db:
        rows = (await db.execute(chosen.limit(min(limit, 500)))).all()
        wanted = select(delivery).where(delivery.c.notification_id.in_([row.id for row in rows]))
        posts = (await db.execute(wanted.order_by(delivery.c.id))).all()
    return [_view(row, [post for post in posts if post.notification_id == row.id]) for row in rows]


def _view(row: Any, posts: list[Any]) -> NotificationView:
    known = {name: getattr(row, name) for name in NotificationView.__struct_fields__[:-1]}
    fields = DeliveryView.__struct_fields__
    deliveries = [DeliveryView(**{name: getattr(post, name) for name in fields}) for post in posts]
    return NotificationView(**known, deliveries=deliveries)
