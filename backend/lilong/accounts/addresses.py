"""Where a shopper wants parcels: at most fifty places, exactly one of them the default as long as there is any."""

from typing import Any

from sqlalchemy import ColumnElement, delete, func, insert, select, update

from lilong.accounts import queries
from lilong.accounts.errors import TooManyAddresses
from lilong.accounts.schemas import Address, Addresses, AddressInput
from lilong.accounts.tables import address, buyer
from lilong.platform import clock, ids, phones, regions
from lilong.platform.db import Db
from lilong.platform.errors import InvalidInput

LIMIT = 50

_columns = address.c


async def list_addresses(db: Db, buyer_id: int) -> Addresses:
    """The default first, then the latest."""
    return Addresses([_present(row) for row in await queries.addresses(db, buyer_id)])


async def get_address(db: Db, buyer_id: int, address_id: int) -> Address:
    """One of the shopper's addresses, to show or to copy into an order. Raises NotFound."""
    return _present(await queries.address_row(db, buyer_id, address_id))


async def add_address(db: Db, buyer_id: int, ask: AddressInput) -> Address:
    """Keep another address; the first is the default. Raises InvalidInput (region), TooManyAddresses."""
    columns = _row(ask)
    await _one_at_a_time(db, buyer_id)
    count = await db.scalar(select(func.count()).where(_columns.buyer_id == buyer_id)) or 0
    if count >= LIMIT:
        raise TooManyAddresses(limit=LIMIT)
    is_default = ask.is_default or count == 0
    if is_default:
        await _clear_default(db, buyer_id)
    address_id = await ids.one(db)
    row = {"id": address_id, "buyer_id": buyer_id, "created_at": clock.now(), "is_default": is_default}
    await db.execute(insert(address), row | columns)
    return await get_address(db, buyer_id, address_id)


async def change_address(db: Db, buyer_id: int, address_id: int, ask: AddressInput) -> Address:
    """Edit an address; the default stays it until another becomes it. Raises NotFound, InvalidInput."""
    columns = _row(ask)
    await _one_at_a_time(db, buyer_id)
    before = await queries.address_row(db, buyer_id, address_id)
    if ask.is_default and not before.is_default:
        await _clear_default(db, buyer_id)
    is_default = ask.is_default or before.is_default
    await db.execute(
        update(address).where(_is(buyer_id, address_id)).values(columns | {"is_default": is_default})
    )
    return await get_address(db, buyer_id, address_id)


async def remove_address(db: Db, buyer_id: int, address_id: int) -> None:
    """Forget an address; the latest of the others takes over as default. Raises NotFound."""
    await _one_at_a_time(db, buyer_id)
    await queries.address_row(db, buyer_id, address_id)
    await db.execute(delete(address).where(_is(buyer_id, address_id)))
    left = await queries.addresses(db, buyer_id)
    if left and not left[0].is_default:
        await db.execute(update(address).where(_is(buyer_id, left[0].id)).values(is_default=True))


async def _one_at_a_time(db: Db, buyer_id: int) -> None:
    """Two devices of one shopper take turns: neither the fifty nor the default can slip."""
    await db.execute(select(buyer.c.id).where(buyer.c.id == buyer_id).with_for_update())


async def _clear_default(db: Db, buyer_id: int) -> None:
    await db.execute(update(address).where(_columns.buyer_id == buyer_id).values(is_default=False))


def _row(ask: AddressInput) -> dict[str, Any]:
    place = regions.place(ask.region_code)
    if place is None:
        raise InvalidInput({"region_code": "请选择省、市、区"})
    return {
        "name": ask.name,
        "phone_sealed": phones.seal(ask.phone),
        "region_code": ask.region_code,
        "province": place.province,
        "city": place.city,
        "district": place.district,
        "street": ask.street,
        "detail": ask.detail,
    }


def _is(buyer_id: int, address_id: int) -> ColumnElement[bool]:
    return (_columns.buyer_id == buyer_id) & (_columns.id == address_id)


def _present(row: queries.AnyRow) -> Address:
    return Address(
        id=row.id,
        name=row.name,
        phone=phones.plain(row.phone_sealed),
        region_code=row.region_code,
        province=row.province,
        city=row.city,
        district=row.district,
        street=row.street,
        detail=row.detail,
        is_default=row.is_default,
    )
