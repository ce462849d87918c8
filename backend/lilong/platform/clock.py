"""The one clock. Everything that asks "now?" asks here, so that tests and the demo can turn time forward.

The offset lives in the database and travels to every process by NOTIFY; production has no offset.
"""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

SHANGHAI = ZoneInfo("Asia/Shanghai")
"""Days, weeks and cycles are counted here."""

_offset = timedelta()


def now() -> datetime:
    """The present moment, UTC and aware, turned by the offset of tests and demos."""
    return datetime.now(UTC) + _offset


def turn(offset: timedelta) -> None:
    """Show this process the moment that lies `offset` from the machine's own; called by platform.live."""
    global _offset  # noqa: PLW0603 -- one clock per process is the point
    _offset = offset


def offset() -> timedelta:
    """How far this process's clock stands from the machine's."""
    return _offset


def start_of_day(moment: datetime) -> datetime:
    """Midnight in Shanghai of the day that holds the moment, in UTC."""
    return moment.astimezone(SHANGHAI).replace(hour=0, minute=0, second=0, microsecond=0).astimezone(UTC)
