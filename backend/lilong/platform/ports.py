"""TCP ports of this machine."""

import socket


def is_free(port: int) -> bool:
    """Whether nobody listens on this port of the loopback address, or on all addresses.

    Asking by a connection finds listeners that a second `bind` would silently share (SO_REUSEPORT).
    """
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) != 0


def any_free() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def first_free(preferred: int) -> int:
    """The first free port from the preferred one upwards. Raises OSError when the next hundred are taken."""
    for port in range(preferred, min(preferred + 100, 65_536)):
        if is_free(port):
            return port
    raise OSError(f"no free port in the hundred from {preferred}")
