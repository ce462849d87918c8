"""/v3/ecommerce/profitsharing: sharing out a shop's part (平台收付通分账)."""

from typing import Annotated, Literal

import msgspec
from litestar import get, post
from msgspec import Meta
from sqlalchemy import select

from simulator.errors import no_such_order
from simulator.parameters import FromPath, FromQuery, RawBody, TheWorld
from simulator.pay import sharing, views
from simulator.pay.fields import Fen, Identifier, OutRefundNo, ShortDescription, decoded, hash_of
from simulator.pay.merchants import check_merchant, check_sub_merchant
from simulator.pay.sharing import SharingAsk
from simulator.tables import part
from simulator.world import World


class Receiver(msgspec.Struct):
    """Who gets how much. The names are those of 平台收付通, not of ordinary sharing."""

    type: Literal["MERCHANT_ID"]
    receiver_account: Identifier
    amount: Fen
    description: ShortDescription


class Share(msgspec.Struct):
    """POST /v3/ecommerce/profitsharing/orders."""

    appid: Identifier
    sub_mchid: Identifier
    transaction_id: Identifier
    out_order_no: OutRefundNo
    receivers: Annotated[list[Receiver], Meta(min_length=1, max_length=50)]
    finish: bool


class Finish(msgspec.Struct):
    """POST /v3/ecommerce/profitsharing/finish-order."""

    sub_mchid: Identifier
    transaction_id: Identifier
    out_order_no: OutRefundNo
    description: ShortDescription


@post("/v3/ecommerce/profitsharing/orders", status_code=200)
async def share(world: TheWorld, body: RawBody) -> dict[str, object]:
    """Share out a part."""
    asked = decoded(body, Share)
    check_merchant(world, asked.appid, world.mch_id)
    return await _accepted(
        world,
        SharingAsk(
            sub_mchid=asked.sub_mchid,
            transaction_id=asked.transaction_id,
            out_order_no=asked.out_order_no,
            request_hash=hash_of(asked),
            receivers=[msgspec.structs.asdict(receiver) for receiver in asked.receivers],
            is_finish=asked.finish,
            finish_description="分账完结" if asked.finish else None,
        ),
    )


@post("/v3/ecommerce/profitsharing/finish-order", status_code=200)
async def finish_order(world: TheWorld, body: RawBody) -> dict[str, object]:
    """Give the shop what is left."""
    asked = decoded(body, Finish)
    shown = await _accepted(
        world,
        SharingAsk(
            sub_mchid=asked.sub_mchid,
            transaction_id=asked.transaction_id,
            out_order_no=asked.out_order_no,
            request_hash=hash_of(asked),
            receivers=[],
            is_finish=True,
            finish_description=asked.description,
        ),
    )
    return {name: shown[name] for name in ("sub_mchid", "transaction_id", "out_order_no", "order_id")}


@get("/v3/ecommerce/profitsharing/orders")
async def query(
    world: TheWorld,
    sub_mchid: FromQuery[Identifier],
    transaction_id: FromQuery[Identifier],
    out_order_no: FromQuery[OutRefundNo],
) -> dict[str, object]:
    """How a sharing stands."""
    return views.of_sharing(*await sharing.find(world, sub_mchid, transaction_id, out_order_no))


@get("/v3/ecommerce/profitsharing/orders/{transaction_id:str}/amounts")
async def unsplit(world: TheWorld, transaction_id: FromPath[str]) -> dict[str, object]:
    """What is left of a part to share."""
    async with world.begin() as db:
        frozen_fen = await db.scalar(select(part.c.frozen_fen).where(part.c.transaction_id == transaction_id))
    if frozen_fen is None:
        raise no_such_order()
    return {"transaction_id": transaction_id, "unsplit_amount": frozen_fen}


async def _accepted(world: World, ask: SharingAsk) -> dict[str, object]:
    async with world.begin() as db:
        await check_sub_merchant(world, db, ask.sub_mchid)
    return views.of_sharing(*await sharing.accept(world, ask))
