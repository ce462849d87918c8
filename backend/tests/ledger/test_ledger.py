"""The books: balanced, written once, never changed."""

import secrets
from collections.abc import Awaitable, Callable
from functools import partial

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from lilong import ledger
from lilong.platform.db import OPERATOR, VISITOR, Db, Scope
from tests.accounts.doors import at_once
from tests.actors import Operator
from tests.stack import Stack


class Books:
    """Accounts of a shop that nobody else posts to."""

    def __init__(self, stack: Stack) -> None:
        self._stack = stack
        shop_id = secrets.randbelow(2**50) + 2**51
        self.pending = ledger.shop_pending(shop_id)
        self.available = ledger.shop_available(shop_id)
        self.frozen = ledger.wechat_frozen(str(shop_id))
        self.key = f"test:{shop_id}"

    def post(self, *postings: ledger.Posting, key: str | None = None) -> bool:
        """Post in a transaction of its own."""
        return self.run(lambda db: ledger.post(db, "test", key or self.key, postings))

    def run(self, work: Callable[[Db], Awaitable[bool]]) -> bool:
        """Do something to the books."""
        return self._stack.run(work)

    def balance(self, account: str) -> int:
        """Debits less credits."""
        return self._stack.run(lambda db: ledger.balance_fen(db, account))


@pytest.fixture
def books(stack: Stack) -> Books:
    """Empty accounts."""
    return Books(stack)


def captured(books: Books, amount_fen: int) -> list[ledger.Posting]:
    return [ledger.debit(books.frozen, amount_fen), ledger.credit(books.pending, amount_fen)]


def earned(books: Books, amount_fen: int) -> list[ledger.Posting]:
    return [ledger.debit(books.pending, amount_fen), ledger.credit(books.available, amount_fen)]


def test_a_transaction_that_does_not_add_up_is_refused_at_commit(books: Books) -> None:
    with pytest.raises(DBAPIError, match="does not balance"):
        books.post(ledger.debit(books.frozen, 100), ledger.credit(books.pending, 99))

    assert books.balance(books.frozen) == 0


def test_a_transaction_adds_up_for_each_asset_by_itself(books: Books) -> None:
    mixed = [ledger.Posting(books.frozen, 100), ledger.Posting(books.pending, -100, "POINT")]

    with pytest.raises(DBAPIError, match="does not balance"):
        books.post(*mixed)


def test_one_business_key_is_posted_once_however_many_come_at_once(books: Books) -> None:
    done = at_once([lambda: books.post(*captured(books, 3_600))] * 8)

    assert done.count(True) == 1
    assert books.balance(books.frozen) == 3_600
    assert books.balance(books.pending) == -3_600


def test_the_same_key_posts_nothing_even_with_another_amount(books: Books) -> None:
    assert books.post(*captured(books, 3_600)) is True
    assert books.post(*captured(books, 9_999)) is False

    assert books.balance(books.frozen) == 3_600


def test_a_reversal_is_the_mirror_image_and_happens_once(books: Books) -> None:
    books.post(*captured(books, 3_600))

    done = at_once([lambda: books.run(lambda db: ledger.reverse(db, books.key, "误记"))] * 6)

    assert done.count(True) == 1
    assert books.balance(books.frozen) == 0
    assert books.balance(books.pending) == 0


def test_what_was_never_posted_is_not_reversed(books: Books) -> None:
    with pytest.raises(LookupError):
        books.run(lambda db: ledger.reverse(db, books.key, "误记"))


def test_two_who_spend_a_whole_balance_at_once_spend_it_once(books: Books) -> None:
    books.post(*earned(books, 5_000))

    def spend(name: str) -> bool:
        out = [ledger.debit(books.available, 5_000), ledger.credit(books.frozen, 5_000)]
        try:
            return books.post(*out, key=f"{books.key}:{name}")
        except ledger.BalanceTooLow:
            return False

    assert sorted(at_once([lambda: spend("one"), lambda: spend("two")])) == [False, True]
    assert books.balance(books.available) == 0
    assert books.balance(books.frozen) == -5_000


def test_a_balance_with_a_floor_is_refused_a_fen_below_it(books: Books) -> None:
    books.post(*earned(books, 5_000))

    with pytest.raises(ledger.BalanceTooLow):
        books.post(ledger.debit(books.available, 5_001), ledger.credit(books.frozen, 5_001), key="too-much")

    assert books.balance(books.available) == -5_000


TABLES = ("ledger_account", "ledger_transaction", "ledger_posting")
CHANGES = [
    change.format(table=table)
    for table in TABLES
    for change in ("UPDATE {table} SET asset = 'CNY'", "DELETE FROM {table}", "TRUNCATE {table}")
]
CHANGES[3] = "UPDATE ledger_transaction SET kind = 'other'"


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("scope", [Scope("worker"), OPERATOR])
def test_nobody_changes_or_removes_what_is_posted(stack: Stack, scope: Scope, change: str) -> None:
    with pytest.raises(DBAPIError, match="permission denied"):
        stack.run(lambda db: db.execute(text(change)), scope)


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("scope", [VISITOR, Scope("buyer", buyer_id=1), Scope("merchant", shop_id=1)])
def test_neither_shoppers_nor_merchants_open_the_books(stack: Stack, scope: Scope, table: str) -> None:
    with pytest.raises(DBAPIError, match="permission denied"):
        stack.run(lambda db: db.execute(text(f"SELECT FROM {table}")), scope)


def test_the_trial_balance_is_what_the_postings_say(operator: Operator, books: Books) -> None:
    books.post(*captured(books, 3_600))

    balance = operator.trial_balance()

    assert balance["is_balanced"]
    assert balance["debit_fen"] == balance["credit_fen"]
    row = next(row for row in balance["rows"] if row["account"] == books.pending)
    assert (row["side"], row["balance_fen"]) == ("credit", 3_600)


def test_postings_of_many_at_once_all_count(books: Books) -> None:
    amounts = range(1, 21)

    at_once([partial(books.post, *captured(books, n), key=f"{books.key}:{n}") for n in amounts])

    assert books.balance(books.pending) == -sum(amounts)
