"""`lilong up` brings up everything with one command, tells where it is, and leaves nothing running."""

import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from lilong import doctor
from lilong.platform import ports
from lilong.platform.files import hold


@pytest.fixture
def data_dir() -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="lilong-test-", dir="/var/tmp"))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


def lilong(data_dir: Path, *arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    clean = {
        name: value for name, value in os.environ.items() if not name.startswith(("LILONG_", "DATABASE_"))
    }
    return subprocess.run(
        [Path(sys.executable).parent / "lilong", *arguments],
        env={**clean, "LILONG_DATA_DIR": str(data_dir), **variables},
        capture_output=True,
        text=True,
        timeout=180,
        check=False,
    )


def test_up_starts_everything_and_leaves_nothing_running(data_dir: Path) -> None:
    done = lilong(data_dir, "up", "--no-demo", "--once-ready-exit")

    assert done.returncode == 0, done.stdout + done.stderr
    assert "里弄已启动" in done.stdout
    addresses = re.findall(r"http://127\.0\.0\.1:(\d+)", done.stdout)
    assert len(addresses) == 5
    assert all(ports.is_free(int(port)) for port in addresses)
    assert not (data_dir / "postgres" / "postmaster.pid").exists()
    assert list((data_dir / "run").iterdir()) == []


def test_a_given_port_that_is_taken_is_not_changed_silently(data_dir: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
        done = lilong(data_dir, "up", "--api-port", str(port))

    assert done.returncode == 1
    assert f"端口 {port} 已被占用" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_second_run_of_one_folder_is_refused(data_dir: Path) -> None:
    lock = hold(data_dir / "up.lock")
    assert lock

    with lock:
        done = lilong(data_dir, "up")

    assert done.returncode == 1
    assert "平台已在运行" in done.stderr


def test_production_is_not_run_with_the_simulator(data_dir: Path) -> None:
    done = lilong(data_dir, "up", LILONG_ENVIRONMENT="production")

    assert done.returncode == 1
    assert "LILONG_SECRET_KEY 没有设置" in done.stderr


def test_the_doctor_says_what_to_do_about_wrong_settings(data_dir: Path) -> None:
    found = {
        finding.subject: finding
        for finding in doctor.examine({"LILONG_DATA_DIR": str(data_dir), "LILONG_API_PORT": "many"})
    }

    assert "LILONG_API_PORT" in found["配置"].advice
    assert found["数据库"].seen.startswith("PostgreSQL 18")
    assert found["数据库"].advice == ""


def test_the_doctor_says_what_to_do_about_a_lost_database(data_dir: Path) -> None:
    nowhere = f"postgresql://app@127.0.0.1:{ports.any_free()}/lilong"
    found = {
        finding.subject: finding
        for finding in doctor.examine({"LILONG_DATA_DIR": str(data_dir), "DATABASE_URL": nowhere})
    }

    assert "DATABASE_URL" in found["数据库"].advice
