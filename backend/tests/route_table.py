"""The routes of the API as tests walk them: method, path, guard, body."""

import re
import typing
from collections.abc import Iterator
from typing import Any

import msgspec

from lilong import routes
from lilong.platform.access import Guard


class Route(msgspec.Struct, frozen=True):
    """One method of one path."""

    method: str
    path: str
    permission: str
    """public, buyer, staff, operator, shop:… or ops:…."""
    branch: str
    has_body: bool
    handler: Any

    def __str__(self) -> str:
        return f"{self.method} {self.path}"

    def at(self, **values: int) -> str:
        """The path with ids; those that are not given are 1, which no row has."""
        return re.sub(r"{(\w+):\w+}", lambda found: str(values.get(found[1], 1)), self.path)


def table() -> list[Route]:
    """Every route, and with it every guard."""
    return [
        route
        for prefix, branch, handlers in routes.BRANCHES
        for handler in handlers
        for route in _routes(prefix, branch, handler)
    ]


def _routes(prefix: str, branch: str, handler: Any) -> Iterator[Route]:
    guards: list[Any] = list(handler.guards or ())
    assert len(guards) == 1, f"{handler} declares {len(guards)} guards"
    assert isinstance(guards[0], Guard), f"{handler} is guarded by a stranger"
    for path in handler.paths:
        for method in handler.http_methods:
            yield Route(
                method, prefix + path, guards[0].permission, branch, body_of(handler) is not None, handler
            )


def body_of(handler: Any) -> Any:
    """The type of a handler's body; None without one."""
    return typing.get_type_hints(handler.fn, include_extras=True).get("data")
