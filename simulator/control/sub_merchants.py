"""Shops signed under the platform, as if their applications had gone through."""

from datetime import datetime
from typing import Annotated

import msgspec
from litestar import get, post
from msgspec import Meta
from sqlalchemy import insert, select

from simulator import books, ids
from simulator.database import Db
from simulator.parameters import RawBody, TheWorld
from simulator.pay.fields import decoded
from simulator.tables import sub_merchant


class NewSubMerchant(msgspec.Struct, forbid_unknown_fields=True):
    """A shop to sign."""

    name: Annotated[str, Meta(min_length=1, max_length=128)]


class SubMerchantView(msgspec.Struct):
    """A shop that is signed."""

    sub_mchid: str
    name: str
    created_at: datetime


async def sub_merchants(db: Db) -> list[SubMerchantView]:
    """All of them, oldest first."""
    rows = await db.execute(
        select(sub_merchant).order_by(sub_merchant.c.created_at, sub_merchant.c.sub_mchid)
    )
    return [SubMerchantView(**row._mapping) for row in rows]


@get("/sim/sub-merchants")
async def list_sub_merchants(world: TheWorld) -> list[SubMerchantView]:
    """All shops."""
    async with world.begin() as db:
        return await sub_merchants(db)


@post("/sim/sub-merchants")
async def create_sub_merchant(world: TheWorld, body: RawBody) -> SubMerchantView:
    """Sign a shop: it gets a number and empty accounts."""
    asked = decoded(body, NewSubMerchant)
    signed = SubMerchantView(ids.sub_mchid(), asked.name, world.clock.now())
    async with world.begin() as db:
        await db.execute(insert(sub_merchant).values(msgspec.structs.asdict(signed)))
        await books.open_accounts(db, [books.frozen(signed.sub_mchid), books.available(signed.sub_mchid)])
    return signed
