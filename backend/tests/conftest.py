"""One platform for the whole run; each test brings its own shops and buyers, so nothing is cleaned up in between."""

from collections.abc import Iterator

import pytest

from tests import actors
from tests.stack import Stack, running


@pytest.fixture(scope="session")
def stack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    """The running platform."""
    with running(tmp_path_factory.mktemp("lilong")) as started:
        yield started


@pytest.fixture(scope="session")
def operator(stack: Stack) -> actors.Operator:
    """An operator with every permission."""
    return actors.Operator.hired(stack)


@pytest.fixture
def shop(stack: Stack, operator: actors.Operator) -> actors.Shop:
    """An open shop of its own."""
    return actors.Shop.opened(stack, operator)


@pytest.fixture
def other_shop(stack: Stack, operator: actors.Operator) -> actors.Shop:
    """Another open shop."""
    return actors.Shop.opened(stack, operator)


@pytest.fixture
def buyer(stack: Stack) -> actors.Buyer:
    """A shopper with an address in Shanghai."""
    return actors.Buyer.arrived(stack)


@pytest.fixture(scope="session")
def corner_shop(stack: Stack, operator: actors.Operator) -> actors.Shop:
    """An open shop that tests share when each looks at its own goods and orders only."""
    return actors.Shop.opened(stack, operator)
