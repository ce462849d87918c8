"""Applications and shops as they come in and as they are shown."""

from datetime import date, datetime
from typing import Annotated

import msgspec
from msgspec import Meta

from lilong.accounts import PHONE
from lilong.platform.media import Picture
from lilong.shops.rules import ApplicationState, ShopState

Id = Annotated[int, Meta(ge=1)]
Reason = Annotated[str, Meta(min_length=2, max_length=200, examples=["连续七天未发货"])]
Tagline = Annotated[str, Meta(min_length=1, max_length=40, examples=["山里的老茶"])]


class PlaceInput(msgspec.Struct, forbid_unknown_fields=True):
    """Where the company is."""

    region_code: Annotated[str, Meta(pattern=r"^\d{6}(\d{3})?$", description="Code of a district")]
    detail: Annotated[str, Meta(min_length=1, max_length=100)]
    street: Annotated[str, Meta(max_length=40)] = ""


class ApplicationInput(msgspec.Struct, forbid_unknown_fields=True):
    """What a company tells us to get a shop."""

    shop_name: Annotated[str, Meta(min_length=2, max_length=20, examples=["半山茶舍"])]
    tagline: Tagline
    company_name: Annotated[str, Meta(min_length=4, max_length=60)]
    licence_number: Annotated[
        str, Meta(min_length=18, max_length=18, description="Unified social credit code (统一社会信用代码)")
    ]
    licence_media_id: Id
    contact_name: Annotated[str, Meta(min_length=1, max_length=20)]
    contact_phone: Annotated[str, Meta(pattern=PHONE, examples=["13800002046"])]
    category_ids: Annotated[list[Id], Meta(min_length=1, max_length=20)]
    address: PlaceInput


class Place(msgspec.Struct, frozen=True):
    """Where the company is, with the names of the regions."""

    region_code: str
    province: str
    city: str
    district: str
    street: str
    detail: str


class Application(msgspec.Struct, frozen=True, kw_only=True):
    """An application, to the applicant and to operators."""

    id: int
    state: ApplicationState
    shop_name: str
    tagline: str
    company_name: str
    licence_number: str
    licence_media_id: int
    licence: Picture
    contact_name: str
    contact_phone: str
    category_ids: list[int]
    address: Place
    submitted_at: datetime
    decided_at: datetime | None
    decision_note: str
    shop_id: int | None


class ApplicationEvent(msgspec.Struct, frozen=True):
    """One step of an application's history."""

    kind: str
    """submitted, resubmitted, approved or rejected."""
    actor_kind: str
    actor_id: int
    note: str
    at: datetime


class ApplicationReview(Application, frozen=True, kw_only=True):
    """An application with all that an operator needs to decide."""

    staff_id: int
    commission_bp: int | None
    """The rate agreed, in basis points; null before approval."""
    history: list[ApplicationEvent]


class Approval(msgspec.Struct, forbid_unknown_fields=True):
    """What the company and the platform agreed on."""

    sub_mchid: Annotated[
        str,
        Meta(
            pattern=r"^\d{8,12}$",
            description="WeChat Pay's number of the sub-merchant",
            examples=["1900000109"],
        ),
    ]
    commission_bp: Annotated[
        int, Meta(ge=0, le=3_000, description="Basis points of the captured amount", examples=[500])
    ]
    note: Annotated[str, Meta(max_length=200)] = ""


class Rejection(msgspec.Struct, forbid_unknown_fields=True):
    """What the company should put right."""

    note: Reason


class Freezing(msgspec.Struct, forbid_unknown_fields=True):
    """Why a shop is stopped, or may go on."""

    reason: Reason


class ProfileInput(msgspec.Struct, forbid_unknown_fields=True):
    """What a shop says of itself."""

    tagline: Tagline
    notice: Annotated[str, Meta(max_length=200)]
    logo_media_id: Id | None


class ShopProfile(msgspec.Struct, frozen=True, kw_only=True):
    """A shop to its own people and to operators."""

    id: int
    name: str
    tagline: str
    notice: str
    logo: Picture | None
    logo_media_id: int | None
    state: ShopState
    freeze_reason: str
    """Empty unless frozen."""
    sub_mchid: str | None
    company_name: str
    licence_number: str
    licence: Picture
    address: Place
    is_self_operated: bool
    product_count: int
    """Listed products."""
    created_at: datetime
    opened_at: datetime | None


class Licence(msgspec.Struct, frozen=True):
    """The business licence that the law wants shown (亮照)."""

    company_name: str
    number: str


class Shop(msgspec.Struct, frozen=True, kw_only=True):
    """A shop to shoppers."""

    id: int
    name: str
    tagline: str
    logo: Picture | None
    notice: str
    city: str
    district: str
    is_self_operated: bool
    product_count: int
    """Listed products."""
    opened_on: date
    """Shanghai date."""
    licence: Licence


class ShopCard(msgspec.Struct, frozen=True, kw_only=True):
    """A shop in a list, or beside its goods."""

    id: int
    name: str
    tagline: str
    logo: Picture | None
    is_self_operated: bool
    product_count: int
    """Listed products."""


class OpsShopRow(msgspec.Struct, frozen=True, kw_only=True):
    """A shop in the operators' list."""

    id: int
    name: str
    logo: Picture | None
    state: ShopState
    company_name: str
    sub_mchid: str
    product_count: int
    is_self_operated: bool
    created_at: datetime
    opened_at: datetime | None


class StaffShop(msgspec.Struct, frozen=True):
    """A shop in which a staff member works."""

    shop_id: int
    name: str
    logo: Picture | None
    state: ShopState
    role_name: str
    permissions: list[str]


class Staff(msgspec.Struct, frozen=True):
    """A merchant's person to themselves: their shops and their applications."""

    id: int
    name: str
    phone_masked: str
    has_totp: bool
    shops: list[StaffShop]
    applications: list[Application]


class StaffSession(msgspec.Struct, frozen=True):
    """A staff member's session."""

    access_token: str
    refresh_token: str
    expires_at: datetime
    """Of the access token."""
    staff: Staff
