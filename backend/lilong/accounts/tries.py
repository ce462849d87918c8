"""Five tries at a phone, then a quarter of an hour of rest. Each try is counted before it is judged.

So a hundred simultaneous guesses are still five. The rows are in the database: a restart or a second process forgives nothing.
"""

from datetime import timedelta

from sqlalchemy import ColumnElement, case, delete, select, update
from sqlalchemy.dialects.postgresql import insert

from lilong.accounts.errors import LockedOut
from lilong.accounts.rules import CredentialAudience
from lilong.accounts.tables import sign_in_try
from lilong.platform import clock
from lilong.platform.db import Db

ALLOWED = 5
REST = timedelta(minutes=15)

_columns = sign_in_try.c


async def claim(db: Db, audience: CredentialAudience, phone_index: bytes) -> None:
    """Count a try; commit it before judging. Raises LockedOut with the seconds to wait."""
    now = clock.now()
    await db.execute(delete(sign_in_try).where(_columns.tried_at < now - timedelta(days=1)))
    first = insert(sign_in_try).values(audience=audience, phone_index=phone_index, tries=1, tried_at=now)
    rested = _columns.tried_at <= now - REST
    another = first.on_conflict_do_update(
        index_elements=["audience", "phone_index"],
        set_={"tries": case((rested, 1), else_=_columns.tries + 1), "tried_at": now},
        where=rested | (_columns.tries < ALLOWED),
    )
    if (await db.execute(another.returning(_columns.tries))).one_or_none() is None:
        tried_at = (
            await db.execute(select(_columns.tried_at).where(_mine(audience, phone_index)))
        ).scalar_one()
        raise LockedOut(max(1, int((tried_at + REST - now).total_seconds())))


async def give_back(db: Db, audience: CredentialAudience, phone_index: bytes) -> None:
    """The try was neither right nor wrong: a code was missing. Other tries stay counted."""
    await db.execute(update(sign_in_try).where(_mine(audience, phone_index)).values(tries=_columns.tries - 1))


async def forget(db: Db, audience: CredentialAudience, phone_index: bytes) -> None:
    """The right person has come: start counting afresh."""
    await db.execute(delete(sign_in_try).where(_mine(audience, phone_index)))


def _mine(audience: CredentialAudience, phone_index: bytes) -> ColumnElement[bool]:
    return (_columns.audience == audience) & (_columns.phone_index == phone_index)
