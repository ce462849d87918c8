"""Trades as they stand: found, shown, closed by the merchant.

NOTPAY → SUCCESS (→ REFUND, seen part by part) or NOTPAY → CLOSED; nothing leads back.
"""

from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import bindparam, select, update

from simulator.database import Db
from simulator.errors import Refused, no_such_order, wrong_parameter
from simulator.pay import rows, views
from simulator.pay.rows import Part, Trade
from simulator.tables import part, person, trade
from simulator.world import World

PREPAY_LASTS = timedelta(hours=2)


async def find_trade(db: Db, is_combined: bool, number: str, *, lock: bool = False) -> Trade:
    """The trade; with `lock`, for this transaction alone."""
    chosen = select(trade).where(trade.c.is_combined == is_combined, trade.c.number == number)
    row = (await db.execute(chosen.with_for_update() if lock else chosen)).one_or_none()
    if row is None:
        raise no_such_order()
    return rows.of(Trade, row)


async def parts_of(db: Db, trade_id: int) -> Sequence[Part]:
    """The trade's parts in the order in which they were asked for."""
    chosen = select(part).where(part.c.trade_id == trade_id).order_by(part.c.id)
    return rows.all_of(Part, await db.execute(chosen))


_WHOLE = (
    select(
        *part.c,
        *(each.label(f"whole_{each.name}") for each in trade.c),
        person.c.openid.label("payer_openid"),
    )
    .join(trade, trade.c.id == part.c.trade_id)
    .join(person, person.c.id == trade.c.person_id)
    .where(trade.c.is_combined == bindparam("is_combined"), trade.c.number == bindparam("number"))
    .order_by(part.c.id)
)


async def show(world: World, is_combined: bool, number: str) -> dict[str, object]:
    """The answer of a query."""
    async with world.at_once() as db:
        found = (await db.execute(_WHOLE, {"is_combined": is_combined, "number": number})).all()
    if not found:
        raise no_such_order()
    whole = rows.prefixed(Trade, found[0], "whole_")
    parts = [rows.prefixed(Part, each) for each in found]
    return views.of_trade(world, whole, parts, found[0].payer_openid)


async def close(world: World, is_combined: bool, number: str, named: set[str] | None = None) -> None:
    """Make a trade unpayable; a second time is harmless. `named`: the parts that the merchant named.

    Raises:
        Refused: ORDERPAID when it is paid, PARAM_ERROR when not all parts are named.
    """
    async with world.begin() as db:
        row = await find_trade(db, is_combined, number, lock=True)
        if named is not None and named != {each.out_trade_no for each in await parts_of(db, row.id)}:
            raise wrong_parameter("/sub_orders", "须列出合单内的全部子单")
        if row.state == "SUCCESS":
            raise paid_already()
        await db.execute(update(trade).where(trade.c.id == row.id).values(state="CLOSED"))


def paid_already() -> Refused:
    """What a merchant hears who would open or close a paid trade."""
    return Refused(400, "ORDERPAID", "该订单已支付")
