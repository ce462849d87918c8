"""Small files: private ones that are written whole or not at all, and locks between processes."""

import fcntl
import os
from pathlib import Path
from typing import IO


def create_private(file: Path, text: str) -> None:
    """Write a file unless it exists; of two processes at once, the first one's text stays."""
    draft = _draft(file, text)
    try:
        os.link(draft, file)
    except FileExistsError:
        pass
    finally:
        draft.unlink()


def replace_private(file: Path, text: str) -> None:
    """Write a file in place of whatever is there; a reader sees the old text or the new one."""
    _draft(file, text).replace(file)


def hold(file: Path) -> IO[str] | None:
    """A lock that lasts until it is closed or its process ends, however that ends; None if somebody holds it."""
    lock = file.open("w")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        lock.close()
        return None
    return lock


def _draft(file: Path, text: str) -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    draft = file.with_name(f"{file.name}.{os.getpid()}")
    draft.unlink(missing_ok=True)
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as stream:
        stream.write(text)
    return draft
