"""Who is asking, and what a route lets them do.

Every route declares one guard from here; a test walks the route table. The guard of a shop route also decides the
shop: a staff member who does not belong to it gets 404, as if it did not exist.
"""

from collections.abc import Callable
from typing import Any, Literal

import msgspec
from litestar.connection import ASGIConnection
from litestar.handlers.base import BaseRouteHandler

from lilong.platform.audit import Actor
from lilong.platform.errors import NotAllowed, NotFound, NotSignedIn

Connection = ASGIConnection[Any, Any, Any, Any]
Audience = Literal["buyer", "staff", "operator"]


class Principal(msgspec.Struct, frozen=True, kw_only=True):
    """A signed-in person, as a session says; kept in the cache and shared by requests."""

    audience: Audience
    id: int
    session_id: int
    permissions: frozenset[str] = frozenset()
    """An operator's permissions."""
    shops: dict[int, frozenset[str]] = {}
    """A staff member's permissions, per shop."""


class Buyer(msgspec.Struct, frozen=True):
    """The shopper who asks."""

    id: int

    @property
    def actor(self) -> Actor:
        """As the audit names them."""
        return Actor("buyer", self.id)


class Staff(msgspec.Struct, frozen=True):
    """A merchant's person, before they have chosen a shop."""

    id: int
    session_id: int

    @property
    def actor(self) -> Actor:
        """As the audit names them."""
        return Actor("staff", self.id)


class ShopStaff(msgspec.Struct, frozen=True):
    """A member of the shop named in the path."""

    id: int
    shop_id: int
    permissions: frozenset[str]

    @property
    def actor(self) -> Actor:
        """As the audit names them."""
        return Actor("staff", self.id)


class Operator(msgspec.Struct, frozen=True):
    """A member of the platform's own staff."""

    id: int
    session_id: int
    permissions: frozenset[str]

    @property
    def actor(self) -> Actor:
        """As the audit names them."""
        return Actor("operator", self.id)


class Guard:
    """A route's declared permission; `permission` is what the access matrix lists."""

    def __init__(self, permission: str, check: Callable[[Connection], None]) -> None:
        self.permission = permission
        self._check = check

    async def __call__(self, connection: Connection, _handler: BaseRouteHandler) -> None:
        """Raises NotSignedIn, NotAllowed or NotFound. Async, since Litestar hands plain functions to a thread."""
        self._check(connection)


def principal_of(connection: Connection, audience: Audience) -> Principal:
    """The signed-in person of that audience. Raises NotSignedIn for everybody else."""
    person: Principal | None = connection.scope.get("user")
    if person is None or person.audience != audience:
        raise NotSignedIn
    return person


def shop_staff_of(connection: Connection) -> ShopStaff:
    """The member of the shop in the path. Raises NotSignedIn, or NotFound for a foreign shop."""
    person = principal_of(connection, "staff")
    shop_id: int = connection.path_params["shop_id"]
    if (permissions := person.shops.get(shop_id)) is None:
        raise NotFound
    return ShopStaff(person.id, shop_id, permissions)


public = Guard("public", lambda _: None)
signed_in_buyer = Guard("buyer", lambda connection: _ignore(principal_of(connection, "buyer")))
signed_in_staff = Guard("staff", lambda connection: _ignore(principal_of(connection, "staff")))
signed_in_operator = Guard("operator", lambda connection: _ignore(principal_of(connection, "operator")))


def shop_permission(permission: str) -> Guard:
    """Members of the shop in the path who hold the permission, such as `orders.ship`."""

    def check(connection: Connection) -> None:
        if permission not in shop_staff_of(connection).permissions:
            raise NotAllowed

    return Guard(f"shop:{permission}", check)


def ops_permission(permission: str) -> Guard:
    """Operators who hold the permission, such as `applications.decide`."""

    def check(connection: Connection) -> None:
        if permission not in principal_of(connection, "operator").permissions:
            raise NotAllowed

    return Guard(f"ops:{permission}", check)


def _ignore(_: object) -> None:
    """A guard returns nothing."""
