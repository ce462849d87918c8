"""Run one command of a longer work: one line that says what, and its whole output only when it fails."""

import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path


def step(
    title: str, command: Sequence[str], folder: Path, environment: Mapping[str, str] | None = None
) -> None:
    """Run a command quietly. Ends this program with its output and exit code when it fails."""
    began = time.monotonic()
    print(f"→ {title} …", flush=True)
    done = subprocess.run(
        command,
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if done.returncode:
        print(done.stdout)
        sys.exit(f"✗ {title}失败：{' '.join(command)}（退出码 {done.returncode}，输出见上）")
    print(f"  完成，用时 {time.monotonic() - began:.1f} 秒", flush=True)
