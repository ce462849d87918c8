"""The pictures that exist; their bytes are in the storage under the key."""

from datetime import datetime

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    Index,
    LargeBinary,
    Named,
    Table,
    TypedColumns,
    UniqueConstraint,
)

from lilong.platform.columns import big, key, metadata, moment, owned


class _MediaColumns(TypedColumns):
    id: Named[int] = key()
    shop_id: Named[int | None] = Column(BigInteger)
    owner_kind: Named[str]
    owner_id: Named[int] = big()
    key: Named[str]
    sha256: Named[bytes] = Column(LargeBinary)
    width: Named[int]
    height: Named[int]
    bytes: Named[int]
    created_at: Named[datetime] = moment()


media = Table(
    "media",
    metadata,
    _MediaColumns,
    UniqueConstraint("owner_kind", "owner_id", "shop_id", "key", postgresql_nulls_not_distinct=True),
    CheckConstraint("width > 0 AND height > 0", name="has_area"),
    Index(None, "shop_id"),
)
owned(media, merchant="shop_id", public=True)  # shoppers see pictures through the rows that name them
