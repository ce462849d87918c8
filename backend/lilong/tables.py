"""Every table of the platform, for migrations: importing this declares them all."""

import importlib.util
import pkgutil
from importlib import import_module  # noqa: TID251 -- whatever tables there are, the next module's too
from pathlib import Path

from lilong.platform.columns import metadata

__all__ = ["metadata"]

for _module in pkgutil.iter_modules([str(Path(__file__).parent)]):
    if _module.ispkg and importlib.util.find_spec(f"lilong.{_module.name}.tables"):
        import_module(f"lilong.{_module.name}.tables")
for _name in ("audit", "due", "events", "idempotency", "ids", "live", "media.tables"):
    import_module(f"lilong.platform.{_name}")
