"""/v3/pay/transactions: a payment to the platform itself (JSAPI)."""

from datetime import datetime
from typing import Annotated

import msgspec
from litestar import get, post
from msgspec import Meta

from simulator.parameters import FromPath, FromQuery, RawBody, TheWorld
from simulator.pay import opening, trades
from simulator.pay.combined import Payer, SettleInfo
from simulator.pay.fields import (
    Attach,
    Currency,
    Description,
    Fen,
    Identifier,
    NotifyUrl,
    OutTradeNo,
    decoded,
    hash_of,
)
from simulator.pay.merchants import check_merchant
from simulator.pay.opening import PartAsk, TradeAsk


class Amount(msgspec.Struct):
    """What the order costs."""

    total: Fen
    currency: Currency = "CNY"


class DirectPrepay(msgspec.Struct):
    """POST /v3/pay/transactions/jsapi."""

    appid: Identifier
    mchid: Identifier
    description: Description
    out_trade_no: OutTradeNo
    notify_url: NotifyUrl
    amount: Amount
    payer: Payer
    time_expire: Annotated[datetime, Meta(tz=True)] | None = None
    attach: Attach | None = None
    settle_info: SettleInfo = msgspec.field(default_factory=SettleInfo)


class DirectClose(msgspec.Struct):
    """POST …/close."""

    mchid: Identifier


@post("/v3/pay/transactions/jsapi", status_code=200)
async def prepay(world: TheWorld, body: RawBody) -> dict[str, str]:
    """Open a direct payment."""
    asked = decoded(body, DirectPrepay)
    check_merchant(world, asked.appid, asked.mchid)
    return {"prepay_id": await opening.open_trade(world, _ask(asked))}


@get("/v3/pay/transactions/out-trade-no/{number:str}")
async def query(world: TheWorld, number: FromPath[str], mchid: FromQuery[Identifier]) -> dict[str, object]:
    """How a direct payment stands."""
    check_merchant(world, world.app_id, mchid)
    return await trades.show(world, False, number)


@post("/v3/pay/transactions/out-trade-no/{number:str}/close", status_code=204)
async def close(world: TheWorld, number: FromPath[str], body: RawBody) -> None:
    """Make a direct payment unpayable."""
    check_merchant(world, world.app_id, decoded(body, DirectClose).mchid)
    await trades.close(world, False, number)


def _ask(asked: DirectPrepay) -> TradeAsk:
    only_part = PartAsk(
        sub_mchid=None,
        out_trade_no=asked.out_trade_no,
        description=asked.description,
        attach=asked.attach,
        total_fen=asked.amount.total,
        is_profit_sharing=asked.settle_info.profit_sharing,
    )
    return TradeAsk(
        is_combined=False,
        number=asked.out_trade_no,
        request_hash=hash_of(asked),
        openid=asked.payer.openid,
        notify_url=asked.notify_url,
        payer_ip=None,
        time_expire=asked.time_expire,
        parts=[only_part],
    )
