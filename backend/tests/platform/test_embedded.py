"""The embedded server is durable, private, survives being killed, and never disturbs its neighbour."""

import contextlib
import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import traceback
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from lilong.platform import embedded
from lilong.platform.embedded.place import place_for

STARTER = """
import signal, sys
from pathlib import Path
from lilong.platform import embedded
server = embedded.start(Path(sys.argv[1]))
print(server.owner_url, flush=True)
signal.pause()
"""

as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root can become another user")


@pytest.fixture
def data_dir() -> Iterator[Path]:
    """A folder that everybody may pass through, as a checkout usually is (pytest's own is private)."""
    folder = Path(tempfile.mkdtemp(prefix="lilong-test-", dir="/var/tmp"))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


def query(url: str, sql: str) -> str:
    psql = place_for(Path("/var/tmp")).programs / "psql"
    shown = subprocess.run([psql, url, "-XAtc", sql], capture_output=True, text=True, check=True)
    return shown.stdout.strip()


def postmaster(data_dir: Path) -> int:
    return int((place_for(data_dir.resolve()).data / "postmaster.pid").read_text().split()[0])


@contextlib.contextmanager
def started_elsewhere(data_dir: Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """The server as a child of another process, which a test may kill."""
    with subprocess.Popen(
        [sys.executable, "-c", STARTER, str(data_dir)], stdout=subprocess.PIPE, text=True
    ) as starter:
        assert starter.stdout is not None
        yield starter, starter.stdout.readline().strip()
        starter.kill()


def test_it_runs_with_durability_on_and_the_application_owns_nothing(data_dir: Path) -> None:
    with embedded.start(data_dir) as server:
        settings = (
            "fsync",
            "synchronous_commit",
            "full_page_writes",
            "jit",
            "data_checksums",
            "max_connections",
        )
        shown = [query(server.url, f"SHOW {setting}") for setting in settings]
        assert shown == ["on", "on", "on", "off", "on", "200"]
        assert query(server.url, "SELECT rolsuper FROM pg_roles WHERE rolname = current_user") == "f"
        assert query(server.owner_url, "SELECT rolsuper FROM pg_roles WHERE rolname = current_user") == "f"
        with pytest.raises(subprocess.CalledProcessError):
            query(server.url, "CREATE TABLE here (id int)")
        with pytest.raises(subprocess.CalledProcessError):
            query(server.simulator_url.replace("/simulator", "/lilong"), "SELECT 1")


def test_a_password_of_one_role_opens_no_other(data_dir: Path) -> None:
    with embedded.start(data_dir) as server, pytest.raises(subprocess.CalledProcessError):
        query(server.url.replace("lilong_app:", "postgres:"), "SELECT 1")


def test_data_and_address_outlive_a_stop(data_dir: Path) -> None:
    with embedded.start(data_dir) as server:
        query(server.owner_url, "CREATE TABLE kept AS SELECT 7 AS answer")
        address = server.url
        pid = postmaster(data_dir)
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)  # reaped: not even a zombie is left
    with embedded.start(data_dir) as server:
        assert server.url == address
        assert query(server.owner_url, "SELECT answer FROM kept") == "7"


def test_settings_of_a_start_go_over_ours(data_dir: Path) -> None:
    with embedded.start(data_dir, {"fsync": "off"}) as server:
        assert query(server.url, "SHOW fsync") == "off"
    with embedded.start(data_dir) as server:
        assert query(server.url, "SHOW fsync") == "on"


def test_a_wrong_setting_is_told_with_the_log(data_dir: Path) -> None:
    with pytest.raises(embedded.EmbeddedPostgresError, match="shared_bufers"):
        embedded.start(data_dir, {"shared_bufers": "1GB"})


def test_committed_rows_are_there_after_everything_was_killed(data_dir: Path) -> None:
    with started_elsewhere(data_dir) as (starter, url):
        query(url, "CREATE TABLE kept AS SELECT 7 AS answer")
        starter.kill()
        os.kill(postmaster(data_dir), signal.SIGKILL)
    with embedded.start(data_dir) as server:
        assert query(server.owner_url, "SELECT answer FROM kept") == "7"


