"""What shoppers open: the home page with its banners, a product's page, and what their client needs to start.

Pages are composed of what the modules below know, encoded once and kept in the cache until one of those facts changes.
"""

from lilong.content.banners import LinkKind, add_banner, has_banners

__all__ = ["LinkKind", "add_banner", "has_banners"]
