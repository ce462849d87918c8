"""Rows belong to people: the database itself shows each role its own rows only, whatever our code forgets."""

import asyncio
import contextlib
from typing import Any

import msgspec
import pytest
from sqlalchemy import Table, text
from sqlalchemy.exc import DBAPIError

from lilong import tables
from lilong.platform import schema
from lilong.platform.db import WORKER, Db, Scope, Transactions, make_engine
from tests import actors
from tests.stack import Stack

TABLES = tables.metadata.sorted_tables
COLUMNS = {"merchant": "shop_id", "buyer": "buyer_id"}
OWNED = [
    (table, audience) for table in TABLES for audience in COLUMNS if table.info.get("owned", {}).get(audience)
]
each_owned = pytest.mark.parametrize(
    ("table", "audience"), OWNED, ids=[f"{audience}-{table.name}" for table, audience in OWNED]
)


class People(msgspec.Struct, frozen=True):
    """Two shops and two buyers; each buyer has bought in each shop, paid and received."""

    mine: dict[str, int]
    """My id as a merchant (the shop's) and as a buyer."""
    others: dict[str, int]


@pytest.fixture(scope="module")
def people(stack: Stack, operator: actors.Operator) -> People:
    """Rows in as many tables as one purchase fills, of mine and of others."""
    shops = [actors.Shop.opened(stack, operator) for _ in range(2)]
    buyers = [actors.Buyer.arrived(stack) for _ in range(2)]
    goods = [shop.sells("边界茶杯", price_fen=1_000, stock=9, limit_per_buyer=5) for shop in shops]
    for buyer in buyers:
        buyer.post("/api/v1/cart/items", {"sku_id": goods[0].id, "quantity": 1})
        trade = buyer.pays(buyer.places(*((sku, 1) for sku in goods)))
        for shop, order in zip(shops, trade["orders"], strict=True):
            shop.ships(order["id"])
    ids = [buyer.get("/api/v1/me")["id"] for buyer in buyers]
    mine, others = ({"merchant": shops[i].id, "buyer": ids[i]} for i in range(2))
    return People(mine, others)


def owner_of(table: Table[Any], audience: str) -> str:
    """The column that says whose the row is."""
    column: str = table.info["owned"][audience]
    return column


def scope(audience: str, id_: int) -> Scope:
    """Somebody's own transaction."""
    return Scope("merchant", shop_id=id_) if audience == "merchant" else Scope("buyer", buyer_id=id_)


def count(stack: Stack, table: Table[Any], where: str, given: Scope, **values: object) -> int:
    """How many rows a scope sees."""

    async def ask(db: Db) -> int:
        found = await db.execute(text(f"SELECT count(*) FROM {table.name} WHERE {where}"), values)
        return int(found.scalar_one())

    return stack.run(ask, given)


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_a_table_that_names_an_owner_is_owned_or_closed(table: Table[Any]) -> None:
    for audience, column in COLUMNS.items():
        if column in table.columns:
            given = [grant for grant in schema.grants(table) if grant.endswith(f"lilong_{audience}")]
            assert table.info.get("owned", {}).get(audience) == column or not given


@each_owned
def test_everybody_sees_their_own_rows_only(
    stack: Stack, people: People, table: Table[Any], audience: str
) -> None:
    column, me = owner_of(table, audience), people.mine[audience]
    all_mine = count(stack, table, f"{column} = :me", WORKER, me=me)
    given = scope(audience, me)

    assert count(stack, table, f"{column} = :me", given, me=me) == all_mine
    if audience == "merchant" or not table.info["owned"]["public"]:
        assert count(stack, table, f"{column} IS DISTINCT FROM :me", given, me=me) == 0


def test_the_purchases_filled_the_tables_that_the_checks_look_at(stack: Stack, people: People) -> None:
    filled = [
        table.name
        for table, audience in OWNED
        if count(stack, table, f"{owner_of(table, audience)} = :id", WORKER, id=people.others[audience])
    ]
    assert len(filled) > len(OWNED) * 2 // 3, filled


