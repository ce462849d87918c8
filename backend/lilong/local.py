"""What the commands need to know of this machine: its data folder, its databases, the ports of a running platform."""

import contextlib
import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import msgspec

from lilong.platform import embedded, ports
from lilong.platform.files import hold

HOST = "127.0.0.1"


class CannotRun(Exception):
    """The platform cannot run here now; the message, in Chinese, says what to do."""


@dataclass(frozen=True)
class Databases:
    """The addresses of the databases: for requests, for the tables' owner, for the simulator."""

    url: str
    owner_url: str
    simulator_url: str
    revive: Callable[[], bool] = lambda: False
    """Starts the database again if it was ours and was killed; says whether."""


@contextlib.contextmanager
def databases(data_dir: Path, environ: Mapping[str, str] = os.environ) -> Iterator[Databases]:
    """The databases that the environment names; without a name the embedded ones, for as long as this lasts."""
    if url := environ.get("DATABASE_URL"):
        owner_url = environ.get("DATABASE_DIRECT_URL", url)
        yield Databases(url, owner_url, environ.get("SIMULATOR_DATABASE_URL", owner_url))
        return
    with embedded.borrow(data_dir) as server:
        yield Databases(server.url, server.owner_url, server.simulator_url, server.revive)


def data_folder(environ: Mapping[str, str] = os.environ) -> Path:
    """The folder of everything that this machine keeps."""
    folder = Path(environ.get("LILONG_DATA_DIR", ".var")).absolute()
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def migrate(owner_url: str) -> None:
    """Bring the database to the newest schema; most starts find it there."""
    from lilong.platform import migrate as migrations  # noqa: PLC0415 - the simulator starts meanwhile

    if not migrations.is_current(owner_url):
        migrations.upgrade(owner_url)


def forget_everything() -> None:
    """Delete the embedded databases and the uploaded files of this folder. Raises CannotRun or ServerInUse."""
    if os.environ.get("DATABASE_URL"):
        raise CannotRun("DATABASE_URL 指向外部数据库，为防止误删，请您自行清空它")
    data_dir = data_folder()
    embedded.remove(data_dir)
    shutil.rmtree(data_dir / "media", ignore_errors=True)


class Ports(msgspec.Struct, frozen=True):
    """The ports of one run, kept in `up.json` while it lasts."""

    api: int
    metrics: int
    simulator: int

    @classmethod
    def chosen(cls, api: int | None, simulator: int | None) -> "Ports":
        """The given ports, which must be free, or free ones near the usual. Raises CannotRun."""
        for port in (api, simulator):
            if port and not ports.is_free(port):
                raise CannotRun(f"端口 {port} 已被占用，请换一个，或不指定端口让程序自己选择")
        return cls(api or ports.first_free(8000), ports.first_free(9100), simulator or ports.first_free(8010))


def running_ports() -> Ports:
    """The ports of the platform that runs in this folder. Raises CannotRun when none does."""
    data_dir = data_folder()
    lock = hold(data_dir / "up.lock")
    if lock:
        lock.close()
        raise CannotRun("平台没有运行，请先在另一个窗口运行 make run")
    return msgspec.json.decode((data_dir / "up.json").read_bytes(), type=Ports)


def addresses(chosen: Ports) -> list[tuple[str, str]]:
    """Who goes where: pairs of Chinese name and address."""
    api = f"http://{HOST}:{chosen.api}"
    return [
        ("买家商城 H5", f"{api}/"),
        ("商家后台", f"{api}/console/merchant/"),
        ("平台运营后台", f"{api}/console/ops/"),
        ("接口文档", f"{api}/api/docs"),
        ("模拟手机", f"http://{HOST}:{chosen.simulator}/"),
    ]
