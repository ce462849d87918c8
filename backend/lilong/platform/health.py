"""/healthz, /readyz and /metrics on a port of their own, which the outside never sees."""

import threading
from collections.abc import Callable, Iterable
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import structlog
from prometheus_client import make_wsgi_app

from lilong.platform.cache import cache

log = structlog.get_logger(__name__)
_metrics = make_wsgi_app()


class _Quiet(WSGIRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:
        """Probes come every few seconds; nobody wants to read them."""


def serve(port: int) -> None:
    """Serve in a thread that ends with the process. A taken port belongs to a sibling worker process: it is left to it."""
    try:
        server: WSGIServer = make_server("0.0.0.0", port, _answer, handler_class=_Quiet)  # noqa: S104 -- probes come from outside
    except OSError as error:
        log.warning("metrics port is taken", port=port, error=type(error).__name__)
        return
    threading.Thread(target=server.serve_forever, daemon=True, name="health").start()


def _answer(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    path = environ.get("PATH_INFO", "")
    if path == "/metrics":
        metrics: Iterable[bytes] = _metrics(environ, start_response)
        return metrics
    if path == "/healthz" or (path == "/readyz" and cache.is_live):
        start_response("200 OK", [("Content-Type", "text/plain")])
        return [b"ok"]
    status = "503 Service Unavailable" if path == "/readyz" else "404 Not Found"
    start_response(status, [("Content-Type", "text/plain")])
    return [b"not ready"]
