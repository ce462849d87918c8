"""What the simulator reads from its environment."""

from collections.abc import Mapping
from pathlib import Path

import msgspec


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """Where the simulator keeps its state and how others reach it."""

    database_url: str
    """`SIMULATOR_DATABASE_URL`: PostgreSQL; everything lives in its schema `simulator`."""
    home: Path
    """`SIMULATOR_HOME`: folder of the generated keys and of `credentials.json`."""
    public_url: str
    """`SIMULATOR_PUBLIC_URL`: the address under which a browser and the API reach us."""


def read_settings(environment: Mapping[str, str]) -> Settings:
    """The settings.

    Raises:
        SystemExit: a variable is missing, or this is production.
    """
    if environment.get("LILONG_ENVIRONMENT") == "production":
        raise SystemExit("模拟微信拒绝在生产环境启动：它不涉及真实资金，请改用真实的微信支付。")
    missing = [name for name in ("SIMULATOR_DATABASE_URL", "SIMULATOR_HOME") if not environment.get(name)]
    if missing:
        raise SystemExit(f"模拟微信缺少环境变量：{'、'.join(missing)}")
    return Settings(
        database_url=environment["SIMULATOR_DATABASE_URL"],
        home=Path(environment["SIMULATOR_HOME"]),
        public_url=environment.get("SIMULATOR_PUBLIC_URL", "http://127.0.0.1:8010").rstrip("/"),
    )
