"""The postmaster as a child process: launched, waited for, stopped; and what a killed one leaves behind."""

import os
import signal
import subprocess
import time
from pathlib import Path

from lilong.platform import processes
from lilong.platform.embedded.access import Access
from lilong.platform.embedded.cluster import ENVIRONMENT
from lilong.platform.embedded.errors import EmbeddedPostgresError
from lilong.platform.embedded.place import Place

STALE_LOCK_SECONDS = 15
"""How long a launch keeps trying: after a kill -9 the dead server's lock stays for about three seconds."""
READY_SECONDS = 120
"""How long a server may take to replay its log after a crash."""
STOP_SECONDS = 30
POLL_SECONDS = 0.02


def launch(place: Place, access: Access) -> subprocess.Popen[bytes]:
    """Start the server and return when it answers. Raises EmbeddedPostgresError with the end of its log."""
    deadline = time.monotonic() + STALE_LOCK_SECONDS
    while True:
        process = _spawn(place, access.port)
        if _becomes_ready(process, place.data):
            return process
        if not _pid_file(place.data).exists():  # it refused for another reason than somebody's lock
            raise EmbeddedPostgresError(f"内置数据库启动失败，{_log_end(place)}")
        if time.monotonic() > deadline:
            _remove_lock_of_a_stranger(place)
        time.sleep(0.3)


def end(process: subprocess.Popen[bytes]) -> None:
    """Fast shutdown (open transactions roll back), then harder; always reaps. Twice is harmless."""
    for signal_number in (signal.SIGINT, signal.SIGQUIT, signal.SIGKILL):
        process.send_signal(signal_number)  # does nothing once reaped
        try:
            process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            continue
        return


def end_orphan(place: Place) -> None:
    """Stop a server whose parent was killed, so that we can be the parent of the next one."""
    pid = _recorded_pid(place.data)
    if pid is None or not _is_server(pid, place.data):
        return
    os.kill(pid, signal.SIGINT)
    deadline = time.monotonic() + STOP_SECONDS
    while _is_server(pid, place.data):
        if time.monotonic() > deadline:
            os.kill(pid, signal.SIGKILL)
        time.sleep(POLL_SECONDS)


def wait_until_ready(place: Place) -> None:
    """Wait for a server that another process starts. Raises EmbeddedPostgresError if it never comes up."""
    deadline = time.monotonic() + READY_SECONDS
    while not _is_ready(place.data):
        if time.monotonic() > deadline:
            raise EmbeddedPostgresError("另一个进程正在启动内置数据库，但它一直没有就绪，请稍后重试")
        time.sleep(POLL_SECONDS)


def _spawn(place: Place, port: int) -> subprocess.Popen[bytes]:
    with _log(place).open("ab") as log:
        return subprocess.Popen(
            [place.programs / "postgres", "-D", str(place.data), "-p", str(port)],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            cwd=place.home,
            env=ENVIRONMENT,
            start_new_session=True,  # Ctrl-C in our terminal is ours to pass on, after the clients have gone
            **place.identity,
        )


def _becomes_ready(process: subprocess.Popen[bytes], data: Path) -> bool:
    """Whether the server came up; False when it ended by itself."""
    deadline = time.monotonic() + READY_SECONDS
    while process.poll() is None:
        if _recorded_pid(data) == process.pid and _is_ready(data):
            return True
        if time.monotonic() > deadline:
            end(process)
            raise EmbeddedPostgresError(f"内置数据库 {READY_SECONDS} 秒内没有就绪，请检查磁盘是否过慢或已满")
        time.sleep(POLL_SECONDS)
    return False


def _pid_file(data: Path) -> Path:
    return data / "postmaster.pid"


def _pid_lines(data: Path) -> list[str]:
    try:
        return _pid_file(data).read_text().splitlines()
    except FileNotFoundError:
        return []


def _recorded_pid(data: Path) -> int | None:
    lines = _pid_lines(data)
    return int(lines[0]) if lines and lines[0].isdigit() else None


def _is_ready(data: Path) -> bool:
    """The eighth line of the pid file is the server's own word on its state; pg_ctl reads the same."""
    lines = _pid_lines(data)
    return len(lines) >= 8 and lines[7].strip() == "ready"


def _is_server(pid: int, data: Path) -> bool:
    """Whether this process is the postmaster of this cluster, and not a stranger who got its number later."""
    return str(data) in processes.command_line(pid)


def _remove_lock_of_a_stranger(place: Place) -> None:
    """After a reboot the dead server's number may be another program's, which PostgreSQL takes for a server.

    Only reached when every try failed for so long that no backend of the dead server can be left.
    """
    pid = _recorded_pid(place.data)
    if pid is None or _is_server(pid, place.data):
        raise EmbeddedPostgresError(f"内置数据库被其他进程占用，{_log_end(place)}")
    _pid_file(place.data).unlink()


def _log(place: Place) -> Path:
    return place.home / "postgres.log"


def _log_end(place: Place) -> str:
    return f"日志 {_log(place)} 的结尾是：\n" + _log(place).read_text(errors="replace")[-1500:]
