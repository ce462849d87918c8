"""A mutation that is sent twice happens once: `Idempotency-Key`, inserted first in the same transaction.

The second of two simultaneous requests waits on the unique key until the first has committed, then gets the first's
answer. A refused request leaves no key behind, as nothing happened. The same key with another body is refused.
"""

import hashlib
from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Any

import msgspec
from litestar import Request, Response
from sqlalchemy import Column, Index, LargeBinary, Named, Table, TypedColumns, select, update
from sqlalchemy.dialects.postgresql import insert

from lilong.platform import clock
from lilong.platform.columns import allowed, metadata, moment
from lilong.platform.db import Db
from lilong.platform.errors import DomainError, InvalidInput


class KeyReused(DomainError):
    """The same Idempotency-Key came with another request body."""

    status, code, message = 422, "idempotency_key_reused", "请求重复但内容不同，请刷新页面后重新提交"


class _KeyColumns(TypedColumns):
    actor: Named[str] = Column(primary_key=True)
    key: Named[str] = Column(primary_key=True)
    request_hash: Named[bytes] = Column(LargeBinary)
    status: Named[int | None]
    answer: Named[bytes | None] = Column(LargeBinary)
    created_at: Named[datetime] = moment()


idempotency_key = Table("idempotency_key", metadata, _KeyColumns, Index(None, "created_at"))
allowed(
    idempotency_key, "buyer", "SELECT", "INSERT", "UPDATE"
)  # found by actor and key; the actor comes from the session
allowed(idempotency_key, "merchant", "SELECT", "INSERT", "UPDATE")


class Once:
    """Does the request's work once per key; built for a request by platform.http."""

    def __init__(self, db: Db, actor: str, key: str | None, request_hash: bytes) -> None:
        self._db = db
        self._actor = actor
        self._key = key
        self._hash = request_hash

    async def __call__(self, work: Callable[[], Awaitable[Any]], status: int = 201) -> Response[bytes]:
        """The answer of `work`, or the kept answer of the first request with this key.

        Raises InvalidInput without a usable key, KeyReused when the key came with another body.
        """
        if self._key is None or not 8 <= len(self._key) <= 64:
            raise InvalidInput({"Idempotency-Key": "缺少请求编号，请刷新页面后重试"})
        if not await self._claim(self._key):
            return await self._replay(self._key)
        answer = msgspec.json.encode(await work())
        mine = (idempotency_key.c.actor == self._actor) & (idempotency_key.c.key == self._key)
        await self._db.execute(update(idempotency_key).where(mine).values(status=status, answer=answer))
        return Response(answer, status_code=status, media_type="application/json")

    async def _claim(self, key: str) -> bool:
        row = insert(idempotency_key).values(
            actor=self._actor, key=key, request_hash=self._hash, created_at=clock.now()
        )
        done = await self._db.execute(row.on_conflict_do_nothing())
        return done.rowcount == 1

    async def _replay(self, key: str) -> Response[bytes]:
        kept = idempotency_key.c
        wanted = select(kept.request_hash, kept.status, kept.answer).where(
            kept.actor == self._actor, kept.key == key
        )
        request_hash, status, answer = (await self._db.execute(wanted)).one()
        if request_hash != self._hash:
            raise KeyReused
        return Response(answer or b"null", status_code=status or 200, media_type="application/json")


async def fingerprint(request: Request[Any, Any, Any]) -> bytes:
    """What makes two requests the same: method, path and exact body."""
    body = await request.body()
    return hashlib.sha256(f"{request.method} {request.url.path}\n".encode() + body).digest()
