"""Operators: sign-in, their own account, the platform's people and roles."""

from litestar import Response, delete, get, post, put

from lilong.accounts import operators, outside, passwords, roles
from lilong.accounts.grants import platform_manager
from lilong.accounts.rules import device_name
from lilong.accounts.schemas import (
    Member,
    Members,
    OperatorInput,
    OperatorProfile,
    OperatorSession,
    Renewal,
    Role,
    RoleChoice,
    RoleInput,
    Roles,
    SignIn,
)
from lilong.accounts.security_routes import own_handlers
from lilong.accounts.sessions import SignedIn
from lilong.platform import access, callers
from lilong.platform.access import Operator
from lilong.platform.db import Db, Transactions
from lilong.platform.encoded import answers
from lilong.platform.http import AnyRequest
from lilong.platform.idempotency import Once

_manages_staff = access.ops_permission("staff.edit")


@post("/sessions", guards=[access.public])
async def sign_in(data: SignIn, request: AnyRequest, begin: Transactions) -> OperatorSession:
    """Sign an operator in. Five wrong tries lock the phone for a quarter of an hour."""
    await callers.hit("60/minute", "sign-in", request)
    device = device_name(request.headers.get("user-agent", ""))
    return await _session(begin, await outside.sign_in(begin, "operator", data, device))


@post("/sessions/renewal", guards=[access.public])
async def renew(data: Renewal, begin: Transactions) -> OperatorSession:
    """Fresh tokens for a refresh token."""
    return await _session(begin, await outside.renew(begin, "operator", data.refresh_token))


async def _session(begin: Transactions, signed_in: SignedIn) -> OperatorSession:
    tokens = signed_in.tokens
    async with begin() as db:
        profile = await operators.profile(db, signed_in.person_id)
    return OperatorSession(tokens.access_token, tokens.refresh_token, tokens.expires_at, profile)


@get("/me", guards=[access.signed_in_operator])
async def show_me(operator: Operator, db: Db) -> OperatorProfile:
    """The operator's name, role and permissions."""
    return await operators.profile(db, operator.id)


@get("/staff", guards=[_manages_staff])
async def list_staff(db: Db) -> Members:
    """Everybody who works for the platform."""
    return await operators.list_operators(db)


@post("/staff", guards=[_manages_staff], responses=answers(Member, 201))
async def create_operator(data: OperatorInput, operator: Operator, db: Db, once: Once) -> Response[bytes]:
    """Make an account for a new operator."""
    outside.check_password(data.password, data.phone)

    async def work() -> Member:
        return await operators.create_operator(
            db,
            platform_manager(operator),
            phone=data.phone,
            name=data.name,
            password_hash=await passwords.hash_password(data.password),
            role_id=data.role_id,
        )

    return await once(work)


@put("/staff/{operator_id:int}", guards=[_manages_staff])
async def change_operator(operator_id: int, data: RoleChoice, operator: Operator, db: Db) -> Member:
    """Give an operator another role."""
    return await operators.change_operator(db, platform_manager(operator), operator_id, data.role_id)


@delete("/staff/{operator_id:int}", guards=[_manages_staff])
async def remove_operator(operator_id: int, operator: Operator, db: Db) -> None:
    """The operator has left: signed out at once, and cannot sign in any more."""
    await operators.remove_operator(db, platform_manager(operator), operator_id)


@get("/roles", guards=[_manages_staff])
async def list_roles(db: Db) -> Roles:
    """The platform's roles, and everything that a role may allow."""
    return await roles.list_roles(db, None)


@post("/roles", guards=[_manages_staff], responses=answers(Role, 201))
async def create_role(data: RoleInput, operator: Operator, db: Db, once: Once) -> Response[bytes]:
    """Make a role."""
    return await once(lambda: roles.create_role(db, platform_manager(operator), data))


@put("/roles/{role_id:int}", guards=[_manages_staff])
async def change_role(role_id: int, data: RoleInput, operator: Operator, db: Db) -> Role:
    """Rename a role or change what it allows."""
    return await roles.change_role(db, platform_manager(operator), role_id, data)


@delete("/roles/{role_id:int}", guards=[_manages_staff])
async def delete_role(role_id: int, operator: Operator, db: Db) -> None:
    """Delete a role that nobody has."""
    await roles.delete_role(db, platform_manager(operator), role_id)


sign_in_handlers = [sign_in, renew]
handlers = [
    *own_handlers("operator", access.signed_in_operator),
    show_me,
    list_staff,
    create_operator,
    change_operator,
    remove_operator,
    list_roles,
    create_role,
    change_role,
    delete_role,
]
