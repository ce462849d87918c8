"""Install everything that the checkout needs, as far as it has changed: Python packages, npm packages.

Runs on the system's Python before there is a virtual environment, so it uses the standard library only.
"""

import os
import shutil
import subprocess
import sys

from stamps import ROOT, digest, is_fresh, mark
from steps import step

UV = "uv==0.13.9"
VENV = ROOT / ".venv"
NODE_PACKAGES = ("apps/mini", "apps/console", "packages/shared", "mp-runtime")


def main() -> None:
    """Install; a second run finds everything in place."""
    require_node()
    virtual_environment()
    python_packages()
    for package in NODE_PACKAGES:
        node_packages(package)


def require_node() -> None:
    """Stop with advice unless Node.js 20 or later and npm are there."""
    node = shutil.which("node")
    if not node or not shutil.which("npm"):
        sys.exit("✗ 没有找到 Node.js 和 npm，请先安装 Node.js 20 或更高版本：https://nodejs.org")
    version = subprocess.check_output([node, "--version"], text=True).strip()
    if int(version.lstrip("v").split(".")[0]) < 20:
        sys.exit(f"✗ 需要 Node.js 20 或更高版本，现在是 {version}，请升级后重试")


def virtual_environment() -> None:
    """Make .venv, or make it again when its Python has gone away."""
    python = VENV / "bin" / "python"
    if python.exists() and (VENV / "bin" / "uv").exists():
        return
    shutil.rmtree(VENV, ignore_errors=True)
    try:
        import ensurepip  # noqa: F401, PLC0415 - Debian ships Python without it
    except ImportError:
        sys.exit("✗ 这个 Python 缺少 venv 模块，请先安装（Debian/Ubuntu：apt-get install python3-venv）")
    step("创建 Python 虚拟环境 .venv", [sys.executable, "-m", "venv", str(VENV)], ROOT)
    step("安装 uv", [str(python), "-m", "pip", "install", "--quiet", UV], ROOT)


def python_packages() -> None:
    """Install exactly what requirements.lock names, hashes checked, and this checkout itself."""
    lock = ROOT / "requirements.lock"
    uv = str(VENV / "bin" / "uv")
    environment = {**os.environ, "VIRTUAL_ENV": str(VENV)}
    inputs = digest([lock])
    if not is_fresh("python", inputs, VENV / "bin" / "granian"):
        step("安装 Python 依赖", [uv, "pip", "sync", "--require-hashes", lock.name], ROOT, environment)
        mark("python", inputs)
    inputs = digest([lock, ROOT / "pyproject.toml"])  # a sync removes whatever the lock does not name: us
    if not is_fresh("lilong", inputs, VENV / "bin" / "lilong"):
        step("安装里弄后端", [uv, "pip", "install", "--no-deps", "--editable", "."], ROOT, environment)
        mark("lilong", inputs)


def node_packages(package: str) -> None:
    """`npm ci` where the lock file has changed."""
    folder = ROOT / package
    lock = folder / "package-lock.json"
    if not lock.exists():
        return
    inputs = digest([lock])  # repeats what package.json asks for; its scripts do not matter here
    name = f"npm-{package.replace('/', '-')}"
    if is_fresh(name, inputs, folder / "node_modules"):
        return
    step(f"安装 {package} 的 npm 依赖", ["npm", "ci", "--no-audit", "--no-fund"], folder)
    mark(name, inputs)


if __name__ == "__main__":
    main()
