"""A unique key that is taken, told as the refusal it means. The key decides, not a check before: two may come at once."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager

from sqlalchemy.exc import IntegrityError

from lilong.platform.db import Db
from lilong.platform.errors import DomainError


@asynccontextmanager
async def refusing(db: Db, refusals: Mapping[str, type[DomainError]]) -> AsyncIterator[None]:
    """Do one statement that may break a constraint; raises the refusal named for the constraint.

    The transaction stays usable: the statement runs in a savepoint. Any other broken constraint is a fault and raises as it is.
    """
    try:
        async with db.begin_nested():
            yield
    except IntegrityError as error:
        constraint = str(getattr(getattr(error.orig, "__cause__", None), "constraint_name", None))
        if constraint in refusals:
            raise refusals[constraint] from error
        raise
