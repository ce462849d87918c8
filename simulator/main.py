"""The entry point: `granian --interface asgi simulator.main:app`."""

import os

from simulator.app import Simulator
from simulator.settings import read_settings

app = Simulator(read_settings(os.environ))
