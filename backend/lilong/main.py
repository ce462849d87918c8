"""The HTTP application: every module's routes, mounted by audience. Nobody imports this but the server and its scripts."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager

from litestar import Litestar, Router
from litestar.config.compression import CompressionConfig
from litestar.config.cors import CORSConfig
from litestar.di import Provide
from litestar.middleware import DefineMiddleware

from lilong import accounts, pages, routes, wiring
from lilong.platform import bodies, health, http, logs, openapi, settings
from lilong.platform.db import make_engine
from lilong.platform.live import Listener
from lilong.platform.settings import Settings
from lilong.wiring import OutsideWorld

MAX_BODY_BYTES = 6 * 1024 * 1024
"""A picture of 5 MB and what a form puts around it."""


def create_app() -> Litestar:
    """The application with the settings of the environment. Raises SettingsError when they do not do."""
    chosen = settings.load()
    logs.set_up(chosen.log_format)
    outside = wiring.outside_world(chosen)
    wiring.connect(outside, chosen)
    return build(chosen, outside)


def build(chosen: Settings, outside: OutsideWorld) -> Litestar:
    """The application over given settings and outside services; its events are heard once wiring has joined them."""
    return Litestar(
        route_handlers=[
            *(_branch(*branch) for branch in routes.BRANCHES),
            *routes.PUBLIC_FILES,
            *pages.built(),
        ],
        lifespan=[_lifespan(chosen, outside)],
        dependencies={
            "wechat_pay": Provide(lambda: outside.wechat_pay, sync_to_thread=False),
            "wechat_mini": Provide(lambda: outside.wechat_mini, sync_to_thread=False),
        },
        exception_handlers=http.exception_handlers,
        middleware=[http.observe, DefineMiddleware(accounts.Authentication)],
        plugins=[bodies.StrictBodies()],
        logging_config=None,  # structlog is set up; the default would print the addresses of outside calls, secrets included
        openapi_config=openapi.config,
        compression_config=CompressionConfig(
            backend="gzip", gzip_compress_level=4, minimum_size=2_000, exclude=["^/media/"]
        ),
        cors_config=CORSConfig(allow_origin_regex=r"http://(127\.0\.0\.1|localhost)(:\d+)?"),
        request_max_body_size=MAX_BODY_BYTES,
    )


def _branch(path: str, name: str, handlers: routes.Handlers) -> Router:
    return Router(path, route_handlers=handlers, dependencies=http.branch_dependencies(name))


def _lifespan(
    chosen: Settings, outside: OutsideWorld
) -> Callable[[Litestar], AbstractAsyncContextManager[None]]:
    @asynccontextmanager
    async def lifespan(app: Litestar) -> AsyncIterator[None]:
        engine = make_engine(chosen.database_url, chosen.database_pool_size)
        listener = Listener(chosen.database_url)
        app.state.update({"engine": engine})
        await listener.start()
        health.serve(chosen.metrics_port)
        yield
        await listener.stop()
        await outside.close()
        await engine.dispose()

    return lifespan
