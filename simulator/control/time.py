"""Turning the clock. Signatures carry its time too: turn the merchant's clock by as much, within a second."""

import asyncio
from datetime import datetime, timedelta
from typing import Annotated

import msgspec
from litestar import get, post, put
from msgspec import Meta

from simulator.parameters import RawBody, TheWorld
from simulator.pay.fields import decoded

_CENTURY_SECONDS = 3_155_760_000
_GRACE_SECONDS = 1  # the merchant's clock is turned after ours: until then it would refuse our news as stale


class ClockSet(msgspec.Struct, forbid_unknown_fields=True):
    """How far from the machine's clock to stand; 0 is the present."""

    offset_seconds: Annotated[float, Meta(ge=-_CENTURY_SECONDS, le=_CENTURY_SECONDS)]


class ClockView(msgspec.Struct):
    """Where it stands."""

    now: datetime
    offset_seconds: float


@get("/sim/clock")
async def show_clock(world: TheWorld) -> ClockView:
    """What time it is here."""
    return ClockView(world.clock.now(), world.clock.offset.total_seconds())


@put("/sim/clock")
async def turn_clock(world: TheWorld, body: RawBody) -> ClockView:
    """Turn it; what thereby became due happens a second later, or with `POST /sim/settle`."""
    asked = decoded(body, ClockSet)
    async with world.begin() as db:
        await world.clock.turn(db, timedelta(seconds=asked.offset_seconds))
    asyncio.get_running_loop().call_later(_GRACE_SECONDS, world.ring)
    return ClockView(world.clock.now(), world.clock.offset.total_seconds())


@post("/sim/settle", status_code=200)
async def settle(world: TheWorld) -> ClockView:
    """Have everything that is due happen before the answer: refunds, sharings, releases, deliveries."""
    await world.catch_up()
    await world.courier.rest()
    return ClockView(world.clock.now(), world.clock.offset.total_seconds())
