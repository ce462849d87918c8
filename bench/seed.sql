-- A market place of 200 shops, 100,000 products, 300,000 SKUs and 10,000 signed-in buyers, and its past orders.
-- Ids are laid out in ranges, so that load generators can draw them without asking; bench/market.py knows the same ranges.
-- Settings of the session: bench.phone is a sealed phone number in hex, bench.people and bench.merchants are openids and
-- sub_mchids that the simulator made, with commas between.
SET session_replication_role = replica;  -- the past was checked when it was written
SET synchronous_commit = off;

INSERT INTO category (id, parent_id, name, icon_id, position, attributes, return_policy, is_active)
SELECT 1000 + n, NULL, '类目' || n, NULL, n, '[]', 'seven_days', true FROM generate_series(1, 50) n;

INSERT INTO brand (id, name) SELECT 1500 + n, '品牌' || n FROM generate_series(1, 100) n;

INSERT INTO commission_rule (id, shop_id, category_id, rate_bp, effective_from, created_at)
VALUES (1999, NULL, NULL, 500, now() - interval '1 year', now());

INSERT INTO media (id, shop_id, owner_kind, owner_id, key, sha256, width, height, bytes, created_at)
SELECT 3000 + n, NULL, 'operator', 1, 'bench/' || md5(n::text) || '.jpg', sha256(n::text::bytea), 800, 800, 90000, now()
FROM generate_series(1, 2000) n;

INSERT INTO shop (id, name, name_key, tagline, notice, logo_media_id, state, sub_mchid, company_name, licence_number,
    licence_media_id, region_code, province, city, district, street, detail, is_self_operated, product_count,
    freeze_reason, created_at, opened_at)
SELECT n, '里弄小店' || n, 'lilong-' || n, '弄堂里的好东西', '', 3000 + n, 'open', (string_to_array(current_setting('bench.merchants'), ','))[n],
    '上海小店' || n || '有限公司', 'L' || n, 3001, '310101', '上海市', '上海市', '黄浦区', '外滩街道', '四川中路 1 号',
    false, 500, '', now(), now()
FROM generate_series(1, 200) n;

INSERT INTO freight_template (id, shop_id, name, charge_by, rules, free_over_fen, excluded_region_codes)
SELECT 2000 + n, n, '默认运费', 'piece',
    '[{"region_codes": [], "first_units": 1, "first_fen": 600, "next_units": 1, "next_fen": 0}]', NULL, '["65"]'
FROM generate_series(1, 200) n;

INSERT INTO warehouse (id, shop_id, name, is_default) SELECT 6000 + n, n, '默认仓库', true FROM generate_series(1, 200) n;

INSERT INTO product (id, shop_id, category_id, brand_id, title, subtitle, picture_ids, attributes, dimensions, detail,
    services, return_policy, freight_template_id, state, version, price_min_fen, price_max_fen, list_price_fen,
    sold_count, listed_at, created_at, updated_at)
SELECT 100000 + n, 1 + n % 200, 1001 + n % 50, 1501 + n % 100, '手作茉莉花茶礼盒 第' || n || '款 春茶新上 送礼佳品',
    '弄堂老手艺，每日现焙', ARRAY[3001 + n % 2000, 3001 + (n * 7) % 2000, 3001 + (n * 13) % 2000],
    '[{"name": "产地", "value": "福州"}, {"name": "保质期", "value": "18 个月"}, {"name": "净含量", "value": "250 克"}]',
    jsonb_build_array(jsonb_build_object('name', '规格', 'values', jsonb_build_array(
        jsonb_build_object('name', '小罐', 'media_id', 3001 + n % 2000),
        jsonb_build_object('name', '中罐', 'media_id', NULL), jsonb_build_object('name', '大罐', 'media_id', NULL)))),
    jsonb_build_array(
        jsonb_build_object('kind', 'heading', 'text', '茶与弄堂', 'media_id', NULL),
        jsonb_build_object('kind', 'text', 'media_id', NULL, 'text', repeat('清明前采摘，三窨一提，汤色清亮，香气鲜灵持久。', 6)),
        jsonb_build_object('kind', 'picture', 'text', NULL, 'media_id', 3001 + (n * 3) % 2000)),
    '["七天无理由退货", "极速退款"]', 'seven_days', 2001 + n % 200, 'listed', 1, 1000 + n % 50 * 100,
    3000 + n % 50 * 100, NULL, n % 5000, now() - n * interval '1 minute', now(), now()
FROM generate_series(1, 100000) n;

INSERT INTO sku (id, product_id, shop_id, position, code, spec, spec_text, picture_id, price_fen, list_price_fen,
    cost_fen, weight_grams, limit_per_buyer, is_active)
SELECT 300000 + n * 3 + size, 100000 + n, 1 + n % 200, size, 'T' || n || '-' || size,
    jsonb_build_array((ARRAY['小罐', '中罐', '大罐'])[size + 1]), (ARRAY['小罐', '中罐', '大罐'])[size + 1], NULL,
    1000 + n % 50 * 100 + size * 1000, NULL, 500, 250 * (size + 1), NULL, true
FROM generate_series(1, 100000) n CROSS JOIN generate_series(0, 2) size;

INSERT INTO stock (sku_id, warehouse_id, shop_id, product_id, on_hand, reserved)
SELECT id, 6000 + shop_id, shop_id, product_id, 1000000, 0 FROM sku;

INSERT INTO buyer (id, openid, nickname, avatar_media_id, phone_sealed, phone_index, created_at)
SELECT 1000000 + n, coalesce((string_to_array(current_setting('bench.people'), ','))[n], 'openid-' || n), '买家' || n, NULL, NULL, NULL, now()
FROM generate_series(1, 10000) n;

INSERT INTO address (id, buyer_id, name, phone_sealed, region_code, province, city, district, street, detail, is_default,
    created_at)
SELECT 2000000 + n, 1000000 + n, '林宁', decode(current_setting('bench.phone'), 'hex'), '310101', '上海市', '上海市', '黄浦区', '豫园街道', '方浜中路 259 号', true, now()
FROM generate_series(1, 10000) n;

INSERT INTO session (id, audience, person_id, access_hash, refresh_hash, rotated_at, expires_at, refresh_until, device,
    created_at, last_seen_at)
SELECT 3000000 + n, 'buyer', 1000000 + n, sha256(('bench-' || n)::bytea), sha256(('renew-' || n)::bytea), now(),
    now() + interval '30 days', now() + interval '60 days', 'bench', now(), now()
FROM generate_series(1, 10000) n;

SELECT setval('id_block', 1000000);  -- ids of new rows begin far above all of these
