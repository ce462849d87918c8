"""/v3/ecommerce/refunds: giving a payer money back from a shop's part."""

from typing import Annotated, Literal

import msgspec
from litestar import get, post
from msgspec import Meta

from simulator.clock import rfc3339
from simulator.parameters import FromPath, FromQuery, RawBody, TheWorld
from simulator.pay import refunding, views
from simulator.pay.fields import (
    Currency,
    Fen,
    Identifier,
    NotifyUrl,
    OutRefundNo,
    OutTradeNo,
    decoded,
    hash_of,
)
from simulator.pay.merchants import check_merchant, check_sub_merchant
from simulator.pay.refunding import RefundAsk
from simulator.tables import refund


class Amount(msgspec.Struct):
    """How much of how much."""

    refund: Fen
    total: Fen
    currency: Currency


class Apply(msgspec.Struct):
    """POST /v3/ecommerce/refunds/apply."""

    sub_mchid: Identifier
    sp_appid: Identifier
    out_refund_no: OutRefundNo
    amount: Amount
    transaction_id: Identifier | None = None
    out_trade_no: OutTradeNo | None = None
    reason: Annotated[str, Meta(max_length=80)] | None = None
    notify_url: NotifyUrl | None = None
    refund_account: Literal["REFUND_SOURCE_SUB_MERCHANT"] = "REFUND_SOURCE_SUB_MERCHANT"


@post("/v3/ecommerce/refunds/apply", status_code=200)
async def apply_refund(world: TheWorld, body: RawBody) -> dict[str, object]:
    """Ask for a refund."""
    asked = decoded(body, Apply)
    check_merchant(world, asked.sp_appid, world.mch_id)
    async with world.begin() as db:
        await check_sub_merchant(world, db, asked.sub_mchid)
    accepted, _ = await refunding.accept(world, _ask(asked))
    return {
        "refund_id": accepted.refund_id,
        "out_refund_no": accepted.out_refund_no,
        "create_time": rfc3339(accepted.created_at),
        "amount": {
            "refund": accepted.refund_fen,
            "payer_refund": accepted.refund_fen,
            "discount_refund": 0,
            "currency": "CNY",
        },
        "refund_account": "REFUND_SOURCE_SUB_MERCHANT",
    }


@get("/v3/ecommerce/refunds/out-refund-no/{number:str}")
async def query_by_number(
    world: TheWorld, number: FromPath[str], sub_mchid: FromQuery[Identifier]
) -> dict[str, object]:
    """How a refund stands, by our number."""
    return views.of_refund(*await refunding.find(world, sub_mchid, refund.c.out_refund_no == number))


@get("/v3/ecommerce/refunds/id/{refund_id:str}")
async def query_by_id(
    world: TheWorld, refund_id: FromPath[str], sub_mchid: FromQuery[Identifier]
) -> dict[str, object]:
    """How a refund stands, by WeChat's number."""
    return views.of_refund(*await refunding.find(world, sub_mchid, refund.c.refund_id == refund_id))


def _ask(asked: Apply) -> RefundAsk:
    return RefundAsk(
        sub_mchid=asked.sub_mchid,
        transaction_id=asked.transaction_id,
        out_trade_no=asked.out_trade_no,
        out_refund_no=asked.out_refund_no,
        request_hash=hash_of(asked),
        refund_fen=asked.amount.refund,
        total_fen=asked.amount.total,
        notify_url=asked.notify_url,
    )
