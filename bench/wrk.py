"""Load of GETs by wrk, which uses a few percent of one core."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

CONNECTIONS = 32
PING = "/api/v1/clock"
"""The reference *ping*: a small JSON answer through the whole HTTP edge, without the database."""
_RATE = re.compile(r"^Requests/sec:\s+([\d.]+)", re.MULTILINE)
_FAULT = re.compile(r"Non-2xx or 3xx responses: (\d+)|Socket errors: (.*)")


def require() -> None:
    """Leave with a word of advice when wrk is not installed."""
    if shutil.which("wrk") is None:
        sys.exit("✗ 没有找到 wrk，请先安装：apt-get install wrk（macOS：brew install wrk）")


def rate(port: int, path: str, seconds: float, script: Path | None = None) -> float:
    """Answers per second. Raises RuntimeError when any answer was not a 2xx."""
    options = ["-t1", f"-c{CONNECTIONS}", f"-d{seconds:g}s"]
    if script:
        options += ["-s", str(script)]
    command = ["wrk", *options, f"http://127.0.0.1:{port}{path}"]
    output = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    if fault := _FAULT.search(output):
        raise RuntimeError(f"wrk: {fault[0]}")
    found = _RATE.search(output)
    if found is None:
        raise RuntimeError(output)
    return float(found[1])
