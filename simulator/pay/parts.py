"""Finding a paid part for a refund or a sharing."""

from sqlalchemy import ColumnElement, select

from simulator.database import Db
from simulator.errors import invalid_request, no_such_order
from simulator.pay import rows
from simulator.pay.rows import Part
from simulator.tables import part


async def lock_part(
    db: Db, sub_mchid: str, transaction_id: str | None, out_trade_no: str | None = None
) -> Part:
    """A shop's paid part, by WeChat's number or ours, for this transaction alone.

    Raises:
        Refused: INVALID_REQUEST when no number is given, ORDER_NOT_EXIST when nothing is paid under it.
    """
    found = await _one(db, _named(transaction_id, out_trade_no), lock=True)
    if found is None or found.sub_mchid != sub_mchid or found.transaction_id is None:
        raise no_such_order()
    return found


async def part_of(db: Db, part_id: int, *, lock: bool = False) -> Part:
    """The part with that id."""
    found = await _one(db, part.c.id == part_id, lock=lock)
    if found is None:
        raise no_such_order()
    return found


def _named(transaction_id: str | None, out_trade_no: str | None) -> ColumnElement[bool]:
    if transaction_id is not None:
        return part.c.transaction_id == transaction_id
    if out_trade_no is not None:
        return part.c.out_trade_no == out_trade_no
    raise invalid_request("微信支付订单号与商户订单号须填其一")


async def _one(db: Db, chosen: ColumnElement[bool], *, lock: bool) -> Part | None:
    wanted = select(part).where(chosen)
    row = (await db.execute(wanted.with_for_update() if lock else wanted)).one_or_none()
    return None if row is None else rows.of(Part, row)
