"""The category tree: two levels, kept by operators."""

import msgspec
from sqlalchemy import insert

from lilong.catalog import pages, queries
from lilong.catalog.facts import ReturnPolicy
from lilong.catalog.forms import CategoryAttribute
from lilong.catalog.tables import category
from lilong.platform import cache, ids, media
from lilong.platform.db import Db
from lilong.platform.media import Picture


class Leaf(msgspec.Struct, frozen=True):
    """A category that goods are put in."""

    id: int
    name: str
    icon: Picture | None
    attributes: list[CategoryAttribute]
    return_policy: ReturnPolicy


class Branch(msgspec.Struct, frozen=True):
    """A category of the first level with its children; without children, goods are put in itself."""

    id: int
    name: str
    icon: Picture | None
    attributes: list[CategoryAttribute]
    return_policy: ReturnPolicy
    children: list[Leaf]


async def tree(db: Db) -> list[Branch]:
    """The active categories, in the operators' order; two statements."""
    rows = await queries.categories(db)
    icons = await media.pictures(db, {row.icon_id for row in rows if row.icon_id is not None})
    leaves: dict[int, list[Leaf]] = {}
    branches = []
    for row in rows:
        values = {
            "id": row.id,
            "name": row.name,
            "icon": icons.get(row.icon_id),
            "attributes": msgspec.convert(row.attributes, list[CategoryAttribute]),
            "return_policy": row.return_policy,
        }
        if row.parent_id is None:
            branches.append(Branch(**values, children=leaves.setdefault(row.id, [])))
        else:
            leaves.setdefault(row.parent_id, []).append(Leaf(**values))
    return branches


async def add_category(
    db: Db,
    *,
    name: str,
    position: int,
    parent_id: int | None = None,
    icon_id: int | None = None,
    attributes: list[CategoryAttribute] | None = None,
    return_policy: ReturnPolicy = "seven_days",
) -> int:
    """Add a category; answers its id. `parent_id` names one of the first level."""
    category_id = await ids.one(db)
    row = {
        "id": category_id,
        "parent_id": parent_id,
        "name": name,
        "icon_id": icon_id,
        "position": position,
        "attributes": attributes or [],
        "return_policy": return_policy,
        "is_active": True,
    }
    await db.execute(insert(category), row)
    await cache.drop(db, pages.CATEGORIES, pages.HOME)
    return category_id
