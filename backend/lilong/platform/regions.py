"""Provinces, cities and districts (省市区) by their codes, from data/regions.json.

A district's code has six digits; the few cities without districts have towns in their place, with nine.
"""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import msgspec

from lilong.platform.encoded import Encoded, encode

_FILE = Path(__file__).parent / "data" / "regions.json"


class Region(msgspec.Struct):
    """A province, a city or a district."""

    code: str
    name: str
    children: list["Region"] = []


class Regions(msgspec.Struct, frozen=True):
    """All provinces, with what is in them."""

    items: list[Region]


class Place(msgspec.Struct, frozen=True):
    """The names on the way down to a district."""

    province: str
    city: str
    district: str


def place(code: str) -> Place | None:
    """The district with this code; None for what is not the code of a district."""
    return _places().get(code)


@cache
def document() -> Encoded:
    """All Regions, encoded."""
    return encode(Regions(_tree()))


@cache
def _tree() -> list[Region]:
    return msgspec.json.decode(_FILE.read_bytes(), type=list[Region])


@cache
def _places() -> dict[str, Place]:
    return dict(_walk())


def _walk() -> Iterator[tuple[str, Place]]:
    for province in _tree():
        for city in province.children:
            for district in city.children:
                yield district.code, Place(province.name, _city_name(province, city, district), district.name)


def _city_name(province: Region, city: Region, district: Region) -> str:
    """As people write it: some "cities" are only a heading of the official list."""
    if city.name in ("市辖区", "县"):
        return province.name  # Shanghai is its own city
    return district.name if "直辖县级" in city.name else city.name
