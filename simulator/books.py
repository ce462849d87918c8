"""Double entry: every movement of money is one posting whose changes add up to zero, and no merchant
overdraws.

Payers and WeChat itself are outside holders: they have entries but no balance row, so that the shops of two
payments never wait for each other.
"""

import secrets
from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime

import msgspec
from sqlalchemy import bindparam, insert, update
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.exc import IntegrityError

from simulator.database import Db
from simulator.errors import not_enough
from simulator.tables import balance, entry

PAYERS = ("payers", "bank")
FEES = ("wechat", "fees")
IN_TRANSIT = ("wechat", "in_transit")
"""Between a merchant and whoever gets the money: refunds and sharings on their way."""
_OUTSIDE = {"payers", "wechat"}

Account = tuple[str, str]
"""(holder, kind)."""

FEE_RATE_BP = 60  # 0.6 %


class Change(msgspec.Struct, frozen=True):
    """What one account gains (or loses, when negative), in fen."""

    account: Account
    change_fen: int
    reason: str


def frozen(sub_mchid: str) -> Account:
    """A shop's money that waits for sharing."""
    return sub_mchid, "frozen"


def available(sub_mchid: str) -> Account:
    """A shop's money that it may withdraw."""
    return sub_mchid, "available"


def basic(mch_id: str) -> Account:
    """The platform's own account."""
    return mch_id, "basic"


def fee(amount_fen: int) -> int:
    """WeChat's fee on an amount, in fen, half a fen rounded up."""
    return (amount_fen * FEE_RATE_BP + 5_000) // 10_000


async def open_accounts(db: Db, accounts: Sequence[Account]) -> None:
    """Have balance rows; a second time is harmless."""
    rows = [{"holder": holder, "kind": kind, "balance_fen": 0} for holder, kind in accounts]
    await db.execute(upsert(balance).values(rows).on_conflict_do_nothing())


async def post(db: Db, now: datetime, reference: str, changes: Sequence[Change]) -> None:
    """Write one posting.

    Raises:
        Refused: NOT_ENOUGH, when a merchant's account would fall below zero; the transaction is lost.
    """
    written = [change for change in changes if change.change_fen]
    if sum(change.change_fen for change in written):
        raise ValueError(f"posting {reference} does not add up to zero")
    if not written:
        return
    await _move(db, written)
    posting = secrets.token_hex(12)
    await db.execute(insert(entry), [_row(change, posting, reference, now) for change in written])


async def _move(db: Db, changes: Sequence[Change]) -> None:
    """Change the balance rows one after the other in a fixed order, so that two postings cannot deadlock."""
    totals: defaultdict[Account, int] = defaultdict(int)
    for change in changes:
        if change.account[0] not in _OUTSIDE:
            totals[change.account] += change.change_fen
    if not totals:
        return
    try:
        await db.execute(
            _ADD, [{"of": of, "as": kind, "change": totals[of, kind]} for of, kind in sorted(totals)]
        )
    except IntegrityError as refused:
        raise not_enough("账户可用余额不足") from refused


_ADD = (
    update(balance)
    .where(balance.c.holder == bindparam("of"), balance.c.kind == bindparam("as"))
    .values(balance_fen=balance.c.balance_fen + bindparam("change"))
)


def _row(change: Change, posting: str, reference: str, now: datetime) -> dict[str, object]:
    holder, kind = change.account
    return {
        "posting": posting,
        "holder": holder,
        "kind": kind,
        "change_fen": change.change_fen,
        "reason": change.reason,
        "reference": reference,
        "posted_at": now,
    }
