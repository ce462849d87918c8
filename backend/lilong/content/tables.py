"""What operators put on the home page."""

from sqlalchemy import BigInteger, CheckConstraint, Column, Named, Table, TypedColumns

from lilong.platform.columns import big, key, metadata, owned


class _BannerColumns(TypedColumns):
    id: Named[int] = key()
    position: Named[int]
    media_id: Named[int] = big()
    title: Named[str]
    subtitle: Named[str]
    action: Named[str]
    """The words of its button, such as 去逛逛."""
    link_kind: Named[str]
    link_id: Named[int | None] = Column(BigInteger)
    is_active: Named[bool]


banner = Table(
    "banner",
    metadata,
    _BannerColumns,
    CheckConstraint("link_kind IN ('category', 'shop', 'product', 'none')", name="link_kind"),
    CheckConstraint("(link_kind = 'none') = (link_id IS NULL)", name="link"),
)
owned(banner, public=True)
