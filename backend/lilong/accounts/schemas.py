"""What requests about people carry, and how people are shown to themselves."""

from datetime import datetime
from typing import Annotated

import msgspec
from msgspec import Meta

from lilong.accounts.rules import PHONE
from lilong.platform.media import Picture

Phone = Annotated[str, Meta(pattern=PHONE, description="Mobile number, 11 digits", examples=["13800002046"])]
Password = Annotated[
    str, Meta(min_length=8, max_length=128, description="At least 8 characters, letters and digits")
]
Code = Annotated[
    str, Meta(pattern=r"^\d{6}$", description="Code of the authenticator app", examples=["492039"])
]
PersonName = Annotated[str, Meta(min_length=1, max_length=20, examples=["林知夏"])]
RoleName = Annotated[str, Meta(min_length=1, max_length=20, examples=["运营"])]
Id = Annotated[int, Meta(ge=1)]


class LoginCode(msgspec.Struct, forbid_unknown_fields=True):
    """The one-shot code of `wx.login`."""

    code: Annotated[str, Meta(min_length=1, max_length=128)]


class SignIn(msgspec.Struct, forbid_unknown_fields=True):
    """Phone and password; the code when the account asks for one."""

    phone: Phone
    password: Annotated[str, Meta(max_length=128)]
    totp_code: Code | None = None


class Registration(msgspec.Struct, forbid_unknown_fields=True):
    """A new staff account."""

    phone: Phone
    password: Password
    name: PersonName


class Renewal(msgspec.Struct, forbid_unknown_fields=True):
    """The refresh token of the last session answer."""

    refresh_token: Annotated[str, Meta(max_length=128)]


class PasswordChange(msgspec.Struct, forbid_unknown_fields=True):
    """Old password as proof, new one to keep; other devices are signed out."""

    old: Annotated[str, Meta(max_length=128)]
    new: Password


class TotpCode(msgspec.Struct, forbid_unknown_fields=True):
    """Proof that the authenticator app has the secret."""

    code: Code


class TotpRemoval(msgspec.Struct, forbid_unknown_fields=True):
    """Both proofs, as this weakens the account."""

    code: Code
    password: Annotated[str, Meta(max_length=128)]


class TotpSecret(msgspec.Struct, frozen=True):
    """What the authenticator app needs; shown once."""

    secret: str
    """Base32, to type by hand."""
    otpauth_uri: str
    qr_svg: str
    """The URI as an SVG picture."""


class DeviceSession(msgspec.Struct, frozen=True):
    """One of the person's signed-in devices."""

    id: int
    device: str
    created_at: datetime
    last_seen_at: datetime
    """Within five minutes."""
    is_current: bool


class DeviceSessions(msgspec.Struct, frozen=True):
    """All signed-in devices, the latest first."""

    items: list[DeviceSession]


class Me(msgspec.Struct, frozen=True):
    """The shopper, to themselves."""

    id: int
    nickname: str
    avatar: Picture | None
    phone_masked: str | None


class ProfileChange(msgspec.Struct, forbid_unknown_fields=True):
    """What a shopper may change of themselves."""

    nickname: Annotated[str, Meta(min_length=1, max_length=20)]


class BuyerSession(msgspec.Struct, frozen=True):
    """A shopper's session."""

    access_token: str
    refresh_token: str
    expires_at: datetime
    """Of the access token; renew before or after it, for 30 days."""
    buyer: Me


class StaffProfile(msgspec.Struct, frozen=True):
    """A staff member, without their shops."""

    id: int
    name: str
    phone_masked: str
    has_totp: bool


class StaffShop(msgspec.Struct, frozen=True):
    """A shop in which a staff member works, and as what."""

    shop_id: int
    role_name: str
    permissions: list[str]


class OperatorProfile(msgspec.Struct, frozen=True):
    """An operator, to themselves."""

    id: int
    name: str
    role_name: str
    permissions: list[str]
    has_totp: bool


class OperatorSession(msgspec.Struct, frozen=True):
    """An operator's session."""

    access_token: str
    refresh_token: str
    expires_at: datetime
    """Of the access token."""
    operator: OperatorProfile


class AddressInput(msgspec.Struct, forbid_unknown_fields=True):
    """Where a parcel should go."""

    name: PersonName
    phone: Phone
    region_code: Annotated[
        str, Meta(pattern=r"^\d{6}(\d{3})?$", description="Code of a district", examples=["310106"])
    ]
    detail: Annotated[str, Meta(min_length=1, max_length=100, examples=["愚园路 1088 弄 6 号 201 室"])]
    street: Annotated[str, Meta(max_length=40, examples=["江苏路街道"])] = ""
    is_default: bool = False


class Address(msgspec.Struct, frozen=True):
    """A shopper's address, shown to them and copied into their orders."""

    id: int
    name: str
    phone: str
    region_code: str
    province: str
    city: str
    district: str
    street: str
    detail: str
    is_default: bool


class Addresses(msgspec.Struct, frozen=True):
    """All addresses, the default first."""

    items: list[Address]


class RoleInput(msgspec.Struct, forbid_unknown_fields=True):
    """A role's name and what it allows."""

    name: RoleName
    permissions: Annotated[list[str], Meta(max_length=50)]


class Role(msgspec.Struct, frozen=True):
    """A role and how many people have it."""

    id: int
    name: str
    is_owner: bool
    """Holds every permission, also those added later; cannot be edited."""
    permissions: list[str]
    member_count: int


class Permission(msgspec.Struct, frozen=True):
    """Something that a role may allow."""

    code: str
    name: str


class Roles(msgspec.Struct, frozen=True):
    """All roles, and all that roles may allow."""

    items: list[Role]
    catalogue: list[Permission]


class MemberInput(msgspec.Struct, forbid_unknown_fields=True):
    """A registered staff member to take on."""

    phone: Phone
    name: PersonName
    role_id: Id


class RoleChoice(msgspec.Struct, forbid_unknown_fields=True):
    """The role that a person gets."""

    role_id: Id


class OperatorInput(msgspec.Struct, forbid_unknown_fields=True):
    """A new operator; the first password is told to them in person."""

    phone: Phone
    name: PersonName
    password: Password
    role_id: Id


class Member(msgspec.Struct, frozen=True):
    """Somebody who works for a shop or for the platform."""

    id: int
    name: str
    phone_masked: str
    role_id: int
    role_name: str
    is_owner: bool
    joined_at: datetime


class Members(msgspec.Struct, frozen=True):
    """Everybody who works here, the longest first."""

    items: list[Member]