@each_owned
def test_nobody_writes_a_row_for_somebody_else(
    stack: Stack, people: People, table: Table[Any], audience: str
) -> None:
    """Policies are checked before constraints, so a row of nothing but its owner shows which of the two refused it."""
    insert = f"INSERT INTO {table.name} ({owner_of(table, audience)}) VALUES (:owner)"
    mine = scope(audience, people.mine[audience])

    assert "row-level security" in refusal(stack, insert, mine, people.others[audience])
    assert "row-level security" not in refusal(stack, insert, mine, people.mine[audience])


def refusal(stack: Stack, statement: str, given: Scope, owner: int) -> str:
    """PostgreSQL's words against a statement."""

    async def try_it(db: Db) -> None:
        await db.execute(text(statement), {"owner": owner})

    with pytest.raises(DBAPIError) as refused:
        stack.run(try_it, given)
    return str(refused.value.orig)


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_a_transaction_that_forgot_its_scope_may_do_nothing(stack: Stack, table: Table[Any]) -> None:
    async def forgetful(db: Db) -> None:
        await db.execute(text("RESET ROLE"))
        await db.execute(text(f"SELECT FROM {table.name}"))

    with pytest.raises(DBAPIError, match="permission denied"):
        stack.run(forgetful)


@pytest.mark.parametrize("audience", ["merchant", "buyer"])
def test_a_scope_without_an_id_owns_nothing(stack: Stack, people: People, audience: str) -> None:
    nobody = Scope("merchant") if audience == "merchant" else Scope("buyer")
    assert count(stack, tables.metadata.tables["shop_order"], "true", nobody) == 0


@pytest.mark.parametrize("ends_well", [True, False], ids=["commit", "rollback"])
def test_a_pooled_connection_keeps_no_tenant(stack: Stack, people: People, ends_well: bool) -> None:
    async def look(database_url: str) -> tuple[object, ...]:
        engine = make_engine(database_url, 1)
        try:
            given = Scope("buyer", buyer_id=people.mine["buyer"], shop_id=people.mine["merchant"])
            with contextlib.nullcontext() if ends_well else pytest.raises(ZeroDivisionError):
                async with Transactions(engine, given)():
                    assert ends_well or 1 / 0
            async with engine.connect() as db:
                state = "SELECT current_user, current_setting('app.buyer_id'), current_setting('app.shop_id')"
                return tuple((await db.execute(text(state))).one())
        finally:
            await engine.dispose()

    assert asyncio.run(look(stack.database_url)) == ("lilong_app", "", "")


@pytest.mark.parametrize(
    "statement",
    [
        "SET ROLE lilong_owner",
        "SET ROLE postgres",
        "SET SESSION AUTHORIZATION lilong_owner",
        "ALTER TABLE shop_order DISABLE ROW LEVEL SECURITY",
        "DROP POLICY buyer_own ON shop_order",
        "CREATE TABLE mine (id int)",
        "GRANT lilong_owner TO lilong_app",
        "TRUNCATE shop_order",
        "ALTER ROLE lilong_app BYPASSRLS",
    ],
)
def test_the_application_cannot_rise(stack: Stack, statement: str) -> None:
    for role in ("none", "lilong_worker", "lilong_operator"):

        async def rise(db: Db, role: str = role) -> None:
            await db.execute(text(f"SET LOCAL ROLE {role}"))
            await db.execute(text(statement))

        with pytest.raises(DBAPIError, match=r"permission denied|must be owner"):
            stack.run(rise)


def test_no_role_of_ours_goes_around_the_policies(stack: Stack) -> None:
    async def ask(db: Db) -> list[str]:
        above = "SELECT rolname FROM pg_roles WHERE rolname LIKE 'lilong%' AND (rolsuper OR rolbypassrls)"
        return list((await db.execute(text(above))).scalars())

    assert stack.run(ask) == []
