"""What a shop holds at WeChat."""

import msgspec
from msgspec import field


class Balance(msgspec.Struct, frozen=True, kw_only=True):
    """A sub-merchant's account.

    An answer at all proves that the sub-merchant is signed under this platform.
    """

    sub_mchid: str
    available_fen: int = field(name="available_amount")
    """May be withdrawn."""
    pending_fen: int = field(name="pending_amount", default=0)
    """Still frozen: paid, not yet shared out and finished."""
