"""Posting and reversing. Callers name the business key: what happened, once."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

import msgspec
from sqlalchemy import update
from sqlalchemy.dialects.postgresql import insert

from lilong.ledger.accounts import has_floor
from lilong.ledger.errors import BalanceTooLow
from lilong.ledger.queries import postings_of, transaction_by_key
from lilong.ledger.tables import ledger_account, ledger_floor, ledger_posting, ledger_transaction
from lilong.platform import clock, ids
from lilong.platform.db import Db


class Posting(msgspec.Struct, frozen=True):
    """One side of a movement: + debit, − credit."""

    account: str
    amount: int
    asset: str = "CNY"


def debit(account: str, amount_fen: int) -> Posting:
    """The account receives: an asset grows, a debt of ours shrinks."""
    return Posting(account, amount_fen)


def credit(account: str, amount_fen: int) -> Posting:
    """The account gives: an asset shrinks, a debt of ours grows."""
    return Posting(account, -amount_fen)


async def post(
    db: Db, kind: str, business_key: str, postings: Sequence[Posting], facts: Mapping[str, Any] | None = None
) -> bool:
    """Write a transaction; postings of 0 are left out. False: this business key was posted before, nothing is written.

    Raises BalanceTooLow when an account with a floor would fall below it; the database refuses at commit when the
    postings do not add up to 0.
    """
    wanted = [posting for posting in postings if posting.amount]
    transaction_id = await _insert_transaction(db, kind, business_key, facts or {})
    if transaction_id is None:
        return False
    if not wanted:
        return True
    await _open_accounts(db, wanted)
    rows = [
        {"id": id_, "transaction_id": transaction_id, **msgspec.structs.asdict(posting)}
        for id_, posting in zip(await ids.take(db, len(wanted)), wanted, strict=True)
    ]
    await db.execute(insert(ledger_posting), rows)
    await _move_floors(db, wanted)
    return True


async def reverse(db: Db, business_key: str, reason: str) -> bool:
    """Undo a transaction by its mirror image. False: it was reversed before. Raises LookupError when never posted."""
    original = await transaction_by_key(db, business_key)
    mirror = [Posting(row.account, -row.amount, row.asset) for row in await postings_of(db, [original.id])]
    facts = {"reason": reason, "of": business_key}
    return await post(db, f"{original.kind}.reversed", f"reversal:{business_key}", mirror, facts)


async def _insert_transaction(db: Db, kind: str, business_key: str, facts: Mapping[str, Any]) -> int | None:
    id_ = await ids.one(db)
    row = {"id": id_, "kind": kind, "business_key": business_key, "facts": facts, "posted_at": clock.now()}
    done = await db.execute(insert(ledger_transaction).values(row).on_conflict_do_nothing())
    return id_ if done.rowcount else None


async def _open_accounts(db: Db, postings: Sequence[Posting]) -> None:
    rows = sorted({(posting.account, posting.asset) for posting in postings})
    values = [{"code": code, "asset": asset} for code, asset in rows]
    await db.execute(insert(ledger_account).values(values).on_conflict_do_nothing())


async def _move_floors(db: Db, postings: Sequence[Posting]) -> None:
    """Accounts with a floor, locked in code order; absent rows are inserted first."""
    changes: defaultdict[str, int] = defaultdict(int)
    for posting in postings:
        if has_floor(posting.account):
            changes[posting.account] -= posting.amount
    for account in sorted(changes):
        row = insert(ledger_floor).values(account=account, credit_fen=0)
        await db.execute(row.on_conflict_do_nothing())
        held = ledger_floor.c.credit_fen
        enough = held + changes[account] >= 0
        moved = update(ledger_floor).where(ledger_floor.c.account == account, enough)
        if not (await db.execute(moved.values(credit_fen=held + changes[account]))).rowcount:
            raise BalanceTooLow(account=account)
