"""Holding released pieces again: a payment that arrived after its order was closed."""

from collections.abc import Collection

from sqlalchemy import text

from lilong import catalog
from lilong.inventory.errors import NotEnoughStock
from lilong.platform import clock, ids
from lilong.platform.audit import Actor
from lilong.platform.db import Db

_HOLD_AGAIN = text("""
    WITH asked AS MATERIALIZED (
        SELECT reservation.id, order_line_id, sku_id, released AS quantity, move_id
        FROM reservation
        JOIN unnest(CAST(:line_ids AS bigint[]), CAST(:move_ids AS bigint[])) AS given(line_id, move_id)
            ON given.line_id = order_line_id
        WHERE taken = 0 AND released > 0
        ORDER BY reservation.id
        FOR UPDATE OF reservation
    ), by_sku AS (
        SELECT sku_id, sum(quantity)::int AS quantity FROM asked GROUP BY sku_id
    ), locked AS MATERIALIZED (
        SELECT stock.sku_id, by_sku.quantity, on_hand - reserved AS available
        FROM stock JOIN by_sku ON by_sku.sku_id = stock.sku_id
        ORDER BY stock.sku_id
        FOR UPDATE OF stock
    ), verdict AS (
        SELECT (SELECT count(*) FROM asked) = cardinality(CAST(:line_ids AS bigint[]))
            AND bool_and(available >= quantity) AS suffices
        FROM locked
    ), raised AS (
        UPDATE stock SET reserved = reserved + locked.quantity
        FROM locked
        WHERE stock.sku_id = locked.sku_id AND (SELECT suffices FROM verdict)
        RETURNING stock.*
    ), reopened AS (
        UPDATE reservation SET released = 0 FROM asked
        WHERE reservation.id = asked.id AND (SELECT suffices FROM verdict)
    ), moved AS (
        INSERT INTO stock_move
            (id, shop_id, sku_id, warehouse_id, kind, on_hand_delta, reserved_delta, on_hand_after, reserved_after,
             order_line_id, actor_kind, actor_id, reason, at)
        SELECT
            move_id, shop_id, raised.sku_id, warehouse_id, 'reserve', 0, quantity, on_hand,
            reserved - coalesce(sum(quantity) OVER later_lines, 0),
            order_line_id, :actor_kind, :actor_id, :reason, :at
        FROM asked JOIN raised ON raised.sku_id = asked.sku_id
        WINDOW later_lines AS (
            PARTITION BY raised.sku_id ORDER BY move_id ROWS BETWEEN 1 FOLLOWING AND UNBOUNDED FOLLOWING
        )
    )
    SELECT coalesce(suffices, false) AS suffices, ARRAY(SELECT DISTINCT product_id FROM raised) AS product_ids
    FROM verdict
""")


async def hold_again(db: Db, order_line_ids: Collection[int], actor: Actor, reason: str) -> None:
    """Hold everything that these lines released, all or nothing. Raises NotEnoughStock; then nothing is held."""
    values = {
        "line_ids": list(order_line_ids),
        "move_ids": await ids.take(db, len(order_line_ids)),
        "actor_kind": actor.kind,
        "actor_id": actor.id,
        "reason": reason,
        "at": clock.now(),
    }
    row = (await db.execute(_HOLD_AGAIN, values)).one()
    if not row.suffices:
        raise NotEnoughStock(sku_id=0, left=0)
    await catalog.forget(db, row.product_ids)
