"""Transactions that see all people, for single routes of a branch whose own transactions do not."""

from lilong.platform.http import branch_dependencies

_branch = branch_dependencies("identity")
SEES_ALL_PEOPLE = {name: _branch[name] for name in ("begin", "db")}
"""A handler's `dependencies`: `begin`, `db` and what is built on them take the worker's role."""
