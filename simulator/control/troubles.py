"""Ordering troubles; see `simulator.faults` for what can go wrong."""

from litestar import delete, get, post

from simulator.faults import Fault
from simulator.parameters import FromPath, RawBody, TheWorld
from simulator.pay.fields import decoded


@get("/sim/faults")
async def list_faults(world: TheWorld) -> list[Fault]:
    """What may still strike."""
    return world.faults.ordered()


@post("/sim/faults")
async def order_fault(world: TheWorld, body: RawBody) -> Fault:
    """Order a trouble."""
    return world.faults.order(decoded(body, Fault))


@delete("/sim/faults")
async def cancel_faults(world: TheWorld) -> None:
    """Heal everything."""
    world.faults.cancel_all()


@delete("/sim/faults/{fault_id:int}")
async def cancel_fault(world: TheWorld, fault_id: FromPath[int]) -> None:
    """Cancel one trouble."""
    world.faults.cancel(fault_id)
