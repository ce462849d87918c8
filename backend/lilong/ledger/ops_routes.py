"""The ledger browser of the operations console."""

from typing import Annotated

from litestar import get
from litestar.params import Parameter

from lilong.ledger import queries
from lilong.ledger.schemas import AccountView, TransactionView, TrialBalance
from lilong.platform import clock
from lilong.platform.access import ops_permission
from lilong.platform.db import Db
from lilong.platform.paging import DEFAULT_LIMIT, MAX_LIMIT, Page, encode_cursor, page_of

Limit = Annotated[int, Parameter(ge=1, le=MAX_LIMIT)]
VIEW = ops_permission("ledger.view")


@get("/ledger/transactions", guards=[VIEW])
async def list_transactions(
    db: Db,
    account: str | None = None,
    business_key: str | None = None,
    kind: str | None = None,
    cursor: str | None = None,
    limit: Limit = DEFAULT_LIMIT,
) -> Page[TransactionView]:
    """Transactions with their postings, newest first."""
    rows = await queries.transactions(
        db, account=account, business_key=business_key, kind=kind, cursor=cursor, limit=limit
    )
    postings = await queries.postings_of(db, [row.id for row in rows])
    return page_of(
        rows,
        limit,
        lambda row: encode_cursor(row.posted_at, row.id),
        lambda row: TransactionView.of(row, postings),
    )


@get("/ledger/accounts", guards=[VIEW])
async def list_accounts(db: Db, asset: str = "CNY") -> Page[AccountView]:
    """Every account with its balance."""
    return Page([AccountView.of(row) for row in await queries.account_sums(db, asset)])


@get("/ledger/trial-balance", guards=[VIEW])
async def trial_balance(db: Db, asset: str = "CNY") -> TrialBalance:
    """Σ of all debit balances against Σ of all credit balances."""
    rows = [AccountView.of(row) for row in await queries.account_sums(db, asset)]
    held = sum(row.balance_fen for row in rows if row.side == "debit")
    owed = sum(row.balance_fen for row in rows if row.side == "credit")
    return TrialBalance(held == owed, held, owed, rows, clock.now())


handlers = [list_transactions, list_accounts, trial_balance]
