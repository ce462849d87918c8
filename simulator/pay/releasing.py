"""What was never shared becomes the shop's by itself, 180 days after payment."""

from sqlalchemy import and_, select

from simulator.news import News
from simulator.pay import rows, sharing
from simulator.pay.rows import Part
from simulator.tables import part
from simulator.world import World

IS_FROZEN = and_(part.c.is_finished.is_(False), part.c.transaction_id.is_not(None))


async def complete_due(world: World) -> list[News | None]:
    """Release one part whose freeze has ended; a list with nothing to tell, or nothing when none was due."""
    async with world.begin() as db:
        now = world.clock.now()
        due = select(part).where(IS_FROZEN, part.c.release_at <= now).order_by(part.c.release_at).limit(1)
        row = (await db.execute(due.with_for_update(skip_locked=True))).one_or_none()
        if row is None:
            return []
        thawed = rows.of(Part, row)
        await sharing.finish(db, thawed, thawed.out_trade_no, now, "release")
        return [None]
