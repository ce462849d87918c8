"""Small files that only their owner may read, written whole or not at all."""

import os
from pathlib import Path


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


def _draft(file: Path, text: str) -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    draft = file.with_name(f"{file.name}.{os.getpid()}")
    draft.unlink(missing_ok=True)
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as stream:
        stream.write(text)
    return draft
