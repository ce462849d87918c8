"""Load that has something to say: conversations over kept-alive connections, as plain as HTTP/1.1 can be.

A library's client costs as much as our server; this one writes bytes and reads `content-length` bytes.
"""

import asyncio
import json
import os
import time
import uuid
from collections.abc import Awaitable, Callable
from typing import Any

import msgspec
import uvloop


class Load(msgspec.Struct, frozen=True):
    """What was done."""

    done: int
    seconds: float
    client_cores: float
    """Cores that this process used to make the load."""

    @property
    def rate(self) -> float:
        """Per second."""
        return self.done / self.seconds


class Caller:
    """One connection, one person's token."""

    def __init__(self, port: int) -> None:
        self._port = port
        self.token = ""

    async def connect(self) -> "Caller":
        """Open the connection."""
        self._reader, self._writer = await asyncio.open_connection("127.0.0.1", self._port)
        return self

    async def post(self, path: str, body: object, *, keyed: bool = False) -> Any:
        """The decoded answer. Raises RuntimeError for anything but a 2xx."""
        self._writer.write(self._request(path, msgspec.json.encode(body), keyed=keyed))
        status, answer = await self._answer()
        if not 200 <= status < 300:
            raise RuntimeError(f"{path}: {status} {answer.decode(errors='replace')}")
        return json.loads(answer) if answer else None

    def _request(self, path: str, body: bytes, *, keyed: bool) -> bytes:
        lines = [
            f"POST {path} HTTP/1.1",
            "Host: 127.0.0.1",
            "Content-Type: application/json",
            f"Content-Length: {len(body)}",
            f"Authorization: Bearer {self.token}",
        ]
        if keyed:
            lines.append(f"Idempotency-Key: {uuid.uuid4()}")
        return "\r\n".join([*lines, "", ""]).encode() + body

    async def _answer(self) -> tuple[int, bytes]:
        head = await self._reader.readuntil(b"\r\n\r\n")
        lines = head.decode().lower().split("\r\n")
        length = next((int(line[15:]) for line in lines if line.startswith("content-length:")), 0)
        return int(lines[0].split()[1]), await self._reader.readexactly(length)

    def close(self) -> None:
        """Close the connection."""
        self._writer.close()


Conversation = Callable[[int], Awaitable[Callable[[], Awaitable[None]]]]
"""Prepares the nth person and returns what that person does again and again."""


def run(people: int, seconds: float, prepare: Conversation) -> Load:
    """Have so many people at it at once, each as fast as the answers come."""
    return uvloop.run(_run(people, seconds, prepare))


async def _run(people: int, seconds: float, prepare: Conversation) -> Load:
    acts = [await prepare(number) for number in range(people)]
    used, began = sum(os.times()[:2]), time.monotonic()
    done = await asyncio.gather(*(_repeat(act, began + seconds) for act in acts))
    spent = time.monotonic() - began
    return Load(sum(done), spent, round((sum(os.times()[:2]) - used) / spent, 2))


async def _repeat(act: Callable[[], Awaitable[None]], until: float) -> int:
    done = 0
    while time.monotonic() < until:
        await act()
        done += 1
    return done
