"""Write the first migration's SQL anew from the declared tables. Only until the first release: later changes get revisions."""

import textwrap
from pathlib import Path

from lilong import tables  # noqa: F401 -- declares every table
from lilong.platform import schema

TARGET = Path(__file__).parents[1] / "backend/migrations/versions/0001_foundation.sql"


def main() -> None:
    """Write the file; the answer says where."""
    lines = [
        textwrap.dedent(statement).rstrip().replace("\t", "  ") + ";" for statement in schema.statements()
    ]
    extra = [
        (file.parent.name, file.read_text().strip())
        for file in sorted((Path(__file__).parents[1] / "backend/lilong").glob("*/constraints.sql"))
    ]
    TARGET.write_text("\n".join(lines) + "\n" + "".join(f"\n-- {name}\n{text}\n" for name, text in extra))
    print(f"wrote {TARGET.relative_to(Path(__file__).parents[1])}")


if __name__ == "__main__":
    main()
