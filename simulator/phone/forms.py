"""What a browser sends: forms, and the cookie that says whose phone it is."""

from typing import Any, TypeVar

import msgspec
from litestar import Request

from simulator.control.people import PersonView
from simulator.errors import wrong_parameter

T = TypeVar("T")


async def form(request: Request[Any, Any, Any], kind: type[T]) -> T:
    """The fields of a form.

    Raises:
        Refused: PARAM_ERROR, when they are not what the form sends.
    """
    return fields(dict(await request.form()), kind)


def fields(given: dict[str, Any], kind: type[T]) -> T:
    """The same from plain fields, such as a query's."""
    try:
        return msgspec.convert(given, kind)
    except msgspec.ValidationError as malformed:
        raise wrong_parameter("/", str(malformed)) from malformed


def chosen_person(request: Request[Any, Any, Any], everybody: list[PersonView]) -> PersonView | None:
    """Whose phone it is."""
    kept = request.cookies.get("sim_person")
    return next((each for each in everybody if str(each.id) == kept), None)
