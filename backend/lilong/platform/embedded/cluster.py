"""The cluster on disk: made once, as an administrator would make it, and its settings written at each start.

`lilong` is owned by `lilong_owner`, who migrates and is no superuser, and used by `lilong_app`, which owns
nothing. `simulator` belongs to `simulator`, who cannot read our tables, as WeChat cannot.
"""

import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

from lilong.platform.embedded.access import Access
from lilong.platform.embedded.errors import EmbeddedPostgresError
from lilong.platform.embedded.place import Place

SETTINGS: Mapping[str, str] = {
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",  # one way in, the same on every platform
    "fsync": "on",
    "synchronous_commit": "on",
    "full_page_writes": "on",
    "shared_buffers": "128MB",
    "max_connections": "200",
    "jit": "off",  # compiling costs more than our short statements gain
    "random_page_cost": "1.1",  # solid state
    "timezone": "UTC",
    "log_timezone": "UTC",
}

ENVIRONMENT = {"LC_ALL": "C", "TZ": "UTC", "PATH": "/usr/bin:/bin"}
"""All that the server needs of the environment: no PG* variable of the user's may reach it."""

_BOOTSTRAP = """\
ALTER ROLE postgres PASSWORD '{postgres}';
CREATE ROLE lilong_owner LOGIN CREATEROLE CREATEDB PASSWORD '{lilong_owner}';
CREATE ROLE lilong_app LOGIN PASSWORD '{lilong_app}';
CREATE ROLE simulator LOGIN PASSWORD '{simulator}';
CREATE DATABASE lilong OWNER lilong_owner;
CREATE DATABASE simulator OWNER simulator;
REVOKE CONNECT ON DATABASE lilong FROM PUBLIC;
REVOKE CONNECT ON DATABASE simulator FROM PUBLIC;
GRANT CONNECT ON DATABASE lilong TO lilong_app;
"""
_ROLES = ("postgres", "lilong_owner", "lilong_app", "simulator")


def create(place: Place, access: Access) -> None:
    """Make the cluster beside its final place and move it there: killed half way, it is simply made again."""
    draft = place.data.with_name("postgres.new")
    if draft.exists():
        shutil.rmtree(draft)
    place.own(draft)
    _initialise(place, draft)
    (draft / "pg_hba.conf").write_text("host all all 127.0.0.1/32 scram-sha-256\n")
    with (draft / "postgresql.conf").open("a") as file:
        file.write("\ninclude 'lilong.conf'\n")
    write_settings(draft, {})
    passwords = {role: access.password(role) for role in _ROLES}
    _run(place, ["postgres", "--single", "-D", str(draft), "postgres"], _BOOTSTRAP.format(**passwords))
    draft.rename(place.data)


def write_settings(data: Path, settings: Mapping[str, str]) -> None:
    """Write our settings, the given ones over the usual ones, for the next start."""
    lines = [f"{name} = '{value}'\n" for name, value in {**SETTINGS, **settings}.items()]
    (data / "lilong.conf").write_text("# Written by lilong at each start.\n" + "".join(lines))


def _initialise(place: Place, data: Path) -> None:
    # builtin C.UTF-8: no ICU, no locale of the system, the same order of words on every machine
    locale = ["--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
    _run(place, ["initdb", "--username=postgres", "--auth=reject", *locale, "-D", str(data)], "")


def _run(place: Place, command: list[str], standard_input: str) -> None:
    done = subprocess.run(
        [place.programs / command[0], *command[1:]],
        input=standard_input,
        capture_output=True,
        text=True,
        cwd=place.home,
        env=ENVIRONMENT,
        check=False,
        **place.identity,
    )
    # a single-user server reports a failed statement and goes on, so its exit code alone says too little
    if done.returncode or "ERROR:" in done.stderr or "FATAL:" in done.stderr:
        raise EmbeddedPostgresError(f"内置数据库初始化失败（{command[0]}）：\n{done.stderr[-2000:]}")
