-- A part of the past: completed trades $1 to $2 of one order with one line of goods and its freight. bench.phone as in seed.sql.
WITH numbered AS (
    SELECT n, 1000001 + n % 10000 AS buyer_id, 1 + n % 200 AS shop_id, 1000 + n % 50 * 100 AS price_fen,
        now() - interval '1 year' + n * interval '20 seconds' AS at
    FROM generate_series($1::bigint, $2::bigint) n
), trades AS (
    INSERT INTO trade (id, number, buyer_id, state, version, total_fen, pay_by, placed_at, paid_at)
    SELECT 10000000 + n, 'T' || lpad(n::text, 18, '0'), buyer_id, 'paid', 1, price_fen + 600, at, at, at FROM numbered
), orders AS (
    INSERT INTO shop_order (id, number, trade_id, buyer_id, shop_id, shop_name, sub_mchid, state, goods_fen, freight_fen,
        shop_borne_fen, platform_borne_fen, payable_fen, commission_fen, remark, note, recipient_name, phone_sealed,
        phone_last4, address, placed_at, pay_by, paid_at, ship_by, shipped_at, auto_receive_at, completed_at,
        payment_no, transaction_id)
    SELECT 20000000 + n, lpad(n::text, 19, '0'), 10000000 + n, buyer_id, shop_id, '里弄小店' || shop_id, 'bench', 'completed',
        price_fen, 600, 0, 0, price_fen + 600, price_fen / 20, '', '', '林宁', decode(current_setting('bench.phone'), 'hex'), '2046',
        '{"region_code": "310101", "province": "上海市", "city": "上海市", "district": "黄浦区", "street": "豫园街道",
          "detail": "方浜中路 259 号"}',
        at, at, at, at, at, at, at, NULL, NULL
    FROM numbered
)
INSERT INTO order_line (id, order_id, buyer_id, shop_id, kind, sku_id, product_id, title, spec_text, code, picture,
    quantity, unit_price_fen, list_fen, payable_fen, shop_borne_fen, platform_borne_fen, commission_bp, commission_fen,
    weight_grams, limit_per_buyer, return_policy, shipped_quantity)
SELECT 30000000 + n * 2 + freight, 20000000 + n, buyer_id, shop_id, kind, sku_id, product_id, title, '', '', NULL, 1,
    fen, fen, fen, 0, 0, bp, fen * bp / 10000, 0, NULL, 'seven_days', 1
FROM numbered CROSS JOIN LATERAL (VALUES
    (0, 'goods', 300003 + n % 100000 * 3, 100001 + n % 100000, '手作茉莉花茶礼盒', price_fen, 500),
    (1, 'freight', NULL, NULL, '运费', 600, 0)
) AS lines(freight, kind, sku_id, product_id, title, fen, bp);
