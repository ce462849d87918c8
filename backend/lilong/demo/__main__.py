"""`python -m lilong.demo`: load the demo once, with API, worker and simulator running; a second run changes nothing."""

import asyncio

from lilong import wiring
from lilong.demo import history, load
from lilong.platform import logs, settings
from lilong.platform.db import WORKER, Transactions, make_engine


async def main() -> None:
    """Load what is missing. Raises when the API or the simulator does not answer."""
    chosen = settings.load()
    logs.set_up(chosen.log_format)
    wiring.connect(wiring.outside_world(chosen), chosen)
    engine = make_engine(chosen.database_url, pool_size=4)
    begin = Transactions(engine, WORKER)
    try:
        if not await load.is_loaded(begin):
            await load.load(begin, chosen.simulator_url)
            await history.live(begin, chosen.public_url, chosen.simulator_url)
    finally:
        await engine.dispose()


if __name__ == "__main__":
    asyncio.run(main())
