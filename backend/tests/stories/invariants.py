"""What is true of the platform at any moment, whatever happened: asked of the database in one transaction.

Each query finds what must not be; the names are the promises of the design.
"""

from collections.abc import Sequence

import httpx2
from sqlalchemy import text

from lilong.orders.tables import MOVES
from lilong.platform.db import Db
from tests.stack import Stack

_ALLOWED = ", ".join(f"('{before}', '{after}')" for before, after in sorted(MOVES))
BROKEN = {
    "every ledger transaction adds up to zero": """
        SELECT transaction_id FROM ledger_posting GROUP BY transaction_id, asset HAVING sum(amount) <> 0
    """,
    "locked balances are the sums of their postings": """
        SELECT account FROM ledger_floor
        WHERE credit_fen <> (SELECT coalesce(-sum(amount), 0) FROM ledger_posting p WHERE p.account = ledger_floor.account)
    """,
    "moves of stock add up to the counters": """
        SELECT sku_id FROM stock LEFT JOIN LATERAL (
          SELECT sum(on_hand_delta) AS on_hand, sum(reserved_delta) AS reserved FROM stock_move m WHERE m.sku_id = stock.sku_id
        ) moved ON true
        WHERE stock.on_hand <> coalesce(moved.on_hand, 0) OR stock.reserved <> coalesce(moved.reserved, 0)
    """,
    "no more is reserved than lies there": "SELECT sku_id FROM stock WHERE NOT (0 <= reserved AND reserved <= on_hand)",
    "open reservations are what is reserved": """
        SELECT sku_id FROM stock WHERE reserved <>
          (SELECT coalesce(sum(quantity - taken - released), 0) FROM reservation r WHERE r.sku_id = stock.sku_id)
    """,
    "reservations follow the state of their orders": """
        SELECT r.id FROM reservation r JOIN order_line l ON l.id = r.order_line_id JOIN shop_order o ON o.id = l.order_id
        WHERE taken <> l.shipped_quantity OR (released = r.quantity) <> (o.state = 'closed')
    """,
    "orders add up to their trade": """
        SELECT trade.id FROM trade JOIN shop_order o ON o.trade_id = trade.id
        GROUP BY trade.id HAVING sum(o.payable_fen) <> total_fen
    """,
    "lines add up to their order": """
        SELECT o.id FROM shop_order o JOIN order_line l ON l.order_id = o.id GROUP BY o.id
        HAVING sum(l.payable_fen) <> o.payable_fen OR sum(l.commission_fen) <> o.commission_fen
    """,
    "orders stand where their trade does": """
        SELECT o.id FROM shop_order o JOIN trade t ON t.id = o.trade_id
        WHERE (t.state IN ('open', 'closing')) <> (o.state = 'unpaid') OR (t.state = 'closed') <> (o.state = 'closed')
    """,
    "orders move only as the table allows, each move from where the last one ended": f"""
        SELECT id FROM (
          SELECT id, from_state, to_state, lag(to_state) OVER (PARTITION BY order_id ORDER BY at, id) AS was FROM order_event
        ) e WHERE was IS DISTINCT FROM from_state
           OR from_state IS NOT NULL AND (from_state, to_state) NOT IN (VALUES {_ALLOWED})
    """,
    "an order is where its last event left it": """
        SELECT o.id FROM shop_order o WHERE state IS DISTINCT FROM
          (SELECT to_state FROM order_event e WHERE e.order_id = o.id ORDER BY at DESC, id DESC LIMIT 1)
    """,
    "every paid order has exactly one counted success": """
        SELECT o.id FROM shop_order o WHERE (state NOT IN ('unpaid', 'closed'))::int <>
          (SELECT count(*) FROM payment_part p WHERE p.order_id = o.id AND is_counted)
    """,
    "every success was captured once": """
        SELECT p.id FROM payment_part p WHERE (paid_at IS NOT NULL)::int <>
          (SELECT count(*) FROM ledger_transaction t WHERE t.business_key = 'captured:' || p.transaction_id)
    """,
    "a success that counts for no order is given back": """
        SELECT p.id FROM payment_part p WHERE paid_at IS NOT NULL AND NOT is_counted
           AND NOT EXISTS (SELECT FROM refund r WHERE r.part_id = p.id)
    """,
    "every completed order has one earning": """
        SELECT o.id FROM shop_order o WHERE state = 'completed' AND 1 <> (SELECT count(*) FROM earning e WHERE e.order_id = o.id)
    """,
    "statements are the sums of their earnings": """
        SELECT s.id FROM statement s JOIN earning e ON e.statement_id = s.id GROUP BY s.id
        HAVING sum(e.net_fen) <> s.net_fen OR sum(e.captured_fen) <> s.gross_fen OR count(*) <> s.order_count
    """,
}
STUCK = {
    "no trade is left open after its time": "SELECT id FROM trade WHERE state IN ('open', 'closing')",
    "no attempt is left open": "SELECT id FROM payment WHERE state IN ('opening', 'prepared')",
    "no refund is left unfinished": "SELECT id FROM refund WHERE state NOT IN ('succeeded', 'closed')",
    "no job has failed for good": "SELECT id FROM pgqueuer WHERE status = 'failed'",
    "no repair waits for a person": "SELECT id FROM repair WHERE state = 'open'",
}
_WECHAT = text("SELECT account, sum(amount) FROM ledger_posting WHERE account LIKE 'wx.%' GROUP BY account")
_FEES_TO_COME = text("""
    SELECT p.sub_mchid, sum(floor((p.amount_fen * 60 + 5000) / 10000)) FROM payment_part p
    WHERE paid_at IS NOT NULL AND NOT EXISTS (SELECT FROM refund r WHERE r.part_id = p.id)
      AND NOT EXISTS (SELECT FROM ledger_transaction t WHERE t.business_key = 'fee:' || p.transaction_id)
    GROUP BY p.sub_mchid
""")
"""WeChat keeps its fee, 0.6 %, when it is paid; our books learn of it when the earning is shared."""


def check(stack: Stack, queries: dict[str, str] = BROKEN) -> None:
    """Raises AssertionError with every promise that is broken, and by which rows."""

    async def ask(db: Db) -> dict[str, list[object]]:
        found = {promise: await db.execute(text(query)) for promise, query in queries.items()}
        return {promise: rows for promise, result in found.items() if (rows := list(result.scalars()))}

    assert stack.run(ask) == {}


def books_differ(stack: Stack, sub_mchids: Sequence[str]) -> dict[str, tuple[int, int]]:
    """Where our wx accounts of some shops and WeChat's own books do not agree: (ours, theirs) in fen."""

    async def ask(db: Db) -> tuple[dict[str, int], dict[str, int]]:
        ours = {account: int(fen) for account, fen in await db.execute(_WECHAT)}
        fees = {sub_mchid: int(fen) for sub_mchid, fen in await db.execute(_FEES_TO_COME)}
        return ours, fees

    ours, fees = stack.run(ask)
    books = httpx2.get(f"{stack.simulator_url}/sim/books", timeout=30).raise_for_status().json()
    theirs = {(row["holder"], row["kind"]): row["balance_fen"] for row in books}
    assert sum(theirs.values()) == 0
    pairs = {}
    for sub_mchid in sub_mchids:
        for kind, fee in (("frozen", fees.get(sub_mchid, 0)), ("available", 0)):
            account = f"wx.{sub_mchid}.{kind}"
            pairs[account] = (ours.get(account, 0) - fee, theirs[sub_mchid, kind])
    return {account: pair for account, pair in pairs.items() if pair[0] != pair[1]}
