"""Other processes of this machine: what they are, and ending those that a killed parent of ours left behind."""

import contextlib
import os
import signal
import subprocess
import time
from pathlib import Path

import msgspec

from lilong.platform.files import replace_private

END_SECONDS = 10
POLL_SECONDS = 0.02


class _Note(msgspec.Struct, frozen=True):
    pid: int
    command: str
    """Tells the process from a stranger who gets its number later."""


def command_line(pid: int) -> str:
    """What a process was started with; empty when it is gone or waits to be reaped."""
    if Path("/proc/self/cmdline").exists():
        try:
            return Path(f"/proc/{pid}/cmdline").read_text(errors="replace")
        except OSError:
            return ""
    shown = subprocess.run(
        ["/bin/ps", "-o", "args=", "-p", str(pid)], capture_output=True, text=True, check=False
    )
    return shown.stdout


def note(file: Path, pid: int) -> None:
    """Write down the leader of a process group of ours, for `end_noted` of a later run."""
    replace_private(file, msgspec.json.encode(_Note(pid, command_line(pid))).decode())


def end_noted(folder: Path) -> None:
    """End, with their groups, the processes noted in a folder that still run, and forget the notes."""
    for file in folder.glob("*.pid"):
        with contextlib.suppress(msgspec.DecodeError):
            _end_group(msgspec.json.decode(file.read_bytes(), type=_Note))
        file.unlink()


def signal_group(leader: int, number: signal.Signals) -> None:
    """Signal a whole process group, if any of it is left."""
    with contextlib.suppress(ProcessLookupError, PermissionError):  # macOS: EPERM when only zombies are left
        os.killpg(leader, number)


def _end_group(noted: _Note) -> None:
    deadline = time.monotonic() + END_SECONDS
    number = signal.SIGTERM
    while noted.command and command_line(noted.pid) == noted.command:
        if number == signal.SIGTERM or time.monotonic() > deadline:
            signal_group(noted.pid, number)
            number = signal.SIGKILL
        time.sleep(POLL_SECONDS)
