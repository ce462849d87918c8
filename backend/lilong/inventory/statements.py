"""The three statements that move reserved pieces, each one round trip and all or nothing.

Locks are taken in one order everywhere, so that no two acts wait for each other: reservations by id, then stock rows by
SKU id. A row that another transaction changed while we waited is read again before it is judged (READ COMMITTED).
"""

from sqlalchemy import text

RESERVE = text("""
    WITH wanted AS (
        SELECT *
        FROM unnest(
            CAST(:line_ids AS bigint[]), CAST(:sku_ids AS bigint[]), CAST(:quantities AS int[]),
            CAST(:reservation_ids AS bigint[]), CAST(:move_ids AS bigint[])
        ) AS wanted(order_line_id, sku_id, quantity, reservation_id, move_id)
    ), asked AS (
        SELECT sku_id, sum(quantity)::int AS quantity FROM wanted GROUP BY sku_id
    ), locked AS MATERIALIZED (
        SELECT stock.sku_id, asked.quantity, stock.on_hand - stock.reserved AS available
        FROM stock JOIN asked ON asked.sku_id = stock.sku_id
        ORDER BY stock.sku_id
        FOR UPDATE OF stock
    ), verdict AS (
        SELECT count(*) = (SELECT count(*) FROM asked) AND bool_and(available >= quantity) AS suffices FROM locked
    ), raised AS (
        UPDATE stock SET reserved = stock.reserved + locked.quantity
        FROM locked
        WHERE stock.sku_id = locked.sku_id AND (SELECT suffices FROM verdict)
        RETURNING stock.*
    ), held AS (
        INSERT INTO reservation
            (id, order_line_id, sku_id, warehouse_id, shop_id, quantity, taken, released, returned)
        SELECT reservation_id, order_line_id, raised.sku_id, warehouse_id, shop_id, quantity, 0, 0, 0
        FROM wanted JOIN raised ON raised.sku_id = wanted.sku_id
    ), moved AS (
        INSERT INTO stock_move
            (id, shop_id, sku_id, warehouse_id, kind, on_hand_delta, reserved_delta, on_hand_after, reserved_after,
             order_line_id, actor_kind, actor_id, reason, at)
        SELECT
            move_id, shop_id, raised.sku_id, warehouse_id, 'reserve', 0, quantity, on_hand,
            reserved - coalesce(sum(quantity) OVER later_lines, 0),
            order_line_id, :actor_kind, :actor_id, '', :at
        FROM wanted JOIN raised ON raised.sku_id = wanted.sku_id
        WINDOW later_lines AS (
            PARTITION BY raised.sku_id ORDER BY move_id ROWS BETWEEN 1 FOLLOWING AND UNBOUNDED FOLLOWING
        )
    )
    SELECT asked.sku_id, raised.product_id, asked.quantity, coalesce(locked.available, 0) AS available
    FROM asked
    LEFT JOIN locked ON locked.sku_id = asked.sku_id
    LEFT JOIN raised ON raised.sku_id = asked.sku_id
    ORDER BY asked.sku_id
""")
"""Hold pieces for order lines. A row without product_id: nothing was held, as some SKU does not suffice."""

END = text("""
    WITH act AS (
        SELECT CAST(:takes AS int) AS takes, CAST(:releases AS int) AS releases, CAST(:returns AS int) AS returns
    ), asked AS (
        SELECT order_line_id, quantity, move_id
        FROM unnest(CAST(:line_ids AS bigint[]), CAST(:quantities AS int[]), CAST(:move_ids AS bigint[]))
            AS asked(order_line_id, quantity, move_id)
    ), ending AS MATERIALIZED (
        SELECT
            reservation.id, reservation.order_line_id, reservation.sku_id, asked.move_id,
            coalesce(asked.quantity, reservation.quantity - taken - released) AS quantity,
            CASE WHEN returns = 1 THEN taken - returned ELSE reservation.quantity - taken - released END AS room
        FROM act CROSS JOIN reservation JOIN asked ON asked.order_line_id = reservation.order_line_id
        ORDER BY reservation.id
        FOR UPDATE OF reservation
    ), verdict AS (
        SELECT
            bool_and(room >= quantity)
            AND count(*) >= (SELECT count(*) FROM asked WHERE quantity IS NOT NULL) AS suffices
        FROM ending
    ), ended AS (
        UPDATE reservation SET
            taken = taken + takes * ending.quantity,
            released = released + releases * ending.quantity,
            returned = returned + returns * ending.quantity
        FROM ending, act
        WHERE reservation.id = ending.id AND ending.quantity > 0 AND (SELECT suffices FROM verdict)
        RETURNING ending.move_id, ending.order_line_id, ending.sku_id, ending.quantity
    ), freed AS (
        SELECT sku_id, sum(quantity)::int AS quantity FROM ended GROUP BY sku_id
    ), locked AS MATERIALIZED (
        SELECT stock.sku_id, freed.quantity
        FROM stock JOIN freed ON freed.sku_id = stock.sku_id
        ORDER BY stock.sku_id
        FOR UPDATE OF stock
    ), counted AS (
        UPDATE stock SET
            on_hand = on_hand + (returns - takes) * locked.quantity,
            reserved = reserved - (takes + releases) * locked.quantity
        FROM locked, act
        WHERE stock.sku_id = locked.sku_id
        RETURNING stock.*
    ), moves AS (
        SELECT
            ended.*, counted.shop_id, counted.warehouse_id, counted.on_hand, counted.reserved,
            coalesce(sum(ended.quantity) OVER (
                PARTITION BY ended.sku_id ORDER BY move_id ROWS BETWEEN 1 FOLLOWING AND UNBOUNDED FOLLOWING
            ), 0) AS later
        FROM ended JOIN counted ON counted.sku_id = ended.sku_id
    ), moved AS (
        INSERT INTO stock_move
            (id, shop_id, sku_id, warehouse_id, kind, on_hand_delta, reserved_delta, on_hand_after, reserved_after,
             order_line_id, actor_kind, actor_id, reason, at)
        SELECT
            move_id, shop_id, sku_id, warehouse_id, :kind,
            (returns - takes) * quantity, -(takes + releases) * quantity,
            on_hand - (returns - takes) * later, reserved + (takes + releases) * later,
            order_line_id, :actor_kind, :actor_id, :reason, :at
        FROM moves, act
    )
    SELECT coalesce(suffices, true) AS suffices,
        ARRAY(SELECT DISTINCT product_id FROM counted) AS product_ids,
        takes = 0 AND EXISTS (
            SELECT FROM counted JOIN freed ON freed.sku_id = counted.sku_id WHERE on_hand - reserved = quantity
        ) AS came_back
    FROM verdict, act
""")
"""End pieces of reservations: `takes`, `releases` and `returns` are 1 for what happens to them and 0 otherwise. A null
quantity asks for whatever is still open, which may be nothing. `came_back`: an SKU was sold out and no longer is."""
