"""A merchant's person on arrival: who they are, their shops, their applications."""

from lilong import accounts
from lilong.accounts import SignedIn
from lilong.platform.db import Db, Transactions
from lilong.shops import present, queries
from lilong.shops.schemas import Staff, StaffSession, StaffShop


async def welcome(begin: Transactions, signed_in: SignedIn) -> StaffSession:
    """The session together with what the console shows first."""
    tokens = signed_in.tokens
    async with begin() as db:
        staff = await show_staff(db, signed_in.person_id)
    return StaffSession(tokens.access_token, tokens.refresh_token, tokens.expires_at, staff)


async def show_staff(db: Db, staff_id: int) -> Staff:
    """A merchant's person to themselves. Raises NotFound."""
    profile = await accounts.staff_profile(db, staff_id)
    applications = await present.applications(db, await queries.own_applications(db, staff_id))
    shops = await _shops(db, staff_id)
    return Staff(profile.id, profile.name, profile.phone_masked, profile.has_totp, shops, applications)


async def _shops(db: Db, staff_id: int) -> list[StaffShop]:
    memberships = await accounts.staff_shops(db, staff_id)
    rows = await queries.shop_rows(db, [membership.shop_id for membership in memberships])
    known, logos = {row.id: row for row in rows}, await present.logos(db, rows)
    return [
        StaffShop(
            member.shop_id,
            known[member.shop_id].name,
            logos[member.shop_id],
            known[member.shop_id].state,
            member.role_name,
            member.permissions,
        )
        for member in memberships
    ]
