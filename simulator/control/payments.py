"""Tapping 立即支付, or 取消, without a phone."""

from litestar import post

from simulator import payer
from simulator.parameters import RawBody, TheWorld
from simulator.pay.fields import decoded
from simulator.payer import PaymentFields


class Pay(PaymentFields, kw_only=True):
    """The fields of `wx.requestPayment`, and who taps."""

    openid: str


@post("/sim/pay", status_code=200)
async def pay(world: TheWorld, body: RawBody) -> dict[str, str]:
    """Pay; the answer is what the success callback gets."""
    asked = decoded(body, Pay)
    await payer.pay(world, asked.openid, asked)
    return {"errMsg": "requestPayment:ok"}


@post("/sim/cancel", status_code=200)
async def cancel(world: TheWorld, body: RawBody) -> dict[str, str]:
    """Open the sheet and close it again; the answer is what the fail callback gets."""
    asked = decoded(body, Pay)
    async with world.begin() as db:
        await payer.open_sheet(world, db, asked)
    return {"errMsg": "requestPayment:fail cancel"}
