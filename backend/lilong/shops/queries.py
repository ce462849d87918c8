"""What is read about applications and shops."""

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, func, select

from lilong.platform import paging
from lilong.platform.db import Db
from lilong.platform.errors import NotFound
from lilong.shops.rules import ApplicationState, ShopState, name_key
from lilong.shops.tables import application, application_event, shop

AnyRow = Row[*tuple[Any, ...]]


async def _one(db: Db, wanted: Select[*tuple[Any, ...]]) -> AnyRow:
    """The one row. Raises NotFound."""
    if (row := (await db.execute(wanted)).one_or_none()) is None:
        raise NotFound
    return row


async def own_application(db: Db, staff_id: int, application_id: int) -> AnyRow:
    """An application of this staff member. Raises NotFound."""
    mine = application.c.staff_id == staff_id
    return await _one(db, select(application).where(application.c.id == application_id, mine))


async def own_applications(db: Db, staff_id: int) -> Sequence[AnyRow]:
    """All applications of a staff member, the latest first."""
    wanted = select(application).where(application.c.staff_id == staff_id).order_by(application.c.id.desc())
    return (await db.execute(wanted)).all()


async def any_application(db: Db, application_id: int) -> AnyRow:
    """An application, for operators. Raises NotFound."""
    return await _one(db, select(application).where(application.c.id == application_id))


async def lock_application(db: Db, application_id: int) -> AnyRow:
    """An application that nobody else decides meanwhile. Raises NotFound."""
    return await _one(db, select(application).where(application.c.id == application_id).with_for_update())


async def history(db: Db, application_id: int) -> Sequence[AnyRow]:
    """What happened to an application, the earliest first."""
    columns = application_event.c
    wanted = select(application_event).where(columns.application_id == application_id).order_by(columns.id)
    return (await db.execute(wanted)).all()


async def applications_page(
    db: Db, state: ApplicationState | None, cursor: str | None, limit: int
) -> Sequence[AnyRow]:
    """Applications in one state or all, the latest first; one more than the limit."""
    wanted = select(application).order_by(application.c.id.desc()).limit(limit + 1)
    if state is not None:
        wanted = wanted.where(application.c.state == state)
    if cursor is not None:
        wanted = wanted.where(paging.after([(application.c.id, True)], paging.decode_cursor(cursor, int)))
    return (await db.execute(wanted)).all()


async def shop_row(db: Db, shop_id: int) -> AnyRow:
    """A shop in any state. Raises NotFound."""
    return await _one(db, select(shop).where(shop.c.id == shop_id))


async def lock_shop(db: Db, shop_id: int) -> AnyRow:
    """A shop whose state nobody else changes meanwhile. Raises NotFound."""
    return await _one(db, select(shop).where(shop.c.id == shop_id).with_for_update())


async def shop_of_application(db: Db, application_id: int) -> AnyRow:
    """The shop that an approved application became. Raises NotFound."""
    became = select(shop).join(application, application.c.shop_id == shop.c.id)
    return await _one(db, became.where(application.c.id == application_id))


async def shop_rows(db: Db, shop_ids: Collection[int]) -> Sequence[AnyRow]:
    """These shops, in any state."""
    return (await db.execute(select(shop).where(shop.c.id.in_(shop_ids)))).all()


async def open_shops(db: Db, limit: int) -> Sequence[AnyRow]:
    """Shops that sell, the fullest first."""
    wanted = select(shop).where(shop.c.state == "open").order_by(shop.c.product_count.desc(), shop.c.id)
    return (await db.execute(wanted.limit(limit))).all()


async def shops_page(
    db: Db, wish: str | None, state: ShopState | None, cursor: str | None, limit: int
) -> Sequence[AnyRow]:
    """Shops by name, company or number and by state, the latest first; one more than the limit."""
    wanted = select(shop).order_by(shop.c.id.desc()).limit(limit + 1)
    if state is not None:
        wanted = wanted.where(shop.c.state == state)
    if wish:
        wanted = wanted.where(_called(wish.strip()))
    if cursor is not None:
        wanted = wanted.where(paging.after([(shop.c.id, True)], paging.decode_cursor(cursor, int)))
    return (await db.execute(wanted)).all()


def _called(wish: str) -> ColumnElement[bool]:
    called = shop.c.company_name.contains(wish, autoescape=True)
    called |= (shop.c.licence_number == wish.upper()) | (shop.c.sub_mchid == wish)
    if key := name_key(wish):
        called |= shop.c.name_key.contains(key, autoescape=True)
    return called


async def is_name_taken(db: Db, name: str) -> bool:
    """Whether a shop is called so, or nearly so."""
    return await db.scalar(select(shop.c.id).where(shop.c.name_key == name_key(name))) is not None


async def sub_mchids(db: Db, shop_ids: Collection[int]) -> dict[int, str]:
    """WeChat Pay's number of each of these shops."""
    rows = await db.execute(select(shop.c.id, shop.c.sub_mchid).where(shop.c.id.in_(shop_ids)))
    return {row.id: row.sub_mchid for row in rows}


async def count_open(db: Db) -> int:
    """How many shops sell."""
    return await db.scalar(select(func.count()).where(shop.c.state == "open")) or 0


async def count_waiting_applications(db: Db) -> int:
    """How many applications wait for a decision."""
    return await db.scalar(select(func.count()).where(application.c.state == "submitted")) or 0
