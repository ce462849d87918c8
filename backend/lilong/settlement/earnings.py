"""An earning: what an order brings its shop, and where it stands on the way there."""

from collections.abc import Sequence
from datetime import datetime, timedelta

import msgspec
from sqlalchemy import select, update
from sqlalchemy.dialects.postgresql import insert

from lilong import ledger, orders
from lilong.platform import clock, due, ids
from lilong.platform.db import Db
from lilong.settlement.tables import earning

SHARE = "settlement.share"
AFTER_SALES_WINDOW = timedelta(days=15)
"""Nothing is shared while the buyer may still bring it back; counted from completion."""
CEILING_BP = 3_000
"""WeChat lets at most so much of a payment go to others."""
SHARE_WITHIN = timedelta(days=150)
"""Counted from payment, whatever the state: WeChat lets go of frozen money after 180 days."""


class Earning(msgspec.Struct, frozen=True):
    """An earning on its way."""

    id: int
    order_id: int
    shop_id: int
    sub_mchid: str
    transaction_id: str
    captured_fen: int
    commission_fen: int
    fee_fen: int | None
    state: str
    sharing_number: str


_EARNING = tuple(earning.c[name] for name in Earning.__struct_fields__)


async def expect_earning(db: Db, news: orders.OrderCompleted) -> None:
    """An order was completed: its earning will be shared when the buyer's window has ended."""
    share_at = min(news.completed_at + AFTER_SALES_WINDOW, news.paid_at + SHARE_WITHIN)
    row = {
        "id": await ids.one(db),
        "order_id": news.order_id,
        "order_number": news.order_number,
        "kind": "order",
        "shop_id": news.shop_id,
        "sub_mchid": news.sub_mchid,
        "transaction_id": news.transaction_id,
        "captured_fen": news.captured_fen,
        "commission_fen": news.commission_fen,
        "state": "expected",
        "sharing_number": ids.number(),
        "completed_at": news.completed_at,
        "share_at": share_at,
    }
    if (await db.execute(insert(earning).values(row).on_conflict_do_nothing())).rowcount:
        await due.set_clock(db, SHARE, int(str(row["id"])), share_at)


async def claim(db: Db, earning_id: int) -> Earning | None:
    """The earning, marked as being shared; None when it is shared already."""
    row = (
        await db.execute(select(*_EARNING).where(earning.c.id == earning_id).with_for_update())
    ).one_or_none()
    found = Earning(*row) if row else None
    if found is None or found.state == "shared":
        return None
    await db.execute(update(earning).where(earning.c.id == earning_id).values(state="sharing"))
    return found


async def keep_fee(db: Db, row: Earning, fee_fen: int) -> Earning:
    """Write down WeChat's fee before anything is shared, and what of the commission may be shared at all.

    The first answer stays: what WeChat says after the sharing has begun is no fee. Commission is rounded line by line,
    so that of a few fen it may exceed WeChat's ceiling; the platform goes without the fen above.
    """
    shareable_fen = min(
        row.commission_fen, row.captured_fen * CEILING_BP // 10_000, row.captured_fen - fee_fen
    )
    first = update(earning).where(earning.c.id == row.id, earning.c.fee_fen.is_(None))
    await db.execute(first.values(fee_fen=fee_fen, commission_fen=shareable_fen))
    return Earning(*(await db.execute(select(*_EARNING).where(earning.c.id == row.id))).one())


async def record_shared(db: Db, row: Earning) -> None:
    """WeChat has shared and finished: write fee, commission and what became the shop's, once."""
    fee_fen = row.fee_fen or 0
    net = row.captured_fen - fee_fen - row.commission_fen
    done = update(earning).where(earning.c.id == row.id, earning.c.state == "sharing")
    values = {"state": "shared", "net_fen": net, "shared_at": clock.now()}
    if not (await db.execute(done.values(values))).rowcount:
        return
    for kind, postings in _movements(row, fee_fen, net):
        await ledger.post(db, kind, f"{kind}:{row.transaction_id}", postings, {"order_id": row.order_id})


def _movements(row: Earning, fee_fen: int, net_fen: int) -> Sequence[tuple[str, list[ledger.Posting]]]:
    pending, frozen = ledger.shop_pending(row.shop_id), ledger.wechat_frozen(row.sub_mchid)
    available = ledger.wechat_available(row.sub_mchid)
    fee = [ledger.debit(pending, fee_fen), ledger.credit(frozen, fee_fen)]
    commission = [
        ledger.debit(pending, row.commission_fen),
        ledger.credit(ledger.COMMISSION, row.commission_fen),
        ledger.debit(ledger.PLATFORM_BASIC, row.commission_fen),
        ledger.credit(frozen, row.commission_fen),
    ]
    finished = [
        ledger.debit(pending, net_fen),
        ledger.credit(ledger.shop_available(row.shop_id), net_fen),
        ledger.debit(available, net_fen),
        ledger.credit(frozen, net_fen),
    ]
    return [("fee", fee), ("commission_shared", commission), ("finished", finished)]


async def shared_before(db: Db, shop_id: int, until: datetime) -> list[int]:
    """Earnings of a shop that were shared before the moment and stand on no statement, locked, by id."""
    columns = earning.c
    wanted = select(columns.id).where(
        columns.shop_id == shop_id,
        columns.statement_id.is_(None),
        columns.state == "shared",
        columns.shared_at < until,
    )
    return list((await db.execute(wanted.order_by(columns.id).with_for_update())).scalars())
