"""Who is known: people and sub-merchants never change their numbers, so each is looked up once."""

from collections.abc import Iterable

from sqlalchemy import select

from simulator.database import Db
from simulator.tables import person, sub_merchant


class Directory:
    """Remembers who was found; who was not is looked for again."""

    def __init__(self) -> None:
        self._people: dict[str, int] = {}
        self._sub_merchants: dict[str, str] = {}

    async def person_id(self, db: Db, openid: str) -> int | None:
        """The person behind an openid."""
        if openid not in self._people:
            found = await db.scalar(select(person.c.id).where(person.c.openid == openid))
            if found is None:
                return None
            self._people[openid] = found
        return self._people[openid]

    async def unknown_sub_merchants(self, db: Db, sub_mchids: Iterable[str]) -> set[str]:
        """Those of the numbers that are not signed under the platform."""
        missing = set(sub_mchids) - self._sub_merchants.keys()
        if missing:
            columns = select(sub_merchant.c.sub_mchid, sub_merchant.c.name)
            rows = await db.execute(columns.where(sub_merchant.c.sub_mchid.in_(missing)))
            self._sub_merchants |= {row.sub_mchid: row.name for row in rows}
        return missing - self._sub_merchants.keys()
