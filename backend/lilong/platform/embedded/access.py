"""How clients reach one embedded server: its port and each role's password."""

import hashlib
import secrets
from pathlib import Path

import msgspec

from lilong.platform import ports
from lilong.platform.embedded.errors import EmbeddedPostgresError
from lilong.platform.embedded.place import Place
from lilong.platform.files import replace_private


class Access(msgspec.Struct, frozen=True):
    """Kept beside the cluster in `postgres.json`, which only its owner may read."""

    port: int
    secret: str

    def url(self, role: str, database: str) -> str:
        """The address of a database for a role, as libpq and asyncpg take it."""
        return f"postgresql://{role}:{self.password(role)}@127.0.0.1:{self.port}/{database}"

    def password(self, role: str) -> str:
        """Each role's own password, derived from the server's secret."""
        return hashlib.blake2b(role.encode(), key=self.secret.encode(), digest_size=16).hexdigest()


def read_access(place: Place) -> Access:
    """What was kept. Raises EmbeddedPostgresError when the cluster's passwords are lost."""
    try:
        return msgspec.json.decode(_file(place).read_bytes(), type=Access)
    except (FileNotFoundError, msgspec.DecodeError):
        message = (
            f"{_file(place)} 丢失或损坏，数据库密码无法找回。如果数据可以不要，请删除 {place.data} 后重试"
        )
        raise EmbeddedPostgresError(message) from None


def new_access(place: Place) -> Access:
    """A fresh secret and a free port, kept."""
    return _keep(place, Access(ports.any_free(), secrets.token_hex(32)))


def with_free_port(place: Place, access: Access) -> Access:
    """The same access, on another port if somebody else sits on ours."""
    if ports.is_free(access.port):
        return access
    return _keep(place, msgspec.structs.replace(access, port=ports.any_free()))


def _keep(place: Place, access: Access) -> Access:
    replace_private(_file(place), msgspec.json.encode(access).decode())
    return access


def _file(place: Place) -> Path:
    return place.home / "postgres.json"
