"""A Chromium for each file of tests; pages that must end without trouble."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser import chromium
from tests.browser.camera import mini_program
from tests.browser.chromium import Watch
from tests.browser.pages import BrowserShop, Console, MiniProgram, SimulatedPhone
from tests.stack import Stack

HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything in this folder drives a browser."""
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium."""
    with chromium.running() as running:
        yield running


@pytest.fixture
def watches() -> Iterator[list[Watch]]:
    """What watches the pages; at the end none of them has seen trouble."""
    watching: list[Watch] = []
    yield watching
    assert [trouble for watch in watching for trouble in watch.troubles] == []


@pytest.fixture
def browser_shop(stack: Stack, browser: Browser, watches: list[Watch]) -> Iterator[BrowserShop]:
    """The shop for browsers, on a phone."""
    context = chromium.open_context(browser, "phone")
    watches.append(Watch(context))
    phone = SimulatedPhone(stack.simulator_url, context.new_page())
    yield BrowserShop(stack.api_url, phone)
    context.close()


@pytest.fixture
def mini_shop(stack: Stack, browser: Browser, watches: list[Watch], tmp_path: Path) -> Iterator[MiniProgram]:
    """The mini program as WeChat gets it, on a phone."""
    context = chromium.open_context(browser, "phone")
    watches.append(Watch(context))
    with mini_program(tmp_path) as address:
        shop = MiniProgram(address, stack.api_url, stack.simulator_url, context.new_page())
        yield shop
        assert shop.complaints() == []
    context.close()


@pytest.fixture
def merchant_console(stack: Stack, browser: Browser, watches: list[Watch]) -> Iterator[Console]:
    """The merchant's console, at a desk."""
    context = chromium.open_context(browser, "desk")
    watches.append(Watch(context))
    yield Console(f"{stack.api_url}/console/merchant/", context.new_page())
    context.close()


@pytest.fixture
def ops_console(stack: Stack, browser: Browser, watches: list[Watch]) -> Iterator[Console]:
    """The operator's console, at a desk."""
    context = chromium.open_context(browser, "desk")
    watches.append(Watch(context))
    yield Console(f"{stack.api_url}/console/ops/", context.new_page())
    context.close()
