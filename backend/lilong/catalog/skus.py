"""The SKUs of a product, brought in line with what the shop saved."""

from collections.abc import Mapping, Sequence

from sqlalchemy import bindparam, insert, select, update
from sqlalchemy.exc import IntegrityError

from lilong.catalog.errors import SkuCodeTaken
from lilong.catalog.forms import Dimension, ProductForm, SkuForm
from lilong.catalog.rules import spec_text
from lilong.catalog.tables import sku
from lilong.platform import ids
from lilong.platform.db import Db
from lilong.platform.errors import EditedElsewhere, InvalidInput


async def write(db: Db, *, shop_id: int, product_id: int, form: ProductForm) -> dict[int, int]:
    """Update, add and retire SKUs; answers the pieces on hand of the new ones, by SKU id.

    The caller holds the product's row. Raises InvalidInput for an SKU of another product, SkuCodeTaken, and
    EditedElsewhere when another save takes one of the codes at this very moment.
    """
    known = await _active_ids(db, product_id)
    kept = {row.id for row in form.skus if row.id is not None}
    if not kept <= known:
        raise InvalidInput({"skus": "有规格已被删除，请刷新后再编辑"})
    await _require_free_codes(db, shop_id, product_id, [row.code for row in form.skus])
    await _retire(db, known)  # those that are kept come back below: so two of them may swap codes
    fixed = {"product_id": product_id, "shop_id": shop_id}
    rows = [(row, _row(row, position, form.dimensions)) for position, row in enumerate(form.skus)]
    try:
        await _update(db, [{**values, "sku_id": row.id} for row, values in rows if row.id is not None])
        return await _add(db, [(row, fixed | values) for row, values in rows if row.id is None])
    except IntegrityError as error:
        raise EditedElsewhere from error


async def _active_ids(db: Db, product_id: int) -> set[int]:
    return set(
        (await db.execute(select(sku.c.id).where(sku.c.product_id == product_id, sku.c.is_active))).scalars()
    )


async def _require_free_codes(db: Db, shop_id: int, product_id: int, codes: Sequence[str]) -> None:
    elsewhere = select(sku.c.code).where(
        sku.c.shop_id == shop_id, sku.c.is_active, sku.c.product_id != product_id, sku.c.code.in_(codes)
    )
    if (taken := (await db.execute(elsewhere.limit(1))).scalar_one_or_none()) is not None:
        raise SkuCodeTaken(sku_code=taken)


async def _retire(db: Db, sku_ids: set[int]) -> None:
    if sku_ids:
        await db.execute(update(sku).where(sku.c.id.in_(sku_ids)).values(is_active=False))


async def _update(db: Db, rows: Sequence[Mapping[str, object]]) -> None:
    if rows:
        await db.execute(update(sku).where(sku.c.id == bindparam("sku_id")), rows)


async def _add(db: Db, rows: Sequence[tuple[SkuForm, Mapping[str, object]]]) -> dict[int, int]:
    fresh = await ids.take(db, len(rows))
    if rows:
        await db.execute(
            insert(sku), [{"id": new, **values} for new, (_, values) in zip(fresh, rows, strict=True)]
        )
    return {new: row.stock or 0 for new, (row, _) in zip(fresh, rows, strict=True)}


def _row(row: SkuForm, position: int, dimensions: Sequence[Dimension]) -> dict[str, object]:
    return {
        "position": position,
        "code": row.code,
        "spec": row.spec,
        "spec_text": spec_text(row.spec),
        "picture_id": _picture_id(row.spec, dimensions),
        "price_fen": row.price_fen,
        "list_price_fen": row.list_price_fen,
        "cost_fen": row.cost_fen,
        "weight_grams": row.weight_grams,
        "limit_per_buyer": row.limit_per_buyer,
        "is_active": True,
    }


def _picture_id(spec: Sequence[str], dimensions: Sequence[Dimension]) -> int | None:
    """The picture of the first chosen value that has one."""
    for chosen, dimension in zip(spec, dimensions, strict=True):
        for value in dimension.values:
            if value.name == chosen and value.media_id is not None:
                return value.media_id
    return None
