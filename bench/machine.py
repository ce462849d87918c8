"""What the machine did meanwhile: our share of its processors, and other people's."""

import os
import platform
import time
from collections.abc import Iterable
from pathlib import Path

from lilong.platform import processes

_TICKS = os.sysconf("SC_CLK_TCK")


def describe() -> dict[str, object]:
    """The machine, for `conditions`."""
    models = [
        line for line in Path("/proc/cpuinfo").read_text().splitlines() if line.startswith("model name")
    ]
    return {
        "cores": os.cpu_count(),
        "processor": models[0].partition(": ")[2] if models else platform.machine(),
        "python": platform.python_version(),
    }


class Meter:
    """Processor seconds since it was made."""

    def __init__(self) -> None:
        self._began = time.monotonic()
        self._all, self._ours = _busy_seconds(), _tree_seconds()

    def others_cores(self) -> float:
        """Cores that strangers used on average: all that was busy, less this process and its descendants."""
        ours = _tree_seconds() - self._ours
        return max(0.0, round((_busy_seconds() - self._all - ours) / (time.monotonic() - self._began), 2))


def descendants(root: int) -> list[int]:
    """A process and everything below it."""
    children: dict[int, list[int]] = {}
    for pid, parent in _parents():
        children.setdefault(parent, []).append(pid)
    found = [root]
    for pid in found:
        found += children.get(pid, [])
    return found


def those_named(pids: Iterable[int], word: str) -> list[int]:
    """The processes that have a word in their command line."""
    return [pid for pid in pids if word in processes.command_line(pid)]


def resident_mb(pids: Iterable[int]) -> float:
    """Proportional set size of processes: pages that several share count once between them."""
    return sum(_pss_kilobytes(pid) for pid in pids) / 1024


def _busy_seconds() -> float:
    fields = [int(field) for field in Path("/proc/stat").read_text().split("\n", 1)[0].split()[1:9]]
    idle = fields[3] + fields[4]
    return (sum(fields) - idle) / _TICKS


def _tree_seconds() -> float:
    return sum(_processor_seconds(pid) for pid in descendants(os.getpid()))


def _processor_seconds(pid: int) -> float:
    """Of the process, and of its children that ended."""
    fields = _stat(pid)
    return sum(int(field) for field in fields[11:15]) / _TICKS if fields else 0


def _parents() -> list[tuple[int, int]]:
    pids = [int(entry.name) for entry in Path("/proc").iterdir() if entry.name.isdigit()]
    return [(pid, int(fields[1])) for pid in pids if (fields := _stat(pid))]


def _stat(pid: int) -> list[str]:
    """The fields of /proc/<pid>/stat after the name; none when the process is gone."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(") ")[2].split()
    except OSError:
        return []


def _pss_kilobytes(pid: int) -> int:
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
