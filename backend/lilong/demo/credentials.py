"""Who one can be in the demo; printed by `make run`."""

PASSWORD = "lilong-demo-2026"  # noqa: S105 -- whoever runs the demo is meant to sign in
OPERATOR_PHONE = "19900009000"
OWNER_PHONES = "19900000001 至 19900000012"
