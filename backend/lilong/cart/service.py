"""What buyers do to their cart. Every function works on the buyer's own rows only."""

from collections.abc import Collection

from sqlalchemy import delete, func, select, update
from sqlalchemy.dialects.postgresql import insert

from lilong import catalog, inventory
from lilong.cart import rules
from lilong.cart.errors import CartFull, NotForSale, OverLimit
from lilong.cart.schemas import Cart, NewItem
from lilong.cart.tables import cart_item
from lilong.catalog import SkuFacts
from lilong.platform import clock
from lilong.platform.db import Db
from lilong.platform.errors import NotFound

LIMIT = 120
"""Different SKUs in a cart."""

_MOST_OF_ONE = 999


async def show(db: Db, buyer_id: int) -> Cart:
    """The cart as it stands, with the prices and stock of this moment; three statements."""
    mine = select(cart_item).where(cart_item.c.buyer_id == buyer_id)
    rows = (await db.execute(mine.order_by(cart_item.c.added_at.desc(), cart_item.c.sku_id))).all()
    sku_ids = [row.sku_id for row in rows]
    if not sku_ids:
        return rules.lay_out([], {}, {})
    facts = await catalog.purchase_facts(db, sku_ids)
    return rules.lay_out(rows, facts, await inventory.available(db, sku_ids))


async def add(db: Db, buyer_id: int, item: NewItem) -> None:
    """Put pieces in, on top of those that are there; one upsert.

    Raises NotFound, NotForSale, NotEnoughStock, OverLimit, CartFull; then nothing was put in.
    """
    sku = await _sellable(db, item.sku_id)
    row = insert(cart_item).values(
        buyer_id=buyer_id,
        sku_id=item.sku_id,
        quantity=item.quantity,
        is_selected=True,
        price_when_added_fen=sku.price_fen,
        added_at=clock.now(),
    )
    together = func.least(cart_item.c.quantity + row.excluded.quantity, _MOST_OF_ONE)
    added = row.on_conflict_do_update(
        index_elements=["buyer_id", "sku_id"],
        set_={
            "quantity": together,
            "is_selected": True,
            "price_when_added_fen": row.excluded.price_when_added_fen,
            "added_at": row.excluded.added_at,
        },
    )
    quantity = (await db.execute(added.returning(cart_item.c.quantity))).scalar_one()
    await _require_enough(db, sku, quantity)
    await _require_room(db, buyer_id)


async def change(db: Db, buyer_id: int, sku_id: int, *, quantity: int, is_selected: bool) -> None:
    """Set an item's quantity and selection. Fewer pieces are always accepted.

    Raises NotFound; for more pieces also NotForSale, NotEnoughStock, OverLimit.
    """
    mine = (cart_item.c.buyer_id == buyer_id) & (cart_item.c.sku_id == sku_id)
    before = (
        await db.execute(select(cart_item.c.quantity).where(mine).with_for_update())
    ).scalar_one_or_none()
    if before is None:
        raise NotFound
    if quantity > before:
        await _require_enough(db, await _sellable(db, sku_id), quantity)
    await db.execute(update(cart_item).where(mine).values(quantity=quantity, is_selected=is_selected))


async def remove(db: Db, buyer_id: int, sku_ids: Collection[int]) -> None:
    """Take items out, also those that an order was just placed for; what is not there does not matter."""
    await db.execute(
        delete(cart_item).where(cart_item.c.buyer_id == buyer_id, cart_item.c.sku_id.in_(sku_ids))
    )


async def select_items(db: Db, buyer_id: int, *, is_selected: bool, shop_id: int | None) -> None:
    """Select or unselect all items, or those of one shop."""
    mine = update(cart_item).where(cart_item.c.buyer_id == buyer_id)
    if shop_id is not None:
        of_shop = select(catalog.sku.c.id).where(catalog.sku.c.shop_id == shop_id)
        mine = mine.where(cart_item.c.sku_id.in_(of_shop))
    await db.execute(mine.values(is_selected=is_selected))


async def _sellable(db: Db, sku_id: int) -> SkuFacts:
    sku = (await catalog.purchase_facts(db, [sku_id])).get(sku_id)
    if sku is None:
        raise NotFound
    if sku.not_for_sale is not None:
        raise NotForSale(reason=sku.not_for_sale, reason_text=rules.REASON_TEXTS[sku.not_for_sale])
    return sku


async def _require_enough(db: Db, sku: SkuFacts, quantity: int) -> None:
    left = (await inventory.available(db, [sku.sku_id])).get(sku.sku_id, 0)
    if quantity > left:
        raise inventory.NotEnoughStock(sku_id=sku.sku_id, left=left)
    if sku.limit_per_buyer is not None and quantity > sku.limit_per_buyer:
        raise OverLimit(limit=sku.limit_per_buyer)


async def _require_room(db: Db, buyer_id: int) -> None:
    """A brake, not an invariant: two additions at the same moment may pass it by one."""
    kinds = select(func.count()).where(cart_item.c.buyer_id == buyer_id)
    if (await db.execute(kinds)).scalar_one() > LIMIT:
        raise CartFull(limit=LIMIT)
