"""A platform of its own with the demo in it."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from lilong.platform import settings
from tests import stack
from tests.browser.scene import Site


@contextmanager
def running(folder: Path) -> Iterator[Site]:
    """Start it and load the demo, which takes about a minute. The environment is as before afterwards: another stack may run."""
    before = dict(os.environ)
    try:
        with stack.running(folder) as started:
            loading = [sys.executable, "-m", "lilong.demo"]
            subprocess.run(loading, env=started.environ, check=True, capture_output=True)
            yield Site(started.api_url, started.simulator_url)
    finally:
        os.environ.clear()
        os.environ.update(before)
        settings.load.cache_clear()
