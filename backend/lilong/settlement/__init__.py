"""What a shop has earned: expected at completion, shared and finished after the window, gathered in statements.

Invariants: one earning per order; sharing, finish and refund of one transaction take turns; an earning is stamped with one
statement, and the stamp is the claim: a second, parallel or killed run settles nothing twice; a statement is the sum of its rows
and never changes once published.
"""

from lilong.settlement.earnings import SHARE, expect_earning
from lilong.settlement.outside import share_earning
from lilong.settlement.runs import run

__all__ = ["SHARE", "expect_earning", "run", "share_earning"]
