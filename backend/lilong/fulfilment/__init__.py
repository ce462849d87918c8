"""Parcels: which pieces of which order left with which courier.

Invariants: a piece is in one parcel at most; Σ shipped ≤ ordered, under the order's lock; a tracking number is used once per
courier and shop. What a parcel means for the order is the order's own business.
"""

from lilong.fulfilment.service import Parcel, ParcelLine, ship

__all__ = ["Parcel", "ParcelLine", "ship"]
