"""Banners of the home page."""

from typing import Literal

from sqlalchemy import insert, select

from lilong import catalog
from lilong.content.tables import banner
from lilong.platform import cache, ids
from lilong.platform.db import Db

LinkKind = Literal["category", "shop", "product", "none"]


async def add_banner(
    db: Db,
    *,
    position: int,
    media_id: int,
    title: str,
    subtitle: str,
    action: str,
    link_kind: LinkKind,
    link_id: int | None,
) -> int:
    """Put a banner on the home page; answers its id. `link_id` is of the named kind, null for `none`."""
    banner_id = await ids.one(db)
    row = {
        "id": banner_id,
        "position": position,
        "media_id": media_id,
        "title": title,
        "subtitle": subtitle,
        "action": action,
        "link_kind": link_kind,
        "link_id": link_id,
        "is_active": True,
    }
    await db.execute(insert(banner), row)
    await cache.drop(db, catalog.HOME)
    return banner_id


async def has_banners(db: Db) -> bool:
    """Whether the home page has any."""
    return (await db.execute(select(banner.c.id).limit(1))).first() is not None
