"""Pictures by id."""

from collections.abc import Collection

from sqlalchemy import ARRAY, BigInteger, ColumnElement, Row, Select, any_, bindparam, select

from lilong.platform.audit import Actor
from lilong.platform.db import Db
from lilong.platform.errors import InvalidInput
from lilong.platform.media.schemas import Picture, picture
from lilong.platform.media.tables import media

_columns = media.c


def _select() -> Select[int, str, int, int]:
    return select(_columns.id, _columns.key, _columns.width, _columns.height)


_OF_IDS = _select().where(_columns.id == any_(bindparam("ids", type_=ARRAY(BigInteger))))


async def pictures(db: Db, media_ids: Collection[int]) -> dict[int, Picture]:
    """The pictures with these ids, one query for all; ids that do not exist are left out."""
    if not media_ids:
        return {}
    rows = await db.execute(_OF_IDS, {"ids": list(media_ids)})
    return {row.id: picture(row) for row in rows}


async def require(
    db: Db, field: str, media_ids: Collection[int], *, shop_id: int | None = None, actor: Actor | None = None
) -> None:
    """Whoever names pictures must have uploaded them: for the shop, or as the person.

    Raises InvalidInput at `field` when one of the ids is not among theirs.
    """
    mine: ColumnElement[bool] = _columns.id.in_(media_ids)
    if shop_id is not None:
        mine &= _columns.shop_id == shop_id
    if actor is not None:
        mine &= (_columns.owner_kind == actor.kind) & (_columns.owner_id == actor.id)
    known = set((await db.execute(select(_columns.id).where(mine))).scalars())
    if not known.issuperset(media_ids):
        raise InvalidInput({field: "图片不存在或已失效，请重新上传"})


async def same_upload(db: Db, actor: Actor, shop_id: int | None, key: str) -> Row[int, str, int, int]:
    """The row of what this person uploaded under the key."""
    mine = (_columns.owner_kind == actor.kind) & (_columns.owner_id == actor.id) & (_columns.key == key)
    in_shop = _columns.shop_id.is_(None) if shop_id is None else _columns.shop_id == shop_id
    return (await db.execute(_select().where(mine, in_shop))).one()
