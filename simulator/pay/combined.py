"""/v3/combine-transactions: one payment for 1 to 50 shops (合单支付)."""

from datetime import datetime
from typing import Annotated

import msgspec
from litestar import get, post
from msgspec import Meta

from simulator.errors import wrong_parameter
from simulator.parameters import FromPath, RawBody, TheWorld
from simulator.pay import opening, trades
from simulator.pay.fields import (
    Attach,
    CombineOutTradeNo,
    Currency,
    Description,
    Fen,
    Identifier,
    NotifyUrl,
    Openid,
    OutTradeNo,
    PayerIp,
    decoded,
    hash_of,
)
from simulator.pay.merchants import check_merchant
from simulator.pay.opening import PartAsk, TradeAsk


class Amount(msgspec.Struct):
    """What a part costs."""

    total_amount: Fen
    currency: Currency


class SettleInfo(msgspec.Struct):
    """Whether the money waits for sharing."""

    profit_sharing: bool = False


class SubOrder(msgspec.Struct):
    """One shop's part."""

    mchid: Identifier
    sub_mchid: Identifier
    attach: Attach
    amount: Amount
    out_trade_no: OutTradeNo
    description: Description
    settle_info: SettleInfo = msgspec.field(default_factory=SettleInfo)


class SceneInfo(msgspec.Struct):
    """Where the payer is."""

    payer_client_ip: PayerIp


class Payer(msgspec.Struct):
    """Who pays."""

    openid: Openid


class CombinedPrepay(msgspec.Struct):
    """POST /v3/combine-transactions/jsapi."""

    combine_appid: Identifier
    combine_mchid: Identifier
    combine_out_trade_no: CombineOutTradeNo
    sub_orders: Annotated[list[SubOrder], Meta(min_length=1, max_length=50)]
    combine_payer_info: Payer
    notify_url: NotifyUrl
    scene_info: SceneInfo | None = None
    time_start: Annotated[datetime, Meta(tz=True)] | None = None
    time_expire: Annotated[datetime, Meta(tz=True)] | None = None


class ClosedPart(msgspec.Struct):
    """Which part is closed."""

    mchid: Identifier
    out_trade_no: OutTradeNo
    sub_mchid: Identifier | None = None


class CombinedClose(msgspec.Struct):
    """POST …/close."""

    combine_appid: Identifier
    sub_orders: Annotated[list[ClosedPart], Meta(min_length=1, max_length=50)]


@post("/v3/combine-transactions/jsapi", status_code=200)
async def prepay(world: TheWorld, body: RawBody) -> dict[str, str]:
    """Open a combined payment."""
    asked = decoded(body, CombinedPrepay)
    check_merchant(world, asked.combine_appid, asked.combine_mchid)
    if any(each.mchid != world.mch_id for each in asked.sub_orders):
        raise wrong_parameter(
            "/sub_orders/mchid", "平台收付通合单的子单商户号须为平台商户号，店铺填在sub_mchid"
        )
    return {"prepay_id": await opening.open_trade(world, _ask(asked))}


@get("/v3/combine-transactions/out-trade-no/{number:str}")
async def query(world: TheWorld, number: FromPath[str]) -> dict[str, object]:
    """How a combined payment stands."""
    return await trades.show(world, True, number)


@post("/v3/combine-transactions/out-trade-no/{number:str}/close", status_code=204)
async def close(world: TheWorld, number: FromPath[str], body: RawBody) -> None:
    """Make a combined payment unpayable."""
    asked = decoded(body, CombinedClose)
    check_merchant(world, asked.combine_appid, world.mch_id)
    await trades.close(world, True, number, {each.out_trade_no for each in asked.sub_orders})


def _ask(asked: CombinedPrepay) -> TradeAsk:
    return TradeAsk(
        is_combined=True,
        number=asked.combine_out_trade_no,
        request_hash=hash_of(asked),
        openid=asked.combine_payer_info.openid,
        notify_url=asked.notify_url,
        payer_ip=asked.scene_info.payer_client_ip if asked.scene_info else None,
        time_expire=asked.time_expire,
        parts=[_part(each) for each in asked.sub_orders],
    )


def _part(each: SubOrder) -> PartAsk:
    return PartAsk(
        sub_mchid=each.sub_mchid,
        out_trade_no=each.out_trade_no,
        description=each.description,
        attach=each.attach,
        total_fen=each.amount.total_amount,
        is_profit_sharing=each.settle_info.profit_sharing,
    )
