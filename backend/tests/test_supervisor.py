"""Programs are restarted when they crash, given up when they never come up, and leave nothing behind."""

import asyncio
import json
import os
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from lilong.platform import ports, processes
from lilong.supervisor import STOP_SECONDS, Program, StartFailed, Supervisor

SERVE = "import http.server as h, sys; h.HTTPServer(('127.0.0.1', int(sys.argv[1])), h.SimpleHTTPRequestHandler).serve_forever()"
CRASH = "raise SystemExit('这里坏了')"


def program(source: str, port: int) -> Program:
    command = [sys.executable, "-c", source, str(port)]
    return Program("program", command, dict(os.environ), [f"http://127.0.0.1:{port}/"])


def noted_pid(notes: Path) -> int:
    return int(json.loads((notes / "program.pid").read_text())["pid"])


async def until(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 20
    while not condition():
        assert time.monotonic() < deadline
        await asyncio.sleep(0.02)


def test_a_killed_program_comes_back_and_a_stopped_one_does_not(tmp_path: Path) -> None:
    port = ports.any_free()

    async def story() -> None:
        supervisor = Supervisor(tmp_path)
        supervisor.start(program(SERVE, port))
        await supervisor.wait_until_ready()
        first = noted_pid(tmp_path)
        os.kill(first, signal.SIGKILL)
        await until(lambda: not processes.command_line(first))
        await until(lambda: (tmp_path / "program.pid").exists() and noted_pid(tmp_path) != first)
        await until(lambda: not ports.is_free(port))
        await supervisor.stop()

    asyncio.run(story())
    assert ports.is_free(port)
    assert list(tmp_path.iterdir()) == []


def test_workers_that_outlive_their_killed_parent_are_ended(tmp_path: Path) -> None:
    port = ports.any_free()
    parent = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {SERVE!r}, sys.argv[1]])"

    async def story() -> None:
        supervisor = Supervisor(tmp_path)
        supervisor.start(program(parent, port))
        await supervisor.wait_until_ready()
        first = noted_pid(tmp_path)
        os.kill(first, signal.SIGKILL)
        await until(lambda: ports.is_free(port))
        await until(lambda: not ports.is_free(port))
        assert noted_pid(tmp_path) != first
        await supervisor.stop()

    asyncio.run(story())
    assert ports.is_free(port)


def test_a_program_that_never_comes_up_is_given_up_with_its_own_words(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    async def story() -> None:
        supervisor = Supervisor(tmp_path)
        supervisor.start(program(CRASH, ports.any_free()))
        with pytest.raises(StartFailed, match="program 没有启动成功"):
            await supervisor.wait_until_ready()
        await supervisor.stop()

    asyncio.run(story())
    assert "program   │ 这里坏了" in capsys.readouterr().out


def test_a_program_is_stopped_even_while_it_is_being_started(tmp_path: Path) -> None:
    async def story() -> float:
        supervisor = Supervisor(tmp_path)
        supervisor.start(program(SERVE, ports.any_free()))
        await asyncio.sleep(0)
        began = time.monotonic()
        await supervisor.stop()
        return time.monotonic() - began

    assert asyncio.run(story()) < STOP_SECONDS
    assert list(tmp_path.iterdir()) == []


def test_what_a_killed_supervisor_left_is_ended_by_the_next_one(tmp_path: Path) -> None:
    port = ports.any_free()
    left = os.spawnv(
        os.P_NOWAIT, "/bin/sh", ["sh", "-c", f'exec setsid {sys.executable} -c "{SERVE}" {port}']
    )
    asyncio.run(until(lambda: not ports.is_free(port)))
    processes.note(tmp_path / "program.pid", left)

    Supervisor(tmp_path)

    assert os.waitstatus_to_exitcode(os.waitpid(left, 0)[1]) == -signal.SIGTERM
    assert ports.is_free(port)
    assert list(tmp_path.iterdir()) == []


def test_a_stranger_with_the_number_of_a_dead_program_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "program.pid").write_text(json.dumps({"pid": os.getpid(), "command": "another"}))

    Supervisor(tmp_path)  # would end this test run

    assert list(tmp_path.iterdir()) == []
