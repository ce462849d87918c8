"""Write the first migration's SQL anew from the declared tables. Only until the first release: later changes get revisions."""

import textwrap
from pathlib import Path

from lilong import tables  # noqa: F401 -- declares every table
from lilong.platform import schema

TARGET = Path(__file__).parents[1] / "backend/migrations/versions/0001_foundation.sql"


def document() -> str:
    """The SQL: tables in the order of their references, each with its policies, then what modules add by hand."""
    lines = [
        textwrap.dedent(statement).rstrip().replace("\t", "  ") + ";" for statement in schema.statements()
    ]
    extra = [
        (file.parent.name, file.read_text().strip())
        for file in sorted((Path(__file__).parents[1] / "backend/lilong").glob("*/constraints.sql"))
    ]
    return "\n".join(lines) + "\n" + "".join(f"\n-- {name}\n{text}\n" for name, text in extra)


if __name__ == "__main__":
    TARGET.write_text(document())
    print(f"wrote {TARGET.relative_to(Path(__file__).parents[1])}")
