"""Keeps the programs of one machine running: starts them, restarts what crashes, stops all in order.

For a laptop and for tests. On servers the container runtime or systemd does the same work, one program each.
"""

import asyncio
import contextlib
import os
import signal
import time
import urllib.error
import urllib.request
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from lilong.platform import processes

FIRST_PAUSE_SECONDS = 0.5
LONGEST_PAUSE_SECONDS = 30.0
STEADY_SECONDS = 60
"""A program that ran this long before it crashed starts again after the shortest pause."""
READY_SECONDS = 90
STOP_SECONDS = 15
LONGEST_LINE_BYTES = 16 * 1024 * 1024
FAILED_STARTS = 3
"""So many crashes before it was ever ready, and it is given up: the fault will not go away by itself."""


class StartFailed(Exception):
    """A program did not come up; the message, in Chinese, names it. Its own words were printed before."""


@dataclass(frozen=True)
class Program:
    """One program to keep running."""

    name: str
    """Printed before each of its lines."""
    command: Sequence[str]
    environment: Mapping[str, str]
    health_urls: Sequence[str]
    """Ready when each answers with anything but a server's error."""


class Supervisor:
    """The running programs, in the order in which they were started."""

    def __init__(self, notes: Path) -> None:
        """`notes` is a folder of this supervisor's own: killed, it leaves the pids of its programs there."""
        self._notes = notes
        self._children: list[_Child] = []
        processes.end_noted(notes)

    def start(self, *programs: Program) -> None:
        """Start programs and keep them running from now on."""
        self._children += [_Child(program, self._notes / f"{program.name}.pid") for program in programs]

    async def wait_until_ready(self) -> None:
        """Return when every program answers. Raises StartFailed when one gave up or took too long."""
        await asyncio.gather(*(child.wait_until_ready() for child in self._children))

    async def stop(self) -> None:
        """Stop the programs, the last started first, each with its whole process group."""
        for child in reversed(self._children):
            await child.stop()
        self._children.clear()


class _Child:
    """A program's process of the moment, and the task that replaces it when it crashes."""

    def __init__(self, program: Program, note: Path) -> None:
        self._program = program
        self._note = note
        self._process: asyncio.subprocess.Process | None = None
        self._stopping = asyncio.Event()
        self._was_ready = False
        self._keeper = asyncio.create_task(self._keep())

    async def wait_until_ready(self) -> None:
        answering = asyncio.create_task(self._answers())
        await asyncio.wait(
            {self._keeper, answering}, timeout=READY_SECONDS, return_when=asyncio.FIRST_COMPLETED
        )
        if not answering.done():
            answering.cancel()
            raise StartFailed(f"{self._program.name} 没有启动成功，原因见上面它自己的输出")

    async def stop(self) -> None:
        self._stopping.set()
        if self._process and self._process.returncode is None:
            self._process.terminate()
        _, late = await asyncio.wait({self._keeper}, timeout=STOP_SECONDS)
        if late and self._process:
            self._say(f"{STOP_SECONDS} 秒内没有停下，强制结束")
            processes.signal_group(self._process.pid, signal.SIGKILL)
            await self._keeper

    async def _keep(self) -> None:
        """Run the program again and again; returns when asked to stop, or when it never came up."""
        pause, crashes = FIRST_PAUSE_SECONDS, 0
        while not self._stopping.is_set():
            began = time.monotonic()
            code = await self._run_once()
            crashes += 1
            if self._stopping.is_set() or (crashes >= FAILED_STARTS and not self._was_ready):
                return
            if time.monotonic() - began > STEADY_SECONDS:
                pause = FIRST_PAUSE_SECONDS
            self._say(f"意外退出（退出码 {code}），{pause:g} 秒后重新启动")
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._stopping.wait(), pause)
            pause = min(pause * 2, LONGEST_PAUSE_SECONDS)

    async def _run_once(self) -> int:
        # a pipe of our own: asyncio's would keep wait() from returning while orphaned workers hold it
        output, theirs = os.pipe()
        self._process = process = await asyncio.create_subprocess_exec(
            *self._program.command,
            env=self._program.environment,
            stdin=asyncio.subprocess.DEVNULL,
            stdout=theirs,
            stderr=theirs,
            start_new_session=True,  # Ctrl-C is ours to pass on, in order; and the group can be ended as a whole
        )
        os.close(theirs)
        if self._stopping.is_set():  # asked while it was being made
            process.terminate()
        processes.note(self._note, process.pid)
        printing = asyncio.create_task(self._print_output(output))
        code = await process.wait()
        processes.signal_group(
            process.pid, signal.SIGKILL
        )  # workers that outlive their parent would keep its port
        await printing
        self._note.unlink()
        return code

    async def _print_output(self, descriptor: int) -> None:
        lines = asyncio.StreamReader(limit=LONGEST_LINE_BYTES)
        with os.fdopen(descriptor, "rb") as pipe:
            loop = asyncio.get_running_loop()
            await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(lines), pipe)
            async for line in lines:
                self._say(line.decode(errors="replace").rstrip())

    async def _answers(self) -> None:
        for url in self._program.health_urls:
            while not await asyncio.to_thread(_is_answering, url):  # noqa: ASYNC110 - another process, no event
                await asyncio.sleep(0.05)
        self._was_ready = True

    def _say(self, text: str) -> None:
        print(f"{self._program.name:<9} │ {text}", flush=True)


def _is_answering(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=5):  # noqa: S310 - our own addresses
            return True
    except urllib.error.HTTPError as error:
        return error.code < 500
    except OSError:
        return False
