"""Shops, and the applications they come from."""

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
    TypedColumns,
    UniqueConstraint,
)

from lilong.platform.columns import append_only, big, key, metadata, moment, owned


class _ShopColumns(TypedColumns):
    id: Named[int] = key()
    name: Named[str]
    name_key: Named[str]
    tagline: Named[str]
    notice: Named[str]
    logo_media_id: Named[int | None] = Column(BigInteger)
    state: Named[str]
    sub_mchid: Named[str]
    company_name: Named[str]
    licence_number: Named[str]
    licence_media_id: Named[int] = big()
    region_code: Named[str]
    province: Named[str]
    city: Named[str]
    district: Named[str]
    street: Named[str]
    detail: Named[str]
    is_self_operated: Named[bool]
    product_count: Named[int]
    freeze_reason: Named[str]
    created_at: Named[datetime] = moment()
    opened_at: Named[datetime | None] = Column(DateTime(timezone=True))


shop = Table(
    "shop",
    metadata,
    _ShopColumns,
    UniqueConstraint("name_key"),
    UniqueConstraint("sub_mchid"),
    CheckConstraint("state IN ('preparing', 'open', 'frozen', 'closed')", name="state"),
    CheckConstraint("state = 'preparing' OR opened_at IS NOT NULL", name="opened"),
    CheckConstraint("product_count >= 0", name="product_count"),
    Index(None, "state", "id"),
)
"""preparing → open ⇄ frozen. No personal data: shoppers may read every row. `product_count`: listed products."""
owned(shop, merchant="id", public=True)


class _ApplicationColumns(TypedColumns):
    id: Named[int] = key()
    staff_id: Named[int] = big()
    state: Named[str]
    shop_name: Named[str]
    tagline: Named[str]
    company_name: Named[str]
    licence_number: Named[str]
    licence_media_id: Named[int] = big()
    contact_name: Named[str]
    contact_phone_sealed: Named[bytes] = Column(LargeBinary)
    category_ids: Named[list[int]] = Column(ARRAY(BigInteger))
    region_code: Named[str]
    province: Named[str]
    city: Named[str]
    district: Named[str]
    street: Named[str]
    detail: Named[str]
    submitted_at: Named[datetime] = moment()
    decided_at: Named[datetime | None] = Column(DateTime(timezone=True))
    decision_note: Named[str]
    commission_bp: Named[int | None]
    shop_id: Named[int | None] = Column(ForeignKey("shop.id"), type_=BigInteger)


application = Table(
    "application",
    metadata,
    _ApplicationColumns,
    CheckConstraint("state IN ('submitted', 'approved', 'rejected')", name="state"),
    CheckConstraint("(state = 'approved') = (shop_id IS NOT NULL)", name="shop"),
    CheckConstraint("(state = 'submitted') = (decided_at IS NULL)", name="decision"),
    Index(None, "staff_id"),
    Index(None, "state", "submitted_at"),
)
"""submitted → approved, or submitted → rejected → submitted again."""


class _ApplicationEventColumns(TypedColumns):
    id: Named[int] = key()
    application_id: Named[int] = Column(ForeignKey("application.id"), type_=BigInteger)
    kind: Named[str]
    actor_kind: Named[str]
    actor_id: Named[int] = big()
    note: Named[str]
    at: Named[datetime] = moment()


application_event = Table(
    "application_event",
    metadata,
    _ApplicationEventColumns,
    CheckConstraint("kind IN ('submitted', 'resubmitted', 'approved', 'rejected')", name="kind"),
    Index(None, "application_id", "id"),
)
append_only(application_event)
