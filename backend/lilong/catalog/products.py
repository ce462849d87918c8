"""Products saved, put on the shelf and taken off it by their shop."""

from typing import Any

from sqlalchemy import func, insert, select, update
from sqlalchemy.dialects.postgresql import insert as upsert

from lilong import shops
from lilong.catalog import pages, queries, skus
from lilong.catalog.events import ProductChanged, ProductDelisted, ProductListed, SkusAdded
from lilong.catalog.forms import ProductForm
from lilong.catalog.rules import product_problems
from lilong.catalog.tables import brand, counted_sale, freight_template, product
from lilong.platform import audit, clock, events, ids, media
from lilong.platform.audit import Actor
from lilong.platform.db import Db
from lilong.platform.errors import EditedElsewhere, InvalidInput


async def create(db: Db, *, shop_id: int, form: ProductForm, actor: Actor) -> int:
    """Save a new product as a draft; answers its id. Raises InvalidInput, SkuCodeTaken."""
    await _check(db, shop_id, form)
    product_id = await ids.one(db)
    now = clock.now()
    row = {
        "id": product_id,
        "shop_id": shop_id,
        "state": "draft",
        "version": 1,
        "sold_count": 0,
        "created_at": now,
        "updated_at": now,
        **await _values(db, form),
    }
    await db.execute(insert(product), row)
    await _write_skus(db, shop_id, product_id, form, actor)
    await audit.record(
        db, actor, "product.created", f"product:{product_id}", shop_id=shop_id, after=_audited(row)
    )
    return product_id


async def save(db: Db, *, shop_id: int, product_id: int, form: ProductForm, actor: Actor) -> None:
    """Save a product that was opened at `form.version`. Raises ProductNotFound, EditedElsewhere, InvalidInput, SkuCodeTaken."""
    before = await queries.lock_product(db, shop_id, product_id)
    if before.version != form.version:
        raise EditedElsewhere
    await _check(db, shop_id, form)
    values = await _values(db, form)
    changed = values | {"version": form.version + 1, "updated_at": clock.now()}
    await db.execute(update(product).where(product.c.id == product_id).values(changed))
    await _write_skus(db, shop_id, product_id, form, actor)
    await audit.record(
        db,
        actor,
        "product.saved",
        f"product:{product_id}",
        shop_id=shop_id,
        before=_audited(before._mapping),
        after=_audited(values),
    )
    await pages.forget_everywhere(db, [product_id])
    await events.record(db, ProductChanged(product_id, shop_id))


async def put_on_shelf(db: Db, *, shop_id: int, product_id: int, actor: Actor) -> None:
    """List a product: shoppers see it as long as the shop is open. Once more changes nothing. Raises ProductNotFound."""
    await _move(db, shop_id, product_id, "listed", actor)


async def take_off_shelf(db: Db, *, shop_id: int, product_id: int, actor: Actor) -> None:
    """Delist a product: nobody can buy it, orders keep it. Once more changes nothing. Raises ProductNotFound."""
    await _move(db, shop_id, product_id, "delisted", actor)


async def count_sale(db: Db, *, order_id: int, quantities: dict[int, int]) -> None:
    """Add a paid order's pieces, by product id, to what the products show as sold; an order counts once.

    Needs a worker's rights.
    """
    counted = await db.execute(upsert(counted_sale).values(order_id=order_id).on_conflict_do_nothing())
    if counted.rowcount == 0:
        return
    for product_id, pieces in sorted(quantities.items()):
        change = update(product).where(product.c.id == product_id)
        await db.execute(change.values(sold_count=product.c.sold_count + pieces))
    await pages.forget(db, quantities)


async def _move(db: Db, shop_id: int, product_id: int, state: str, actor: Actor) -> None:
    before = await queries.lock_product(db, shop_id, product_id)
    if before.state == state or (state, before.state) == ("delisted", "draft"):
        return
    now = clock.now()
    listed_at = {"listed_at": now} if state == "listed" else {}
    change = update(product).where(product.c.id == product_id)
    await db.execute(change.values(state=state, updated_at=now, **listed_at))
    await audit.record(
        db,
        actor,
        f"product.{state}",
        f"product:{product_id}",
        shop_id=shop_id,
        before={"state": before.state},
        after={"state": state},
    )
    await pages.forget_everywhere(db, [product_id])
    news = ProductListed if state == "listed" else ProductDelisted
    await events.record(db, news(product_id, shop_id))
    await shops.change_product_count(db, shop_id, 1 if state == "listed" else -1)


async def _check(db: Db, shop_id: int, form: ProductForm) -> None:
    asked = await queries.attributes_asked(db, form.category_id)
    if asked is None:
        raise InvalidInput({"category_id": "请选择一个二级类目"})
    if problems := product_problems(form, asked):
        raise InvalidInput(problems)
    mine = select(func.count()).where(
        freight_template.c.id == form.freight_template_id, freight_template.c.shop_id == shop_id
    )
    if (await db.execute(mine)).scalar_one() == 0:
        raise InvalidInput({"freight_template_id": "运费模板不存在，请重新选择"})
    await media.require(db, "picture_ids", form.media_ids, shop_id=shop_id)


async def _values(db: Db, form: ProductForm) -> dict[str, Any]:
    cheapest = min(form.skus, key=lambda row: row.price_fen)
    return {
        "category_id": form.category_id,
        "brand_id": await _brand_id(db, form.brand_name),
        "title": form.title,
        "subtitle": form.subtitle,
        "picture_ids": form.picture_ids,
        "attributes": [{"name": name, "value": value} for name, value in form.attributes.items()],
        "dimensions": form.dimensions,
        "detail": form.detail,
        "services": form.services,
        "return_policy": form.return_policy,
        "freight_template_id": form.freight_template_id,
        "price_min_fen": cheapest.price_fen,
        "price_max_fen": max(row.price_fen for row in form.skus),
        "list_price_fen": cheapest.list_price_fen,
    }


async def _brand_id(db: Db, name: str | None) -> int | None:
    """The brand of that name, made when nobody has named it before; two at once make one."""
    if name is None:
        return None
    wanted = select(brand.c.id).where(brand.c.name == name)
    if (known := (await db.execute(wanted)).scalar_one_or_none()) is not None:
        return known
    await db.execute(upsert(brand).values(id=await ids.one(db), name=name).on_conflict_do_nothing())
    return (await db.execute(wanted)).scalar_one()


async def _write_skus(db: Db, shop_id: int, product_id: int, form: ProductForm, actor: Actor) -> None:
    added = await skus.write(db, shop_id=shop_id, product_id=product_id, form=form)
    if added:
        await events.record(db, SkusAdded(product_id, shop_id, added, actor.kind, actor.id))


def _audited(row: Any) -> dict[str, object]:
    """What the audit keeps of a product: its name and its prices."""
    return {name: row[name] for name in ("title", "price_min_fen", "price_max_fen", "list_price_fen")}
