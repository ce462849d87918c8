"""Stock that orders hold: reserved at placement, then taken by a parcel or released, each piece exactly once."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from typing import Literal

import msgspec

from lilong import catalog
from lilong.inventory.errors import NotEnoughStock, ReservationSpent
from lilong.inventory.statements import END, RESERVE
from lilong.platform import clock, ids
from lilong.platform.audit import Actor
from lilong.platform.db import Db

Ending = Literal["take", "release", "put_back"]


class Wanted(msgspec.Struct, frozen=True):
    """Pieces that an order line needs."""

    order_line_id: int
    sku_id: int
    quantity: int
    """Pieces, at least 1."""


async def reserve(db: Db, wanted: Sequence[Wanted], actor: Actor) -> None:
    """Hold stock for order lines, all or nothing: two buyers cannot both take the last piece.

    Several lines may want the same SKU. Runs with a buyer's rights too. Raises NotEnoughStock for the first SKU, by id,
    that does not suffice; then nothing was held.
    """
    lines = sorted(wanted, key=lambda want: want.order_line_id)
    values = {
        "line_ids": [want.order_line_id for want in lines],
        "sku_ids": [want.sku_id for want in lines],
        "quantities": [want.quantity for want in lines],
        "reservation_ids": await ids.take(db, len(lines)),
        "move_ids": await ids.take(db, len(lines)),
    }
    rows = (await db.execute(RESERVE, values | _signed(actor))).all()
    for row in rows:
        if row.available < row.quantity:
            raise NotEnoughStock(sku_id=row.sku_id, left=max(0, row.available))
    is_sold_out = any(row.available == row.quantity for row in rows)
    await _forget(db, {row.product_id for row in rows}, is_sold_out)


async def release(db: Db, order_line_ids: Collection[int], actor: Actor, reason: str) -> None:
    """Make everything that these lines still hold available again; what was taken or released before stays so.

    Needs a merchant's, an operator's or a worker's rights: a buyer's cancellation is carried out by the worker.
    """
    await _end(db, "release", dict.fromkeys(order_line_ids), actor, reason)


async def take(db: Db, pieces: Sequence[tuple[int, int]], actor: Actor, reason: str = "") -> None:
    """Let pieces leave with a parcel: (order line id, quantity) each. Raises ReservationSpent, then nothing left."""
    await _end(db, "take", _summed(pieces), actor, reason)


async def put_back(db: Db, pieces: Sequence[tuple[int, int]], actor: Actor, reason: str) -> None:
    """Put taken pieces back on the shelf: (order line id, quantity) each. Raises ReservationSpent when fewer are out."""
    await _end(db, "put_back", _summed(pieces), actor, reason)


async def _end(db: Db, kind: Ending, pieces: Mapping[int, int | None], actor: Actor, reason: str) -> None:
    if not pieces:
        return
    values = {
        "kind": kind,
        "line_ids": list(pieces),
        "quantities": list(pieces.values()),
        "move_ids": await ids.take(db, len(pieces)),
        "takes": int(kind == "take"),
        "releases": int(kind == "release"),
        "returns": int(kind == "put_back"),
        "reason": reason,
    }
    row = (await db.execute(END, values | _signed(actor))).one()
    if not row.suffices:
        raise ReservationSpent
    await _forget(db, row.product_ids, row.came_back)


async def _forget(db: Db, product_ids: Collection[int], shows_on_cards: bool) -> None:
    """A product's page shows what is available; a card only whether anything is."""
    if shows_on_cards:
        await catalog.forget_everywhere(db, product_ids)
    else:
        await catalog.forget(db, product_ids)


def _summed(pieces: Sequence[tuple[int, int]]) -> Counter[int]:
    together: Counter[int] = Counter()
    for order_line_id, quantity in pieces:
        together[order_line_id] += quantity
    return together


def _signed(actor: Actor) -> dict[str, object]:
    return {"actor_kind": actor.kind, "actor_id": actor.id, "at": clock.now()}
