"""The home page: banners, categories, shops and the first goods, in one answer."""

from sqlalchemy import select

from lilong import catalog, search, shops
from lilong.content.schemas import Banner, CategoryEntry, Home, Link
from lilong.content.tables import banner
from lilong.platform import media
from lilong.platform.db import Db

_SHOPS = 8


async def load(db: Db) -> Home:
    """The page as it is now."""
    return Home(
        banners=await _banners(db),
        categories=[
            CategoryEntry(branch.id, branch.name, branch.icon) for branch in await catalog.category_tree(db)
        ],
        shops=await shops.open_cards(db, _SHOPS),
        products=await search.page(db, search.Wish()),
    )


async def _banners(db: Db) -> list[Banner]:
    shown = (
        select(banner, media.media.c.key, media.media.c.width, media.media.c.height)
        .join_from(banner, media.media, media.media.c.id == banner.c.media_id)
        .where(banner.c.is_active)
        .order_by(banner.c.position)
    )
    return [
        Banner(
            picture=media.picture(row),
            title=row.title,
            subtitle=row.subtitle,
            action=row.action,
            link=Link(row.link_kind, row.link_id),
        )
        for row in await db.execute(shown)
    ]
