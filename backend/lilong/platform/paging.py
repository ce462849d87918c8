"""Lists page by cursor: a page holds items and, when there are more, the opaque place where the next one starts.

A cursor is the sort values of the last row, so that rows added or removed meanwhile neither repeat nor skip others.
"""

import base64
import binascii
import types
from collections.abc import Callable, Sequence
from typing import Any, Generic, TypeVar

import msgspec
from sqlalchemy import ColumnElement, and_, or_

from lilong.platform.errors import InvalidInput

Item = TypeVar("Item")
Row = TypeVar("Row")
DEFAULT_LIMIT = 20
MAX_LIMIT = 50


class Page(msgspec.Struct, Generic[Item]):
    """One page of a list."""

    items: list[Item]
    next_cursor: str | None = None
    """Give it back as `cursor` for the next page; null: this was the last."""


def encode_cursor(*values: object) -> str:
    """The place after a row, from its sort values."""
    return base64.urlsafe_b64encode(msgspec.json.encode(values)).decode().rstrip("=")


def decode_cursor(cursor: str, *kinds: Any) -> tuple[Any, ...]:
    """The sort values in a cursor, each of its kind. Raises InvalidInput when the cursor is not one of ours."""
    try:
        raw = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4))
        values: tuple[Any, ...] = msgspec.json.decode(raw, type=types.GenericAlias(tuple, kinds))
    except (binascii.Error, ValueError, msgspec.MsgspecError) as error:
        raise InvalidInput({"cursor": "翻页位置无效，请从第一页重新打开"}) from error
    return values


def after(
    columns: Sequence[tuple[ColumnElement[Any], bool]], values: Sequence[object]
) -> ColumnElement[bool]:
    """Rows that come after the given sort values; each column with whether it descends. No column is null."""
    steps = []
    for position, (column, descends) in enumerate(columns):
        same = [earlier == value for (earlier, _), value in zip(columns[:position], values, strict=False)]
        beyond = column < values[position] if descends else column > values[position]
        steps.append(and_(*same, beyond))
    return or_(*steps)


def page_of(
    rows: Sequence[Row], limit: int, cursor: Callable[[Row], str], present: Callable[[Row], Item]
) -> Page[Item]:
    """A page from `limit + 1` fetched rows: the extra row only says that there are more."""
    shown = rows[:limit]
    more = cursor(shown[-1]) if len(rows) > limit else None
    return Page([present(row) for row in shown], more)
