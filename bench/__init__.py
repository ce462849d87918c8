"""How fast, how large, how quick to start: the figures of bench/README.md, each measured beside its reference."""
