"""People, how they prove who they are, what they may do, where they want their parcels."""

from datetime import datetime

from sqlalchemy import (
    ARRAY,
    BigInteger,
    CheckConstraint,
    Column,
    DateTime,
    ForeignKey,
    Index,
    LargeBinary,
    Named,
    Table,
    Text,
    TypedColumns,
    UniqueConstraint,
    text,
)

from lilong.platform.columns import big, key, metadata, moment, owned


class _BuyerColumns(TypedColumns):
    id: Named[int] = key()
    openid: Named[str]
    nickname: Named[str]
    avatar_media_id: Named[int | None] = Column(BigInteger)
    phone_sealed: Named[bytes | None] = Column(LargeBinary)
    phone_index: Named[bytes | None] = Column(LargeBinary)
    created_at: Named[datetime] = moment()


buyer = Table("buyer", metadata, _BuyerColumns, UniqueConstraint("openid"), Index(None, "phone_index"))
owned(buyer, buyer="id")


class _AddressColumns(TypedColumns):
    id: Named[int] = key()
    buyer_id: Named[int] = Column(ForeignKey("buyer.id"), type_=BigInteger)
    name: Named[str]
    phone_sealed: Named[bytes] = Column(LargeBinary)
    region_code: Named[str]
    province: Named[str]
    city: Named[str]
    district: Named[str]
    street: Named[str]
    detail: Named[str]
    is_default: Named[bool]
    created_at: Named[datetime] = moment()


address = Table(
    "address",
    metadata,
    _AddressColumns,
    Index(None, "buyer_id"),
    Index("address_default_key", "buyer_id", unique=True, postgresql_where=text("is_default")),
)
owned(address, buyer="buyer_id")


class _RoleColumns(TypedColumns):
    id: Named[int] = key()
    shop_id: Named[int | None] = Column(BigInteger)
    name: Named[str]
    is_owner: Named[bool]
    permissions: Named[list[str]] = Column(ARRAY(Text))
    created_at: Named[datetime] = moment()


role = Table(
    "role",
    metadata,
    _RoleColumns,
    UniqueConstraint("shop_id", "name", postgresql_nulls_not_distinct=True),
    Index(
        "role_owner_key",
        "shop_id",
        unique=True,
        postgresql_where=text("is_owner"),
        postgresql_nulls_not_distinct=True,
    ),
)
"""Named permissions of a shop, or of the platform where shop_id is null. An owner holds all, also those added later."""
owned(role, merchant="shop_id")


class _StaffColumns(TypedColumns):
    id: Named[int] = key()
    name: Named[str]
    created_at: Named[datetime] = moment()


staff = Table("staff", metadata, _StaffColumns)


class _OperatorColumns(TypedColumns):
    id: Named[int] = key()
    name: Named[str]
    role_id: Named[int] = Column(ForeignKey("role.id"), type_=BigInteger)
    is_active: Named[bool]
    created_at: Named[datetime] = moment()


operator = Table("operator", metadata, _OperatorColumns, Index(None, "role_id"))


class _MembershipColumns(TypedColumns):
    shop_id: Named[int] = Column(BigInteger, primary_key=True, autoincrement=False)
    staff_id: Named[int] = Column(ForeignKey("staff.id"), type_=BigInteger, primary_key=True)
    role_id: Named[int] = Column(ForeignKey("role.id"), type_=BigInteger)
    name: Named[str]
    phone_masked: Named[str]
    joined_at: Named[datetime] = moment()


membership = Table(
    "membership", metadata, _MembershipColumns, Index(None, "staff_id"), Index(None, "role_id")
)
"""Who works for a shop. It keeps the name and masked phone, as a shop cannot read the rows of people."""
owned(membership, merchant="shop_id")


class _CredentialColumns(TypedColumns):
    audience: Named[str] = Column(primary_key=True)
    person_id: Named[int] = Column(BigInteger, primary_key=True, autoincrement=False)
    phone_sealed: Named[bytes] = Column(LargeBinary)
    phone_index: Named[bytes] = Column(LargeBinary)
    password_hash: Named[str]
    totp_sealed: Named[bytes | None] = Column(LargeBinary)
    totp_is_on: Named[bool]
    totp_step: Named[int] = big()


credential = Table(
    "credential",
    metadata,
    _CredentialColumns,
    UniqueConstraint("audience", "phone_index"),
    CheckConstraint("audience IN ('staff', 'operator')", name="audience"),
    CheckConstraint("NOT totp_is_on OR totp_sealed IS NOT NULL", name="totp"),
)
"""Phone and password of staff and operators. `totp_step`: the last half minute whose code was used, so none is used twice."""


class _SignInTryColumns(TypedColumns):
    audience: Named[str] = Column(primary_key=True)
    phone_index: Named[bytes] = Column(LargeBinary, primary_key=True)
    tries: Named[int]
    tried_at: Named[datetime] = moment()


sign_in_try = Table("sign_in_try", metadata, _SignInTryColumns, Index(None, "tried_at"))
"""Tries at a phone since the last success; also for phones that nobody has, so that a lock tells nothing."""


class _SessionColumns(TypedColumns):
    id: Named[int] = key()
    audience: Named[str]
    person_id: Named[int] = big()
    access_hash: Named[bytes] = Column(LargeBinary)
    refresh_hash: Named[bytes] = Column(LargeBinary)
    previous_refresh_hash: Named[bytes | None] = Column(LargeBinary)
    rotated_at: Named[datetime] = moment()
    expires_at: Named[datetime] = moment()
    refresh_until: Named[datetime] = moment()
    device: Named[str]
    created_at: Named[datetime] = moment()
    last_seen_at: Named[datetime] = moment()
    revoked_at: Named[datetime | None] = Column(DateTime(timezone=True))


session = Table(
    "session",
    metadata,
    _SessionColumns,
    UniqueConstraint("access_hash"),
    UniqueConstraint("refresh_hash"),
    Index(None, "previous_refresh_hash"),
    Index(None, "audience", "person_id"),
    CheckConstraint("audience IN ('buyer', 'staff', 'operator')", name="audience"),
)
