"""The simulator's fixtures for its own tests."""

from simulator.tests.fixtures import (  # noqa: F401 -- pytest finds fixtures by their names here
    anyio_backend,
    credentials,
    home,
    inbox,
    merchant,
    shop,
    simulator,
    simulator_database,
)
