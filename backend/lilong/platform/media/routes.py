"""Uploading pictures, and serving them."""

from typing import Annotated

from litestar import Response, get, post
from litestar.datastructures import UploadFile
from litestar.di import Provide
from litestar.enums import RequestEncodingType
from litestar.params import Body

from lilong.platform import access, limits
from lilong.platform.access import ShopStaff, Staff
from lilong.platform.audit import Actor
from lilong.platform.db import Transactions
from lilong.platform.errors import InvalidInput
from lilong.platform.media.outside import MAX_BYTES, store
from lilong.platform.media.schemas import Upload
from lilong.platform.media.storage import Storage, open_storage

File = Annotated[
    UploadFile,
    Body(
        media_type=RequestEncodingType.MULTI_PART,
        description="One part, `file`: JPG, PNG or WebP, at most 5 MB",
    ),
]
_UPLOADS = "60/minute"
_dependencies = {"storage": Provide(open_storage, sync_to_thread=False)}
_FOREVER = {
    "Cache-Control": "public, max-age=31536000, immutable",  # a key is the hash of what it shows
    "X-Content-Type-Options": "nosniff",
}


@get("/media/{key:str}/{file_name:str}", guards=[access.public], dependencies=_dependencies)
async def show_picture(key: str, file_name: str, storage: Storage) -> Response[bytes]:
    """A picture as WebP; `file_name` is the width, such as `800.webp` (1600, 800, 400 or 200)."""
    return Response(await storage.get(key, file_name), media_type="image/webp", headers=_FOREVER)


@post("/media", guards=[access.signed_in_staff], dependencies=_dependencies)
async def upload_for_oneself(data: File, staff: Staff, begin: Transactions, storage: Storage) -> Upload:
    """Upload a picture before there is a shop: the licence of an application."""
    return await store(begin, storage, staff.actor, await _read(data, staff.actor))


@post("/media", guards=[access.shop_permission("shop.view")], dependencies=_dependencies)
async def upload_for_shop(data: File, shop_staff: ShopStaff, begin: Transactions, storage: Storage) -> Upload:
    """Upload a picture of the shop: of its goods, its logo."""
    original = await _read(data, shop_staff.actor)
    return await store(begin, storage, shop_staff.actor, original, shop_staff.shop_id)


async def _read(data: UploadFile, actor: Actor) -> bytes:
    await limits.hit(_UPLOADS, "upload", actor.kind, str(actor.id))
    if not (original := await data.read(MAX_BYTES + 1)):
        raise InvalidInput({"file": "请选择一张图片"})
    return original


public_handlers = [show_picture]
staff_handlers = [upload_for_oneself]
shop_handlers = [upload_for_shop]
