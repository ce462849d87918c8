"""`lilong doctor`: looks at this machine and says, in Chinese, what is missing and what to do about it."""

import asyncio
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import asyncpg
import msgspec

from lilong.local import data_folder, databases
from lilong.platform import clock, ports, settings
from lilong.platform.embedded import EmbeddedPostgresError

LEAST_FREE_BYTES = 2 * 1024**3
FURTHEST_CLOCK_SECONDS = 2
CHROMIUM = ("chromium", "chromium-browser", "google-chrome")


class Finding(msgspec.Struct, frozen=True):
    """One thing that was looked at."""

    subject: str
    seen: str
    advice: str = ""
    """What to do; empty when all is well."""
    is_needed: bool = True
    """Whether the platform cannot run without."""


def examine(environ: Mapping[str, str] = os.environ) -> Iterator[Finding]:
    """Look at everything, one finding at a time."""
    yield _python()
    yield _node()
    yield _chromium()
    yield from _ports()
    yield _disk(data_folder(environ))
    yield _settings(environ)
    yield _time_zone()
    yield from _database(data_folder(environ), environ)


def _python() -> Finding:
    seen = sys.version.split()[0]
    return Finding("Python", seen, "" if sys.version_info >= (3, 11) else "请安装 Python 3.11 或更高版本")


def _node() -> Finding:
    advice = "请安装 Node.js 20 或更高版本（https://nodejs.org），构建前端需要它"
    node = shutil.which("node")
    if not node:
        return Finding("Node.js", "没有找到", advice)
    seen = subprocess.run([node, "--version"], capture_output=True, text=True, check=True).stdout.strip()
    return Finding("Node.js", seen, advice if int(seen.lstrip("v").split(".")[0]) < 20 else "")


def _chromium() -> Finding:
    found = next(filter(None, map(shutil.which, CHROMIUM)), None)
    advice = "" if found else "浏览器测试需要它：apt-get install chromium fonts-noto-cjk"
    return Finding("Chromium", found or "没有找到", advice, is_needed=False)


def _ports() -> Iterator[Finding]:
    for port, purpose in ((8000, "API"), (8010, "模拟微信"), (9100, "监控")):
        if ports.is_free(port):
            yield Finding(f"端口 {port}", "空闲")
        else:
            advice = f"{purpose}会自动改用后面的空闲端口；如果是上次没有停干净的里弄，请先停止它"
            yield Finding(f"端口 {port}", "已被占用", advice, is_needed=False)


def _disk(folder: Path) -> Finding:
    free = shutil.disk_usage(folder).free
    advice = f"请清理磁盘，或用 LILONG_DATA_DIR 换一个位置（现在是 {folder}）"
    return Finding("磁盘剩余", f"{free / 1024**3:.1f} GB", advice if free < LEAST_FREE_BYTES else "")


def _settings(environ: Mapping[str, str]) -> Finding:
    try:
        return Finding("配置", settings.read(environ).environment)
    except settings.SettingsError as error:
        return Finding("配置", "有误", "；".join(error.problems))


def _time_zone() -> Finding:
    try:
        ZoneInfo("Asia/Shanghai")
    except ZoneInfoNotFoundError:
        return Finding("时区数据", "缺少", "请安装时区数据：apt-get install tzdata")
    return Finding("时区数据", "Asia/Shanghai")


def _database(folder: Path, environ: Mapping[str, str]) -> Iterator[Finding]:
    try:
        with databases(folder, environ) as addresses:
            version, moment = asyncio.run(_ask(addresses.url))
    except (EmbeddedPostgresError, OSError, asyncpg.PostgresError) as error:
        yield Finding("数据库", "无法连接", f"请检查 DATABASE_URL 和数据库服务：{error}")
        return
    too_old = "请升级到 PostgreSQL 18 或更高版本" if int(version.split(".")[0]) < 18 else ""
    yield Finding("数据库", f"PostgreSQL {version}", too_old)
    apart = abs((moment - (clock.now() - clock.offset())).total_seconds())
    advice = (
        "请用 NTP 校准两台机器的时间，否则会影响支付签名和订单时限" if apart > FURTHEST_CLOCK_SECONDS else ""
    )
    yield Finding("与数据库的时钟差", f"{apart:.1f} 秒", advice)


async def _ask(url: str) -> tuple[str, datetime]:
    connection = await asyncpg.connect(url, timeout=10)
    try:
        row = await connection.fetchrow(
            "SELECT current_setting('server_version') AS version, now() AS moment"
        )
        assert row  # noqa: S101 - a SELECT without FROM has one row
        return row["version"], row["moment"].astimezone(UTC)
    finally:
        await connection.close()
