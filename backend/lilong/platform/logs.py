"""Structured logs without personal data: a line has an event, ids and figures, never names, phones, addresses or tokens."""

import logging
import re
import sys
from collections.abc import MutableMapping
from contextvars import ContextVar
from typing import Any

import structlog

_request_id: ContextVar[str] = ContextVar("request_id", default="")

_PHONE = re.compile(r"(?<!\d)1[3-9]\d{9}(?!\d)")
_ROW = re.compile(r"^(DETAIL|CONTEXT):.*", re.MULTILINE)
"""PostgreSQL quotes the row that broke a constraint."""
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
            line[name] = _ROW.sub(r"\1: ***", _PHONE.sub("1**********", value))
    if request_id := current_request_id():
        line["request_id"] = request_id
    return line


def set_up(log_format: str) -> None:
    """Set logging up for a process: `console` for people, `json` for collectors. Libraries are heard from warnings on.

    What they say takes the same way out as our own lines: a failed job's trace may quote rows.
    """
    renderer: Any = (
        structlog.processors.JSONRenderer()
        if log_format == "json"
        else structlog.dev.ConsoleRenderer(exception_formatter=structlog.dev.plain_traceback)
    )
    steps: list[Any] = [
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.format_exc_info,
        _without_people,
    ]
    structlog.configure(
        processors=[*steps, renderer],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler(sys.stdout)
    remove_meta = structlog.stdlib.ProcessorFormatter.remove_processors_meta
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(foreign_pre_chain=steps, processors=[remove_meta, renderer])
    )
    logging.basicConfig(handlers=[handler], level=logging.WARNING, force=True)
