"""A merchant's people signing in and applying; a shop's profile."""

from litestar import Response, get, post, put

from lilong import accounts
from lilong.accounts import Registration, Renewal, SignIn, device_name
from lilong.platform import access, callers
from lilong.platform.access import ShopStaff, Staff
from lilong.platform.db import Db, Transactions
from lilong.platform.encoded import answers
from lilong.platform.http import AnyRequest
from lilong.platform.idempotency import Once
from lilong.shops import applications, schemas, service, staff_desk
from lilong.shops.schemas import Application, ApplicationInput, ProfileInput, ShopProfile, StaffSession


@post("/staff", guards=[access.public])
async def register(data: Registration, request: AnyRequest, begin: Transactions) -> StaffSession:
    """Make an account for a merchant's person, and sign them in."""
    await callers.hit("30/hour", "registration", request)
    return await staff_desk.welcome(begin, await accounts.register_staff(begin, data, _device(request)))


@post("/sessions", guards=[access.public])
async def sign_in(data: SignIn, request: AnyRequest, begin: Transactions) -> StaffSession:
    """Sign a staff member in. Five wrong tries lock the phone for a quarter of an hour."""
    await callers.hit("60/minute", "sign-in", request)
    return await staff_desk.welcome(begin, await accounts.sign_in(begin, "staff", data, _device(request)))


@post("/sessions/renewal", guards=[access.public])
async def renew(data: Renewal, begin: Transactions) -> StaffSession:
    """Fresh tokens for a refresh token; the same again within 30 seconds."""
    return await staff_desk.welcome(begin, await accounts.renew(begin, "staff", data.refresh_token))


@get("/me", guards=[access.signed_in_staff])
async def show_me(staff: Staff, db: Db) -> schemas.Staff:
    """The staff member, their shops and their applications."""
    return await staff_desk.show_staff(db, staff.id)


@post("/applications", guards=[access.signed_in_staff], responses=answers(Application, 201))
async def submit_application(data: ApplicationInput, staff: Staff, db: Db, once: Once) -> Response[bytes]:
    """Apply for a shop."""
    return await once(lambda: applications.submit(db, staff.actor, data))


@get("/applications/{application_id:int}", guards=[access.signed_in_staff])
async def show_application(application_id: int, staff: Staff, db: Db) -> Application:
    """One's own application."""
    return await applications.show_own(db, staff.id, application_id)


@put("/applications/{application_id:int}", guards=[access.signed_in_staff])
async def resubmit_application(
    application_id: int, data: ApplicationInput, staff: Staff, db: Db
) -> Application:
    """Submit a rejected application again."""
    return await applications.resubmit(db, staff.actor, application_id, data)


@get("/shop", guards=[access.shop_permission("shop.view")])
async def show_shop(shop_staff: ShopStaff, db: Db) -> ShopProfile:
    """The shop's profile."""
    return await service.show_profile(db, shop_staff.shop_id)


@put("/shop", guards=[access.shop_permission("shop.edit")])
async def change_shop(data: ProfileInput, shop_staff: ShopStaff, db: Db) -> ShopProfile:
    """Change what the shop says of itself."""
    return await service.change_profile(db, shop_staff, data)


def _device(request: AnyRequest) -> str:
    return device_name(request.headers.get("user-agent", ""))


staff_handlers = [
    register,
    sign_in,
    renew,
    show_me,
    submit_application,
    show_application,
    resubmit_application,
]
shop_handlers = [show_shop, change_shop]
