"""/v3/ecommerce/fund: what a shop holds."""

from typing import Literal

from litestar import get
from sqlalchemy import select

from simulator.parameters import FromPath, FromQuery, TheWorld
from simulator.pay.merchants import check_sub_merchant
from simulator.tables import balance


@get("/v3/ecommerce/fund/balance/{sub_mchid:str}")
async def query_balance(
    world: TheWorld, sub_mchid: FromPath[str], account_type: FromQuery[Literal["BASIC"]] = "BASIC"
) -> dict[str, object]:
    """A shop's balances; refused when the shop is not signed under the platform."""
    async with world.begin() as db:
        await check_sub_merchant(world, db, sub_mchid)
        held = select(balance.c.kind, balance.c.balance_fen).where(balance.c.holder == sub_mchid)
        amounts = {row.kind: row.balance_fen for row in await db.execute(held)}
    return {
        "sub_mchid": sub_mchid,
        "account_type": account_type,
        "available_amount": amounts.get("available", 0),
        "pending_amount": amounts.get("frozen", 0),
    }
