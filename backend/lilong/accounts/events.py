"""News of people."""

from lilong.platform.events import Event


class BuyerJoined(Event, frozen=True):
    """A shopper opened the mini program for the first time."""

    buyer_id: int
