"""Do a step again only when what it is made from has changed: a digest of its inputs is kept in .var/stamps."""

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
STAMPS = ROOT / ".var" / "stamps"
NOT_SOURCES = {"node_modules", "dist", ".vite", "__pycache__", "coverage"}


def digest(inputs: Iterable[Path]) -> str:
    """One digest of all files under the given paths: names and contents, in a fixed order."""
    total = hashlib.sha256()
    for file in sorted(_files(inputs)):
        content = hashlib.sha256(file.read_bytes()).hexdigest()
        total.update(f"{file.relative_to(ROOT)} {content}\n".encode())
    return total.hexdigest()


def is_fresh(step: str, inputs: str, output: Path) -> bool:
    """Whether the step was last done with these inputs and its output is still there."""
    stamp = STAMPS / step
    return output.exists() and stamp.exists() and stamp.read_text() == inputs


def mark(step: str, inputs: str) -> None:
    """Remember what the step was done with."""
    STAMPS.mkdir(parents=True, exist_ok=True)
    (STAMPS / step).write_text(inputs)


def _files(inputs: Iterable[Path]) -> Iterator[Path]:
    for path in inputs:
        if path.is_file():
            yield path
        elif path.is_dir() and path.name not in NOT_SOURCES:
            yield from _files(path.iterdir())
