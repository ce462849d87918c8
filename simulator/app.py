"""The application: every route of the simulator, behind the gateway that guards `/v3`."""

import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import httpx2
from litestar import Litestar, Request, Response, get
from litestar.config.cors import CORSConfig
from litestar.di import Provide
from litestar.exceptions import HTTPException

from simulator import control, mini, pay, phone
from simulator.caretaker import Caretaker
from simulator.errors import Refused
from simulator.gateway import Gateway
from simulator.parameters import TheWorld
from simulator.settings import Settings
from simulator.world import World

_log = logging.getLogger(__name__)
_LOOPBACK = r"^https?://(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$"


class Simulator:
    """An ASGI application; `world` is for tests that look behind it."""

    def __init__(self, settings: Settings, outward: httpx2.AsyncBaseTransport | None = None) -> None:
        self.world = World(settings, outward)
        self.routes = Litestar(
            route_handlers=[health, *pay.ROUTES, *mini.ROUTES, *control.ROUTES, *phone.ROUTES],
            dependencies={"world": Provide(lambda: self.world, sync_to_thread=False)},
            exception_handlers={Refused: _refused, HTTPException: _unusable, Exception: _broken},
            cors_config=CORSConfig(allow_origins=[], allow_origin_regex=_LOOPBACK),
            lifespan=[self._lifespan],
            openapi_config=None,
            logging_config=None,
        )
        self._gateway = Gateway(self.routes, self.world)

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Serve one connection."""
        await self._gateway(scope, receive, send)

    @asynccontextmanager
    async def _lifespan(self, _: Litestar) -> AsyncIterator[None]:
        async with self.world.running(), Caretaker(self.world).at_work():
            yield


@get("/sim/health")
async def health(world: TheWorld) -> dict[str, str]:
    """Whether the simulator answers, and whose it is."""
    return {"status": "ok", "mch_id": world.mch_id, "app_id": world.app_id}


def _refused(_: Request[Any, Any, Any], refusal: Refused) -> Response[dict[str, object]]:
    return Response(refusal.body(), status_code=refusal.status)


def _unusable(_: Request[Any, Any, Any], problem: HTTPException) -> Response[dict[str, object]]:
    """An unknown path, a missing query parameter, a wrong method."""
    code = "PARAM_ERROR" if problem.status_code == 400 else "RESOURCE_NOT_EXISTS"
    return Response({"code": code, "message": problem.detail}, status_code=problem.status_code)


def _broken(request: Request[Any, Any, Any], error: Exception) -> Response[dict[str, object]]:
    """A mistake of the simulator's own, which callers see as WeChat's."""
    _log.error("%s %s failed", request.method, request.url.path, exc_info=error)
    return Response({"code": "SYSTEM_ERROR", "message": "系统异常，请用相同参数重试"}, status_code=500)
