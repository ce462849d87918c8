"""Everything that CI runs: style, types, builds, tests of every part. All sections run; one failure fails the whole.

Two lanes, since two cores are the smallest machine we plan for: Python on one, Node.js on the other.
"""

import json
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from stamps import ROOT

BIN = ROOT / ".venv" / "bin"
LONGEST_SECONDS = 45 * 60
CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
CLOSING = re.compile(
    r"^=+ .*\b(?:passed|failed|error|no tests ran)\b.* =+$|^\s*(?:Test Files|Tests)\s+\d", re.MULTILINE
)
COLOUR = re.compile(r"\x1b\[[0-9;]*m")


@dataclass(frozen=True)
class Section:
    """One command and what it is called in the summary."""

    title: str
    command: Sequence[str]
    folder: Path = ROOT


@dataclass(frozen=True)
class Result:
    """How a section ended."""

    section: Section
    passed: bool
    output: str
    seconds: float

    @property
    def closing(self) -> list[str]:
        """The test runner's own closing lines."""
        return [line.strip() for line in self.output.splitlines() if CLOSING.match(line)]


def main() -> None:
    """Run all, then show each section's verdict and the test runners' closing lines."""
    browser = browser_is_there()
    results = both(python_checks(), builds())
    results += both([python_tests(browser=browser)], node_checks())
    print("\n════ 结果 ════")
    for result in results:
        print(f"{'✓' if result.passed else '✗'} {result.section.title}  {result.seconds:.0f} 秒")
    for result in results:
        if result.closing:
            print(f"\n{result.section.title}：", *result.closing, sep="\n")
    if not browser:
        print("\n！！没有 Chromium，浏览器测试没有运行。安装：apt-get install chromium fonts-noto-cjk")
    sys.exit(0 if all(result.passed for result in results) else 1)


def browser_is_there() -> bool:
    """Whether Chromium is installed; CI must have it."""
    found = any(map(shutil.which, CHROMIUM))
    if not found and os.environ.get("CI") == "true":
        sys.exit("✗ CI 环境必须安装 Chromium，否则浏览器测试等于没有运行")
    return found


def python_checks() -> list[Section]:
    """Style and types of everything written in Python."""
    return [
        Section("ruff 检查", [str(BIN / "ruff"), "check", "."]),
        Section("ruff 格式", [str(BIN / "ruff"), "format", "--check", "."]),
        Section("mypy 类型", [str(BIN / "mypy")]),
    ]


def python_tests(*, browser: bool) -> Section:
    """pytest; -v undoes the quiet of pyproject.toml, for the full closing line."""
    chosen = [] if browser else ["-m", "not browser"]
    return Section("pytest", [str(BIN / "pytest"), "-v", *chosen])


def builds() -> list[Section]:
    """The bundles that browser tests open."""
    return [Section("构建前端", [sys.executable, "scripts/build.py"])]


def node_checks() -> list[Section]:
    """Types and unit tests of everything written in TypeScript."""
    wanted = [
        ("apps/mini", "type-check"),
        ("apps/mini", "test"),
        ("apps/console", "type-check"),
        ("apps/console", "test"),
        ("mp-runtime", "test"),
    ]
    return [
        Section(f"{package} {script}", ["npm", "run", "--silent", script], ROOT / package)
        for package, script in wanted
        if has_script(package, script)
    ]


def has_script(package: str, script: str) -> bool:
    """Whether the package is there and knows the script."""
    file = ROOT / package / "package.json"
    return file.exists() and script in json.loads(file.read_text()).get("scripts", {})


def both(one: Sequence[Section], other: Sequence[Section]) -> list[Result]:
    """Run two lanes at once, each in its order."""
    with ThreadPoolExecutor(2) as lanes:
        return [result for lane in lanes.map(run_all, (one, other)) for result in lane]


def run_all(sections: Sequence[Section]) -> list[Result]:
    """Run sections one after the other."""
    return [run(section) for section in sections]


def run(section: Section) -> Result:
    """Run one section; its output is shown as a whole when it has ended, so lanes do not mix."""
    began = time.monotonic()
    try:
        done = subprocess.run(
            section.command,
            cwd=section.folder,
            env={**os.environ, "NO_COLOR": "1", "FORCE_COLOR": "0"},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            timeout=LONGEST_SECONDS,
            check=False,
        )
        passed, output = done.returncode == 0, COLOUR.sub("", done.stdout)
    except subprocess.TimeoutExpired:
        passed, output = False, f"超过 {LONGEST_SECONDS // 60} 分钟没有结束"
    result = Result(section, passed, output, time.monotonic() - began)
    shown = output if not passed else "\n".join(output.splitlines()[-3:])
    print(
        f"\n──── {section.title}（{result.seconds:.0f} 秒）{'' if passed else ' 失败'}\n{shown}", flush=True
    )
    return result


if __name__ == "__main__":
    main()
