"""How long things last. One place, so that a change of policy is one line and a test."""

from datetime import timedelta

UNPAID = timedelta(minutes=30)
SHIP_WITHIN = timedelta(hours=48)
"""The late-shipping promise, counted from payment."""
RECEIVE_AFTER = timedelta(days=10)
"""Automatic receipt, counted from the last parcel when no delivery scan is known; WeChat settles at T+10 too."""
FEE_ESTIMATE_BP = 60
"""WeChat's usual fee, for the shop's expected income only; the bill decides."""
