"""Rows as people see them; pictures are fetched once for all rows."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeVar

from lilong.platform import clock, media, phones
from lilong.platform.db import Db
from lilong.platform.media import Picture
from lilong.shops.queries import AnyRow
from lilong.shops.schemas import Application, Licence, OpsShopRow, Place, Shop, ShopCard, ShopProfile

Pictures = Mapping[int, Picture]
Listed = TypeVar("Listed", ShopCard, OpsShopRow)


async def applications(db: Db, rows: Sequence[AnyRow]) -> list[Application]:
    """Applications with their licences."""
    pictures = await media.pictures(db, {row.licence_media_id for row in rows})
    return [Application(**application_fields(row, pictures)) for row in rows]


def application_fields(row: AnyRow, pictures: Pictures) -> dict[str, Any]:
    """What an applicant and an operator both see."""
    names = set(Application.__struct_fields__) - {"licence", "contact_phone", "address"}
    return {name: getattr(row, name) for name in names} | {
        "licence": pictures[row.licence_media_id],
        "contact_phone": phones.plain(row.contact_phone_sealed),
        "address": _place(row),
    }


async def profile(db: Db, row: AnyRow) -> ShopProfile:
    """A shop to its own people and to operators."""
    pictures = await media.pictures(db, _media_ids([row]) | {row.licence_media_id})
    names = set(ShopProfile.__struct_fields__) - {"logo", "licence", "address"}
    fields = {name: getattr(row, name) for name in names}
    licence = pictures[row.licence_media_id]
    return ShopProfile(logo=_logo(row, pictures), licence=licence, address=_place(row), **fields)


async def shop(db: Db, row: AnyRow) -> Shop:
    """A shop to shoppers."""
    pictures = await media.pictures(db, _media_ids([row]))
    return Shop(
        id=row.id,
        name=row.name,
        tagline=row.tagline,
        logo=_logo(row, pictures),
        notice=row.notice,
        city=row.city,
        district=row.district,
        is_self_operated=row.is_self_operated,
        product_count=row.product_count,
        opened_on=row.opened_at.astimezone(clock.SHANGHAI).date(),
        licence=Licence(row.company_name, row.licence_number),
    )


async def cards(db: Db, rows: Sequence[AnyRow]) -> list[ShopCard]:
    """Shops in a list for shoppers."""
    pictures = await media.pictures(db, _media_ids(rows))
    return [_listed(ShopCard, row, pictures) for row in rows]


async def ops_rows(db: Db, rows: Sequence[AnyRow]) -> list[OpsShopRow]:
    """Shops in a list for operators."""
    pictures = await media.pictures(db, _media_ids(rows))
    return [_listed(OpsShopRow, row, pictures) for row in rows]


async def logos(db: Db, rows: Sequence[AnyRow]) -> dict[int, Picture | None]:
    """The logo of each shop."""
    pictures = await media.pictures(db, _media_ids(rows))
    return {row.id: _logo(row, pictures) for row in rows}


def _listed(kind: type[Listed], row: AnyRow, pictures: Pictures) -> Listed:
    fields = {name: getattr(row, name) for name in kind.__struct_fields__ if name != "logo"}
    return kind(logo=_logo(row, pictures), **fields)


def _media_ids(rows: Iterable[AnyRow]) -> set[int]:
    return {row.logo_media_id for row in rows if row.logo_media_id is not None}


def _logo(row: AnyRow, pictures: Pictures) -> Picture | None:
    return pictures.get(row.logo_media_id)


def _place(row: AnyRow) -> Place:
    return Place(row.region_code, row.province, row.city, row.district, row.street, row.detail)
