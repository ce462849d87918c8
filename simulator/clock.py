"""The clock that tests and demos turn: the machine's time plus an offset, which the database keeps."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert

from simulator.database import Db
from simulator.tables import setting

_SHANGHAI = ZoneInfo("Asia/Shanghai")
_SETTING = "clock_offset_seconds"


class Clock:
    """Everything in the simulator that has a time has it from here, signatures included."""

    def __init__(self) -> None:
        self.offset = timedelta()

    def now(self) -> datetime:
        """UTC, aware."""
        return datetime.now(UTC) + self.offset

    async def load(self, db: Db) -> None:
        """Take up the offset of the last run."""
        kept = await db.scalar(select(setting.c.value).where(setting.c.name == _SETTING))
        self.offset = timedelta(seconds=float(kept or 0))

    async def turn(self, db: Db, offset: timedelta) -> None:
        """Stand `offset` away from the machine's clock from now on."""
        seconds = str(offset.total_seconds())
        keep = insert(setting).values(name=_SETTING, value=seconds)
        await db.execute(keep.on_conflict_do_update(index_elements=["name"], set_={"value": seconds}))
        self.offset = offset


def rfc3339(moment: datetime) -> str:
    """WeChat's way to write a moment: Shanghai time, whole seconds."""
    return moment.astimezone(_SHANGHAI).isoformat(timespec="seconds")
