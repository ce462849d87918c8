"""The demo market place: loaded once by the first run through the platform's own functions, then lived in for three weeks.

Goods, shops, people and pictures are data in the repository's `demo/` folder; their notices are in its ATTRIBUTION.md.
An entry like `worker`: nobody imports it but the command line.
"""
