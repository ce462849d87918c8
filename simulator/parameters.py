"""How handlers say what they take."""

from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery, RawBody

from simulator.world import World

TheWorld = NamedDependency[World]
"""The running simulator."""

__all__ = ["FromPath", "FromQuery", "RawBody", "TheWorld"]
