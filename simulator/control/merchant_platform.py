"""What a merchant sets on the merchant platform's web pages."""

import msgspec
from litestar import put
from sqlalchemy import delete
from sqlalchemy.dialects.postgresql import insert

from simulator.parameters import RawBody, TheWorld
from simulator.pay.fields import NotifyUrl, decoded
from simulator.pay.sharing import NOTIFY_SETTING
from simulator.tables import setting


class Page(msgspec.Struct, forbid_unknown_fields=True):
    """The page's fields."""

    sharing_notify_url: NotifyUrl | None
    """Where PROFITSHARING news goes; null: nowhere."""


@put("/sim/merchant-platform", status_code=200)
async def set_page(world: TheWorld, body: RawBody) -> dict[str, str | None]:
    """Set the address for sharing news."""
    asked = decoded(body, Page)
    async with world.begin() as db:
        await db.execute(delete(setting).where(setting.c.name == NOTIFY_SETTING))
        if asked.sharing_notify_url is not None:
            await db.execute(insert(setting).values(name=NOTIFY_SETTING, value=asked.sharing_notify_url))
    return {"sharing_notify_url": asked.sharing_notify_url}
