"""A shop's people and roles, and a staff member's own sign-in. Where they sign in is in shops, which knows their shops.

People are nobody's rows: what happens to a membership also drops sessions and looks phones up across shops. So the routes
that change people use the worker's rights, and every query names the shop of the guard.
"""

from litestar import Response, delete, get, post, put

from lilong.accounts import members, roles
from lilong.accounts.grants import shop_manager
from lilong.accounts.identity import SEES_ALL_PEOPLE
from lilong.accounts.schemas import Member, MemberInput, Members, Role, RoleChoice, RoleInput, Roles
from lilong.accounts.security_routes import own_handlers
from lilong.platform import access, limits
from lilong.platform.access import ShopStaff
from lilong.platform.db import Db
from lilong.platform.encoded import answers
from lilong.platform.idempotency import Once

_manages_staff = access.shop_permission("staff.edit")


@get("/staff", guards=[_manages_staff])
async def list_staff(shop_staff: ShopStaff, db: Db) -> Members:
    """Everybody who works for the shop."""
    return await members.list_members(db, shop_staff.shop_id)


@post("/staff", guards=[_manages_staff], dependencies=SEES_ALL_PEOPLE, responses=answers(Member, 201))
async def take_on(data: MemberInput, shop_staff: ShopStaff, db: Db, once: Once) -> Response[bytes]:
    """Take on a person who has registered, by phone."""
    await limits.hit("60/hour", "staff-lookup", str(shop_staff.id))
    return await once(lambda: members.take_on(db, shop_manager(shop_staff), shop_staff.shop_id, data))


@put("/staff/{staff_id:int}", guards=[_manages_staff], dependencies=SEES_ALL_PEOPLE)
async def change_member(staff_id: int, data: RoleChoice, shop_staff: ShopStaff, db: Db) -> Member:
    """Give a member another role."""
    return await members.change_member(
        db, shop_manager(shop_staff), shop_staff.shop_id, staff_id, data.role_id
    )


@delete("/staff/{staff_id:int}", guards=[_manages_staff], dependencies=SEES_ALL_PEOPLE)
async def remove_member(staff_id: int, shop_staff: ShopStaff, db: Db) -> None:
    """The person no longer works for the shop."""
    await members.remove_member(db, shop_manager(shop_staff), shop_staff.shop_id, staff_id)


@get("/roles", guards=[_manages_staff])
async def list_roles(shop_staff: ShopStaff, db: Db) -> Roles:
    """The shop's roles, and everything that a role may allow."""
    return await roles.list_roles(db, shop_staff.shop_id)


@post("/roles", guards=[_manages_staff], responses=answers(Role, 201))
async def create_role(data: RoleInput, shop_staff: ShopStaff, db: Db, once: Once) -> Response[bytes]:
    """Make a role."""
    return await once(lambda: roles.create_role(db, shop_manager(shop_staff), data))


@put("/roles/{role_id:int}", guards=[_manages_staff], dependencies=SEES_ALL_PEOPLE)
async def change_role(role_id: int, data: RoleInput, shop_staff: ShopStaff, db: Db) -> Role:
    """Rename a role or change what it allows."""
    return await roles.change_role(db, shop_manager(shop_staff), role_id, data)


@delete("/roles/{role_id:int}", guards=[_manages_staff])
async def delete_role(role_id: int, shop_staff: ShopStaff, db: Db) -> None:
    """Delete a role that nobody has."""
    await roles.delete_role(db, shop_manager(shop_staff), role_id)


staff_handlers = own_handlers("staff", access.signed_in_staff)
shop_handlers = [
    list_staff,
    take_on,
    change_member,
    remove_member,
    list_roles,
    create_role,
    change_role,
    delete_role,
]