def test_a_killed_server_is_revived_at_its_address(data_dir: Path) -> None:
    with embedded.start(data_dir) as server:
        query(server.owner_url, "CREATE TABLE kept AS SELECT 7 AS answer")
        assert server.revive() is False
        os.kill(postmaster(data_dir), signal.SIGKILL)
        while not server.revive():
            pass
        assert query(server.owner_url, "SELECT answer FROM kept") == "7"


def test_an_orphan_is_ended_and_replaced(data_dir: Path) -> None:
    with started_elsewhere(data_dir) as (starter, _):
        starter.kill()
    orphan = postmaster(data_dir)
    with embedded.start(data_dir) as server:
        assert postmaster(data_dir) != orphan
        assert query(server.url, "SELECT 1") == "1"


def test_two_checkouts_run_side_by_side(data_dir: Path) -> None:
    with embedded.start(data_dir / "one") as one, embedded.start(data_dir / "two") as two:
        query(one.owner_url, "CREATE TABLE of_one (id int)")
        assert query(two.owner_url, "SELECT to_regclass('of_one') IS NULL") == "t"


def test_a_second_start_is_refused_and_borrowing_shares(data_dir: Path) -> None:
    with embedded.start(data_dir) as server:
        with pytest.raises(embedded.ServerInUse):
            embedded.start(data_dir)
        with embedded.borrow(data_dir) as borrowed:
            assert borrowed.url == server.url
        assert query(server.url, "SELECT 1") == "1"  # giving it back did not stop it


def test_borrowing_starts_a_server_when_there_is_none(data_dir: Path) -> None:
    with embedded.borrow(data_dir) as server:
        assert query(server.url, "SELECT 1") == "1"


def test_a_taken_port_is_left_to_its_owner(data_dir: Path) -> None:
    with embedded.start(data_dir / "one") as one:
        kept = (place_for((data_dir / "one").resolve()).home / "postgres.json").read_text()
        with embedded.start(data_dir / "two"):
            pass
        place_for((data_dir / "two").resolve()).home.joinpath("postgres.json").write_text(kept)
        with embedded.start(data_dir / "two") as two:
            assert two.url.rsplit("@")[1] != one.url.rsplit("@")[1]


def test_a_removed_cluster_is_made_anew_and_a_running_one_stays(data_dir: Path) -> None:
    with embedded.start(data_dir) as server:
        query(server.owner_url, "CREATE TABLE kept (id int)")
        with pytest.raises(embedded.ServerInUse):
            embedded.remove(data_dir)
    embedded.remove(data_dir)
    with embedded.start(data_dir) as server:
        assert query(server.owner_url, "SELECT to_regclass('kept') IS NULL") == "t"


@as_root
def test_root_runs_it_as_nobody_even_where_nobody_may_not_look(tmp_path: Path) -> None:
    tmp_path.chmod(0o700)
    home = place_for(tmp_path).home
    with embedded.temporary(tmp_path):
        owner = Path(f"/proc/{postmaster(tmp_path)}").stat().st_uid
        assert owner == pwd.getpwnam("nobody").pw_uid
        assert not home.is_relative_to(tmp_path)
    assert not home.exists()


@as_root
def test_an_ordinary_user_runs_it_as_himself(data_dir: Path) -> None:
    account = pwd.getpwnam("nobody")
    os.chown(data_dir, account.pw_uid, account.pw_gid)

    def start_as_him() -> None:
        os.setgroups([])
        os.setgid(account.pw_gid)
        os.setuid(account.pw_uid)
        with embedded.start(data_dir) as server:
            assert (data_dir / "postgres" / "postmaster.pid").exists()
            assert query(server.url, "SELECT 1") == "1"

    assert exit_code_of_child(start_as_him) == 0


def exit_code_of_child(work: Callable[[], None]) -> int:
    """A fork, because another user may not be able to open root's Python."""
    with warnings.catch_warnings():
        warnings.simplefilter(
            "ignore", DeprecationWarning
        )  # other tests' threads do not matter to this child
        pid = os.fork()
    if pid == 0:
        code = 1
        try:
            work()
            code = 0
        except BaseException:
            traceback.print_exc()
        finally:
            os._exit(code)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
