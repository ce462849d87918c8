"""The simulator's books, for comparing ours with them."""

from datetime import datetime

import msgspec
from litestar import get
from sqlalchemy import func, select

from simulator.database import Db
from simulator.parameters import FromQuery, TheWorld
from simulator.tables import balance, entry


class BalanceView(msgspec.Struct):
    """What an account holds. Outside accounts (payers, wechat) may be below zero."""

    holder: str
    kind: str
    balance_fen: int


class EntryView(msgspec.Struct):
    """One side of a posting."""

    id: int
    posting: str
    holder: str
    kind: str
    change_fen: int
    reason: str
    reference: str
    posted_at: datetime


async def balances(db: Db) -> list[BalanceView]:
    """Merchants' accounts, with what their balance rows say."""
    rows = await db.execute(select(balance).order_by(balance.c.holder, balance.c.kind))
    return [BalanceView(**row._mapping) for row in rows]


@get("/sim/books")
async def show_books(world: TheWorld) -> list[BalanceView]:
    """Merchants' accounts and, added up from their entries, those of payers and WeChat.

    The whole sums to zero.
    """
    async with world.begin() as db:
        total = func.sum(entry.c.change_fen).label("balance_fen")
        outside = select(entry.c.holder, entry.c.kind, total).where(entry.c.holder.in_(("payers", "wechat")))
        rows = await db.execute(
            outside.group_by(entry.c.holder, entry.c.kind).order_by(entry.c.holder, entry.c.kind)
        )
        others = [BalanceView(row.holder, row.kind, int(row.balance_fen)) for row in rows]
        return await balances(db) + others


@get("/sim/books/entries")
async def show_entries(
    world: TheWorld,
    holder: FromQuery[str | None] = None,
    reference: FromQuery[str | None] = None,
    after: FromQuery[int] = 0,
    limit: FromQuery[int] = 500,
) -> list[EntryView]:
    """Entries in order, of one holder or one business number if asked; page on with `after`."""
    chosen = select(entry).where(entry.c.id > after).order_by(entry.c.id).limit(min(limit, 5_000))
    if holder is not None:
        chosen = chosen.where(entry.c.holder == holder)
    if reference is not None:
        chosen = chosen.where(entry.c.reference == reference)
    async with world.begin() as db:
        return [EntryView(**row._mapping) for row in await db.execute(chosen)]
