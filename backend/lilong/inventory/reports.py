"""Stock as a shop reads it: the list, the moves, what runs low."""

from typing import Any

from sqlalchemy import ColumnElement, Row, Select, func, or_, select

from lilong import catalog
from lilong.inventory.schemas import StockMove, StockRow
from lilong.inventory.tables import stock, stock_move
from lilong.platform import media, paging
from lilong.platform.db import Db
from lilong.platform.errors import NotFound
from lilong.platform.paging import Page

_AnySelect = Select[*tuple[Any, ...]]
LOW_AT = 5
"""Pieces: an SKU with so many available or fewer is about to sell out."""

_ACTORS = {"buyer": "买家", "staff": "店员", "operator": "平台", "clock": "系统", "system": "系统"}

product, sku = catalog.product.c, catalog.sku.c
_AVAILABLE = stock.c.on_hand - stock.c.reserved


async def page(
    db: Db, *, shop_id: int, q: str | None, low_only: bool, cursor: str | None, limit: int
) -> Page[StockRow]:
    """The shop's SKUs, newest first. `q` is part of a title or of a code. Raises InvalidInput for a foreign cursor."""
    conditions = []
    if q:
        conditions.append(
            or_(product.title.icontains(q, autoescape=True), sku.code.icontains(q, autoescape=True))
        )
    if low_only:
        conditions.append(_AVAILABLE <= LOW_AT)
    if cursor is not None:
        conditions.append(stock.c.sku_id < paging.decode_cursor(cursor, int)[0])
    wanted = _stock_of(shop_id, *conditions).order_by(stock.c.sku_id.desc()).limit(limit + 1)
    rows = (await db.execute(wanted)).all()
    return paging.page_of(rows, limit, lambda row: paging.encode_cursor(row.sku_id), _row)


async def stock_row(db: Db, shop_id: int, sku_id: int) -> StockRow:
    """One SKU of the shop. Raises NotFound."""
    row = (await db.execute(_stock_of(shop_id, stock.c.sku_id == sku_id))).one_or_none()
    if row is None:
        raise NotFound
    return _row(row)


async def moves(db: Db, *, shop_id: int, sku_id: int, cursor: str | None, limit: int) -> Page[StockMove]:
    """What happened to the SKU's stock, newest first. Raises NotFound for another shop's SKU, InvalidInput (cursor)."""
    mine = select(stock.c.sku_id).where(stock.c.sku_id == sku_id, stock.c.shop_id == shop_id)
    if (await db.execute(mine)).first() is None:
        raise NotFound
    wanted = select(stock_move).where(stock_move.c.sku_id == sku_id, stock_move.c.shop_id == shop_id)
    if cursor is not None:
        wanted = wanted.where(stock_move.c.id < paging.decode_cursor(cursor, int)[0])
    rows = (await db.execute(wanted.order_by(stock_move.c.id.desc()).limit(limit + 1))).all()
    return paging.page_of(rows, limit, lambda row: paging.encode_cursor(row.id), _move)


async def low_stock_count(db: Db, shop_id: int) -> int:
    """How many SKUs on the shop's shelf are about to sell out, or have."""
    low = _joined(select(func.count())).where(
        stock.c.shop_id == shop_id, sku.is_active, product.state == "listed", _AVAILABLE <= LOW_AT
    )
    count: int = (await db.execute(low)).scalar_one()
    return count


def _stock_of(shop_id: int, *conditions: ColumnElement[bool]) -> _AnySelect:
    picture = media.media.c
    shown = func.coalesce(sku.picture_id, product.picture_ids[1])
    wanted = select(
        stock.c.sku_id,
        stock.c.product_id,
        product.title,
        sku.spec_text,
        sku.code,
        stock.c.on_hand,
        stock.c.reserved,
        _AVAILABLE.label("available"),
        picture.key,
        picture.width,
        picture.height,
    )
    return (
        _joined(wanted)
        .join(media.media, picture.id == shown)
        .where(stock.c.shop_id == shop_id, sku.is_active, *conditions)
    )


def _joined(wanted: _AnySelect) -> _AnySelect:
    return (
        wanted.select_from(stock)
        .join(catalog.sku, sku.id == stock.c.sku_id)
        .join(catalog.product, product.id == stock.c.product_id)
    )


def _row(row: Row[Any]) -> StockRow:
    return StockRow(
        sku_id=row.sku_id,
        product_id=row.product_id,
        title=row.title,
        spec_text=row.spec_text,
        picture=media.picture(row),
        code=row.code,
        on_hand=row.on_hand,
        reserved=row.reserved,
        available=row.available,
        low_at=LOW_AT,
    )


def _move(row: Row[Any]) -> StockMove:
    return StockMove(
        at=row.at,
        kind=row.kind,
        quantity=row.on_hand_delta or row.reserved_delta,
        on_hand_after=row.on_hand_after,
        reserved_after=row.reserved_after,
        actor=_ACTORS[row.actor_kind],
        reason=row.reason,
    )
