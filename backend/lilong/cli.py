"""The command `lilong`: what a developer or an administrator does by hand."""

import os
import runpy
import sys
import unicodedata

import click

from lilong import local
from lilong.demo import credentials
from lilong.platform.embedded import EmbeddedPostgresError
from lilong.platform.settings import SettingsError
from lilong.supervisor import StartFailed
from lilong.up import up as run_up

EXPECTED = (local.CannotRun, StartFailed, EmbeddedPostgresError, SettingsError)


def main() -> None:
    """The entry point: failures that we expect are told in Chinese, without a trace."""
    try:
        commands(prog_name="lilong")
    except EXPECTED as error:
        sys.exit(f"✗ {error}")


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def commands() -> None:
    """里弄 Lilong：多商户微信小程序商城。"""


@commands.command()
@click.option("--api-port", type=int, help="API 的端口；不指定时从 8000 起找空闲的")
@click.option("--simulator-port", type=int, help="模拟微信的端口；不指定时从 8010 起找空闲的")
@click.option("--no-demo", is_flag=True, help="不载入演示数据，从空平台开始")
@click.option("--once-ready-exit", is_flag=True, help="全部就绪后立即停止，供测试使用")
def up(api_port: int | None, simulator_port: int | None, no_demo: bool, once_ready_exit: bool) -> None:
    """启动整个平台（数据库、模拟微信、API、后台任务），按 Ctrl-C 停止。"""
    run_up(api_port, simulator_port, _announce, with_demo=not no_demo, once=once_ready_exit)


@commands.command()
def migrate() -> None:
    """把数据库升级到最新结构。"""
    with local.databases(local.data_folder()) as addresses:
        local.migrate(addresses.owner_url)
    click.echo("数据库已是最新结构")


@commands.command()
def worker() -> None:
    """运行后台任务（生产环境可以同时运行多个）。"""
    with local.databases(local.data_folder()) as addresses:
        os.environ |= {"DATABASE_URL": addresses.url, "DATABASE_DIRECT_URL": addresses.owner_url}
        runpy.run_module("lilong.worker", run_name="__main__")


@commands.command()
@click.option("--advance", metavar="时长", help="向前拨，例如 31m、2d、1h30m")
@click.option("--reset", is_flag=True, help="恢复为真实时间")
def clock(advance: str | None, reset: bool) -> None:
    """拨动正在运行的平台的时钟（连同模拟微信），只用于开发和演示。"""
    from lilong import local_clock  # noqa: PLC0415 - the database tools take long to load

    if bool(advance) == reset:
        raise click.UsageError("请指定 --advance 时长 或 --reset")
    try:
        offset = local_clock.advance(local_clock.parse_duration(advance)) if advance else local_clock.reset()
    except ValueError:
        raise click.UsageError("时长的写法是数字加单位 d、h、m、s，例如 31m、1h30m") from None
    click.echo(f"时钟比真实时间快 {offset}" if offset else "时钟已恢复为真实时间")


@commands.command("demo-reset")
def reset_demo() -> None:
    """清空内置数据库和上传的文件；下次启动时重新载入演示数据。"""
    local.forget_everything()
    click.echo("已清空，下次 make run 会重新载入演示数据")


@commands.command("doctor")
def examine() -> None:
    """检查这台机器：缺什么、怎么办。"""
    from lilong import doctor  # noqa: PLC0415 - what it looks with takes long to load

    broken = False
    for finding in doctor.examine():
        mark = "✓" if not finding.advice else "✗" if finding.is_needed else "!"
        click.echo(f"{mark} {finding.subject}：{finding.seen}")
        if finding.advice:
            click.echo(f"    {finding.advice}")
        broken |= mark == "✗"
    sys.exit(1 if broken else 0)


def _announce(ports: local.Ports, seconds: float) -> None:
    click.echo(f"\n里弄已启动，用时 {seconds:.1f} 秒\n")
    for place, address in local.addresses(ports):
        click.echo(f"  {_padded(place)}{address}")
    click.echo(f"\n  演示账号（密码都是 {credentials.PASSWORD}）")
    click.echo(
        f"  平台运营 {credentials.OPERATOR_PHONE}    店主 {credentials.OWNER_PHONES}    买家在模拟手机里选"
    )
    click.echo("\n按 Ctrl-C 停止\n")


def _padded(text: str) -> str:
    """Text in a column: a Chinese character takes two places of the screen."""
    width = sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)
    return text + " " * (16 - width)
