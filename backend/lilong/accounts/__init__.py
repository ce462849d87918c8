"""People: shoppers, merchants' staff, operators. How they sign in, what they may do, where their parcels go.

Always true: a token is kept as a hash only; a refresh token spent twice ends its session; five wrong tries close a phone
for a quarter of an hour; nobody gives, changes or takes away permissions that he lacks; an owner remains; a shopper who
has addresses has exactly one default.
"""

from lilong.accounts.addresses import add_address, get_address, list_addresses
from lilong.accounts.authentication import Authentication, authenticate
from lilong.accounts.events import BuyerJoined
from lilong.accounts.grants import Manager, founder
from lilong.accounts.members import add_member
from lilong.accounts.operators import create_operator, has_operators
from lilong.accounts.outside import register_staff, renew, sign_in
from lilong.accounts.passwords import hash_password
from lilong.accounts.people import create_buyer, create_staff
from lilong.accounts.profiles import staff_profile, staff_shops
from lilong.accounts.roles import ensure_platform_roles, ensure_shop_roles
from lilong.accounts.rules import (
    ADMIN_ROLE,
    OPS_PERMISSIONS,
    OWNER_ROLE,
    PHONE,
    SHOP_PERMISSIONS,
    device_name,
)
from lilong.accounts.schemas import (
    Address,
    AddressInput,
    Registration,
    Renewal,
    SignIn,
    StaffProfile,
    StaffShop,
)
from lilong.accounts.sessions import SignedIn, begin_session
from lilong.accounts.tables import buyer

__all__ = [
    "ADMIN_ROLE",
    "OPS_PERMISSIONS",
    "OWNER_ROLE",
    "PHONE",
    "SHOP_PERMISSIONS",
    "Address",
    "AddressInput",
    "Authentication",
    "BuyerJoined",
    "Manager",
    "Registration",
    "Renewal",
    "SignIn",
    "SignedIn",
    "StaffProfile",
    "StaffShop",
    "add_address",
    "add_member",
    "authenticate",
    "begin_session",
    "buyer",
    "create_buyer",
    "create_operator",
    "create_staff",
    "device_name",
    "ensure_platform_roles",
    "ensure_shop_roles",
    "founder",
    "get_address",
    "has_operators",
    "hash_password",
    "list_addresses",
    "register_staff",
    "renew",
    "sign_in",
    "staff_profile",
    "staff_shops",
]
