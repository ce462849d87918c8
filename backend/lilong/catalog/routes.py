"""The category tree for shoppers."""

from typing import Any

import msgspec
from litestar import Request, Response, get

from lilong.catalog import categories, pages
from lilong.platform import access, http
from lilong.platform.cache import cache
from lilong.platform.db import Transactions
from lilong.platform.encoded import Encoded, answers, encode
from lilong.platform.media import Picture


class Child(msgspec.Struct, frozen=True):
    """A category of the second level."""

    id: int
    name: str
    icon: Picture | None


class Parent(msgspec.Struct, frozen=True):
    """A category of the first level."""

    id: int
    name: str
    icon: Picture | None
    children: list[Child]


class Categories(msgspec.Struct, frozen=True):
    """The category tree."""

    items: list[Parent]


@get("/categories", guards=[access.public], responses=answers(Categories))
async def list_categories(request: Request[Any, Any, Any], begin: Transactions) -> Response[bytes]:
    """The category tree, two levels."""
    tree = await cache.get(pages.CATEGORIES, lambda: _load(begin))
    return http.json_bytes(tree.body, request, tree.etag)


async def _load(begin: Transactions) -> Encoded:
    async with begin() as db:
        branches = await categories.tree(db)
    return encode(msgspec.convert({"items": branches}, Categories, from_attributes=True))


handlers = [list_categories]
