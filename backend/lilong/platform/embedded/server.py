"""Start, share and stop the embedded server of a data folder."""

import shutil
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from lilong.platform.embedded import cluster, process
from lilong.platform.embedded.access import Access, new_access, read_access, with_free_port
from lilong.platform.embedded.errors import ServerInUse
from lilong.platform.embedded.place import Place, place_for
from lilong.platform.files import hold


class Server:
    """A running embedded server, started by us or borrowed from the process that did."""

    def __init__(
        self, place: Place, access: Access, child: subprocess.Popen[bytes] | None, lock: IO[str] | None
    ) -> None:
        self._place = place
        self._access = access
        self._child = child
        self._lock = lock

    @property
    def url(self) -> str:
        """For requests: the role that owns nothing."""
        return self._access.url("lilong_app", "lilong")

    @property
    def owner_url(self) -> str:
        """For migrations: the owner of the tables, who is no superuser."""
        return self._access.url("lilong_owner", "lilong")

    @property
    def admin_url(self) -> str:
        """For tests and back-ups: the superuser. Never given to the application."""
        return self._access.url("postgres", "lilong")

    @property
    def simulator_url(self) -> str:
        """For the simulator: its own database and role, which cannot read ours."""
        return self._access.url("simulator", "simulator")

    def revive(self) -> bool:
        """Start the server again, at the same address, if it was killed; the answer is whether it was.

        A borrowed server is its owner's to revive. Raises EmbeddedPostgresError when it does not start.
        """
        if self._child is None or self._child.poll() is None:
            return False
        self._child = process.launch(self._place, self._access)
        return True

    def stop(self) -> None:
        """Roll back what is open, end the server and reap it; a borrowed one stays. Twice is harmless."""
        if self._child:
            process.end(self._child)
        if self._lock:
            self._lock.close()

    def __enter__(self) -> "Server":
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()


def start(data_dir: Path, settings: Mapping[str, str] | None = None) -> Server:
    """Start the server of a data folder, making its cluster the first time.

    The settings are PostgreSQL's and go over ours. Raises ServerInUse when another process runs this server,
    EmbeddedPostgresError when it does not start.
    """
    home = _made(data_dir)
    lock = _locked(home)
    try:
        place = place_for(home)
        access = _prepared(place)
        cluster.write_settings(place.data, settings or {})
        return Server(place, access, process.launch(place, access), lock)
    except BaseException:
        lock.close()
        raise


def borrow(data_dir: Path) -> Server:
    """The server that another process runs for this folder; when there is none, our own."""
    try:
        return start(data_dir)
    except ServerInUse:
        place = place_for(_made(data_dir))
        process.wait_until_ready(place)
        return Server(place, read_access(place), None, None)


@contextmanager
def temporary(data_dir: Path, settings: Mapping[str, str] | None = None) -> Iterator[Server]:
    """A server for a test, as durable as any, deleted with all its data at the end."""
    try:
        with start(data_dir, settings) as server:
            yield server
    finally:
        remove(data_dir)


def remove(data_dir: Path) -> None:
    """Delete the cluster of a data folder with all its data, wherever it lies.

    Raises ServerInUse when a process runs it.
    """
    home = _made(data_dir)
    with _locked(home):
        place = place_for(home)
        process.end_orphan(place)
        if place.home != home:  # ours alone, below /var/tmp
            shutil.rmtree(place.home)
            return
        shutil.rmtree(place.data, ignore_errors=True)
        for file in ("postgres.json", "postgres.log"):
            (home / file).unlink(missing_ok=True)


def _prepared(place: Place) -> Access:
    """Make the cluster, or take the existing one from whoever left it behind."""
    if not place.data.exists():
        access = new_access(place)
        cluster.create(place, access)
        return access
    process.end_orphan(place)
    return with_free_port(place, read_access(place))


def _locked(home: Path) -> IO[str]:
    lock = hold(home / "postgres.lock")
    if lock is None:
        raise ServerInUse(f"{home} 的数据库正由另一个 lilong 进程使用，请先停止它（Ctrl-C）")
    return lock


def _made(data_dir: Path) -> Path:
    data_dir.mkdir(parents=True, exist_ok=True)
    return data_dir.resolve()
