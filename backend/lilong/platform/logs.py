"""Structured logs without personal data: a line has an event, ids and figures, never names, phones, addresses or tokens."""

import logging
import re
from collections.abc import MutableMapping
from contextvars import ContextVar
from typing import Any

import structlog

_request_id: ContextVar[str] = ContextVar("request_id", default="")

_PHONE = re.compile(r"(?<!\d)1[3-9]\d{9}(?!\d)")
_SECRET_KEYS = {"phone", "name", "address", "token", "password", "openid", "authorization", "code", "body"}


def current_request_id() -> str:
    """The id of the request being handled, or an empty string in a job."""
    return _request_id.get()


def begin_request(request_id: str) -> None:
    """Name the request that this task handles."""
    _request_id.set(request_id)


def _without_people(_logger: Any, _method: str, line: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """The last line of defence: whatever slips in under a telling key, or looks like a phone number, is masked."""
    for name, value in line.items():
        if name in _SECRET_KEYS:
            line[name] = "***"
        elif isinstance(value, str):
            line[name] = _PHONE.sub("1**********", value)
    if request_id := current_request_id():
        line["request_id"] = request_id
    return line


def set_up(log_format: str) -> None:
    """Set logging up for a process: `console` for people, `json` for collectors."""
    renderer: Any = (
        structlog.processors.JSONRenderer() if log_format == "json" else structlog.dev.ConsoleRenderer()
    )
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            _without_people,
            renderer,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        cache_logger_on_first_use=True,
    )
    logging.getLogger("pgqueuer").setLevel(logging.WARNING)
