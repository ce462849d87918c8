CREATE SEQUENCE id_block AS BIGINT START WITH 1;
GRANT USAGE ON SEQUENCE id_block TO lilong_buyer, lilong_merchant, lilong_operator, lilong_worker;
CREATE TABLE audit_entry (
  id BIGINT NOT NULL, 
  shop_id BIGINT, 
  actor_kind VARCHAR NOT NULL, 
  actor_id BIGINT NOT NULL, 
  action VARCHAR NOT NULL, 
  subject VARCHAR NOT NULL, 
  before JSONB, 
  after JSONB, 
  reason VARCHAR NOT NULL, 
  request_id VARCHAR NOT NULL, 
  at TIMESTAMP WITH TIME ZONE NOT NULL, 
  CONSTRAINT audit_entry_pkey PRIMARY KEY (id)
);
CREATE INDEX audit_entry_actor_id_idx ON audit_entry (actor_id);
CREATE INDEX audit_entry_shop_id_id_idx ON audit_entry (shop_id, id);
CREATE INDEX audit_entry_subject_idx ON audit_entry (subject);
ALTER TABLE audit_entry ENABLE ROW LEVEL SECURITY;
ALTER TABLE audit_entry FORCE ROW LEVEL SECURITY;
GRANT SELECT, INSERT ON audit_entry TO lilong_merchant;
GRANT SELECT, INSERT ON audit_entry TO lilong_operator;
GRANT SELECT, INSERT ON audit_entry TO lilong_worker;
CREATE POLICY merchant_own ON audit_entry TO lilong_merchant USING (shop_id = nullif(current_setting('app.shop_id', true), '')::bigint) WITH CHECK (shop_id = nullif(current_setting('app.shop_id', true), '')::bigint);
CREATE POLICY operator_all ON audit_entry TO lilong_operator USING (true) WITH CHECK (true);
CREATE POLICY worker_all ON audit_entry TO lilong_worker USING (true) WITH CHECK (true);
CREATE TABLE banner (
  id BIGINT NOT NULL, 
  position INTEGER NOT NULL, 
  media_id BIGINT NOT NULL, 
  title VARCHAR NOT NULL, 
  subtitle VARCHAR NOT NULL, 
  action VARCHAR NOT NULL, 
  link_kind VARCHAR NOT NULL, 
  link_id BIGINT, 
  is_active BOOLEAN NOT NULL, 
  CONSTRAINT banner_pkey PRIMARY KEY (id), 
  CONSTRAINT banner_link_kind_check CHECK (link_kind IN ('category', 'shop', 'product', 'none')), 
  CONSTRAINT banner_link_check CHECK ((link_kind = 'none') = (link_id IS NULL))
);
ALTER TABLE banner ENABLE ROW LEVEL SECURITY;
ALTER TABLE banner FORCE ROW LEVEL SECURITY;
GRANT SELECT ON banner TO lilong_buyer;
GRANT SELECT ON banner TO lilong_merchant;
GRANT SELECT, INSERT, UPDATE, DELETE ON banner TO lilong_operator;
GRANT SELECT, INSERT, UPDATE, DELETE ON banner TO lilong_worker;
CREATE POLICY buyer_reads ON banner FOR SELECT TO lilong_buyer USING (true);
CREATE POLICY merchant_reads ON banner FOR SELECT TO lilong_merchant USING (true);
CREATE POLICY operator_all ON banner TO lilong_operator USING (true) WITH CHECK (true);
CREATE POLICY worker_all ON banner TO lilong_worker USING (true) WITH CHECK (true);
CREATE TABLE brand (
  id BIGINT NOT NULL, 
  name VARCHAR NOT NULL, 
  CONSTRAINT brand_pkey PRIMARY KEY (id), 
  CONSTRAINT brand_name_key UNIQUE (name)
);
ALTER TABLE brand ENABLE ROW LEVEL SECURITY;
ALTER TABLE brand FORCE ROW LEVEL SECURITY;
GRANT INSERT ON brand TO lilong_merchant;
GRANT SELECT ON brand TO lilong_buyer;
GRANT SELECT ON brand TO lilong_merchant;
GRANT SELECT, INSERT, UPDATE, DELETE ON brand TO lilong_operator;
GRANT SELECT, INSERT, UPDATE, DELETE ON brand TO lilong_worker;
CREATE POLICY buyer_reads ON brand FOR SELECT TO lilong_buyer USING (true);
CREATE POLICY merchant_may_insert ON brand FOR INSERT TO lilong_merchant WITH CHECK (true);
CREATE POLICY merchant_reads ON brand FOR SELECT TO lilong_merchant USING (true);
CREATE POLICY operator_all ON brand TO lilong_operator USING (true) WITH CHECK (true);
CREATE POLICY worker_all ON brand TO lilong_worker USING (true) WITH CHECK (true);
CREATE TABLE buyer (
  id BIGINT NOT NULL, 
  openid VARCHAR NOT NULL, 
  nickname VARCHAR NOT NULL, 
  avatar_media_id BIGINT, 
  phone_sealed BYTEA, 
  phone_index BYTEA, 
  created_at TIMESTAMP WITH TIME ZONE NOT NULL, 
  CONSTRAINT buyer_pkey PRIMARY KEY (id), 
  CONSTRAINT buyer_openid_key UNIQUE (openid)
);
CREATE INDEX buyer_phone_index_idx ON buyer (phone_index);
ALTER TABLE buyer ENABLE ROW LEVEL SECURITY;
ALTER TABLE buyer FORCE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE, DELETE ON buyer TO lilong_buyer;
GRANT SELECT, INSERT, UPDATE, DELETE ON buyer TO lilong_operator;
GRANT SELECT, INSERT, UPDATE, DELETE ON buyer TO lilong_worker;
CREATE POLICY buyer_own ON buyer TO lilong_buyer USING (id = nullif(current_setting('app.buyer_id', true), '')::bigint) WITH CHECK (id = nullif(current_setting('app.buyer_id', true), '')::bigint);
CREATE POLICY operator_all ON buyer TO lilong_operator USING (true) WITH CHECK (true);
CREATE POLICY worker_all ON buyer TO lilong_worker USING (true) WITH CHECK (true);
CREATE TABLE cart_item (
  buyer_id BIGINT NOT NULL, 
  sku_id BIGINT NOT NULL, 
  quantity INTEGER NOT NULL, 
  is_selected BOOLEAN NOT NULL, 
  price_when_added_fen BIGINT NOT NULL, 
  added_at TIMESTAMP WITH TIME ZONE NOT NULL, 
  CONSTRAINT cart_item_pkey PRIMARY KEY (buyer_id, sku_id), 
  CONSTRAINT cart_item_quantity_check CHECK (quantity BETWEEN 1 AND 999)
);
ALTER TABLE cart_item ENABLE ROW LEVEL SECURITY;
ALTER TABLE cart_item FORCE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE, DELETE ON cart_item TO lilong_buyer;
GRANT SELECT, INSERT, UPDATE, DELETE ON cart_item TO lilong_operator;
GRANT SELECT, INSERT, UPDATE, DELETE ON cart_item TO lilong_worker;
CREATE POLICY buyer_own ON cart_item TO lilong_buyer USING (buyer_id = nullif(current_setting('app.buyer_id', true), '')::bigint) WITH CHECK (buyer_id = nullif(current_setting('app.buyer_id', true), '')::bigint);
CREATE POLICY operator_all ON cart_item TO lilong_operator USING (true) WITH CHECK (true);
CREATE POLICY worker_all ON cart_item TO lilong_worker USING (true) WITH CHECK (true);
CREATE TABLE category (
  id BIGINT NOT NULL, 
  parent_id BIGINT, 
  name VARCHAR NOT NULL, 
  icon_id BIGINT, 
  position INTEGER NOT NULL, 
  attributes JSONB NOT NULL, 
  return_policy VARCHAR NOT NULL, 
  is_active BOOLEAN NOT NULL, 
  CONSTRAINT category_pkey PRIMARY KEY (id), 
  CONSTRAINT category_parent_id_name_key UNIQUE NULLS NOT DISTINCT (parent_id, name), 
  CONSTRAINT category_return_policy_check CHECK (return_policy IN ('seven_days', 'no_return_fresh', 'no_return_custom')), 
  CONSTRAINT category_parent_id_fkey FOREIGN KEY(parent_id) REFERENCES category (id)
);
ALTER TABLE category ENABLE ROW LEVEL SECURITY;
ALTER TABLE category FORCE ROW LEVEL SECURITY;
GRANT SELECT ON category TO lilong_buyer;
GRANT SELECT ON category TO lilong_merchant;
GRANT SELECT, INSERT, UPDATE, DELETE ON category TO lilong_operator;
GRANT SELECT, INSERT, UPDATE, DELETE ON category TO lilong_worker;
CREATE POLICY buyer_reads ON category FOR SELECT TO lilong_buyer USING (true);
CREATE POLICY merchant_reads ON category FOR SELECT TO lilong_merchant USING (true);
CREATE POLICY operator_all ON category TO lilong_operator USING (true) WITH CHECK (true);
CREATE POLICY worker_all ON category TO lilong_worker USING (true) WITH CHECK (true);
CREATE TABLE clock_offset (
  "only" BIGINT NOT NULL, 
  offset_seconds BIGINT NOT NULL, 
  CONSTRAINT clock_offset_pkey PRIMARY KEY ("only")
);
ALTER TABLE clock_offset ENABLE ROW LEVEL SECURITY;
ALTER TABLE clock_offset FORCE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE, DELETE ON clock_offset TO lilong_operator;
GRANT SELECT, INSERT, UPDATE, DELETE ON clock_offset TO lilong_worker;
CREATE POLICY operator_all ON clock_offset TO lilong_operator USING (true) WITH CHECK (true);
CREATE POLICY worker_all ON clock_offset TO lilong_worker USING (true) WITH CHECK (true);
CREATE TABLE commission_rule (
  id BIGINT NOT NULL, 
  shop_id BIGINT, 
  category_id BIGINT, 
  rate_bp INTEGER NOT NULL, 
  effective_from TIMESTAMP WITH TIME ZONE NOT NULL, 
  created_at TIMESTAMP WITH TIME ZONE NOT NULL, 
  CONSTRAINT commission_rule_pkey PRIMARY KEY (id), 
  CONSTRAINT commission_rule_shop_id_category_id_effective_from_key UNIQUE NULLS NOT DISTINCT (shop_id, category_id, effective_from), 
  CONSTRAINT commission_rule_one_subject_check CHECK (shop_id IS NULL OR category_id IS NULL), 
  CONSTRAINT commission_rule_rate_check CHECK (rate_bp BETWEEN 0 AND 3000)
);
ALTER TABLE commission_rule ENABLE ROW LEVEL SECURITY;
ALTER TABLE commission_rule FORCE ROW LEVEL SECURITY;
GRANT SELECT ON commission_rule TO lilong_buyer;
GRANT SELECT ON commission_rule TO lilong_merchant;
GRANT SELECT, INSERT ON commission_rule TO lilong_merchant;
GRANT SELECT, INSERT ON commission_rule TO lilong_operator;
GRANT SELECT, INSERT ON commission_rule TO lilong_worker;
CREATE POLICY buyer_reads ON commission_rule FOR SELECT TO lilong_buyer USING (true);
CREATE POLICY merchant_own ON commission_rule TO lilong_merchant USING (shop_id = nullif(current_setting('app.shop_id', true), '')::bigint) WITH CHECK (shop_id = nullif(current_setting('app.shop_id', true), '')::bigint);
CREATE POLICY operator_all ON commission_rule TO lilong_operator USING (true) WITH CHECK (true);
CREATE POLICY worker_all ON commission_rule TO lilong_worker USING (true) WITH CHECK (true);
CREATE TABLE counted_sale (
  order_id BIGINT NOT NULL, 
  CONSTRAINT counted_sale_pkey PRIMARY KEY (order_id)
);
ALTER TABLE counted_sale ENABLE ROW LEVEL SECURITY;
ALTER TABLE counted_sale FORCE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE, DELETE ON counted_sale TO lilong_operator;
GRANT SELECT, INSERT, UPDATE, DELETE ON counted_sale TO lilong_worker;
CREATE POLICY operator_all ON counted_sale TO lilong_operator USING (true) WITH CHECK (true);
CREATE POLICY worker_all ON counted_sale TO lilong_worker USING (true) WITH CHECK (true);
CREATE TABLE credential (
  audience VARCHAR NOT NULL, 
  person_id BIGINT NOT NULL, 
  phone_sealed BYTEA NOT NULL, 
  phone_index BYTEA NOT NULL, 
  password_hash VARCHAR NOT NULL, 
  totp_sealed BYTEA, 
  totp_is_on BOOLEAN NOT NULL, 
  totp_step BIGINT NOT NULL, 
  CONSTRAINT credential_pkey PRIMARY KEY (audience, person_id), 
  CONSTRAINT credential_audience_phone_index_key UNIQUE (audience, phone_index), 
  CONSTRAINT credential_audience_check CHECK (audience IN ('staff', 'operator')), 
  CONSTRAINT credential_totp_check CHECK (NOT totp_is_on OR totp_sealed IS NOT NULL)
);
ALTER TABLE credential ENABLE ROW LEVEL SECURITY;
ALTER TABLE credential FORCE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE, DELETE ON credential TO lilong_operator;
GRANT SELECT, INSERT, UPDATE, DELETE ON credential TO lilong_worker;
CREATE POLICY operator_all ON credential TO lilong_operator USING (true) WITH CHECK (true);
CREATE POLICY worker_all ON credential TO lilong_worker USING (true) WITH CHECK (true);
CREATE TABLE due (
  kind VARCHAR NOT NULL, 
  subject_id BIGINT NOT NULL, 
  due_at TIMESTAMP WITH TIME ZONE NOT NULL, 
  CONSTRAINT due_pkey PRIMARY KEY (kind, subject_id)
);
CREATE INDEX due_due_at_idx ON due (due_at);
ALTER TABLE due ENABLE ROW LEVEL SECURITY;
ALTER TABLE due FORCE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE, DELETE ON due TO lilong_buyer;
GRANT SELECT, INSERT, UPDATE, DELETE ON due TO lilong_merchant;
GRANT SELECT, INSERT, UPDATE, DELETE ON due TO lilong_operator;
GRANT SELECT, INSERT, UPDATE, DELETE ON due TO lilong_worker;
CREATE POLICY buyer_may_delete ON due FOR DELETE TO lilong_buyer USING (true);
CREATE POLICY buyer_may_insert ON due FOR INSERT TO lilong_buyer WITH CHECK (true);
CREATE POLICY buyer_may_select ON due FOR SELECT TO lilong_buyer USING (true);
CREATE POLICY buyer_may_update ON due FOR UPDATE TO lilong_buyer USING (true);
CREATE POLICY merchant_may_delete ON due FOR DELETE TO lilong_merchant USING (true);
CREATE POLICY merchant_may_insert ON due FOR INSERT TO lilong_merchant WITH CHECK (true);
CREATE POLICY merchant_may_select ON due FOR SELECT TO lilong_merchant USING (true);
CREATE POLICY merchant_may_update ON due FOR UPDATE TO lilong_merchant USING (true);
CREATE POLICY operator_all ON due TO lilong_operator USING (true) WITH CHECK (true);
CREATE POLICY worker_all ON due TO lilong_worker USING (true) WITH CHECK (true);
CREATE TABLE event (
  id BIGINT NOT NULL, 
  kind VARCHAR NOT NULL, 
  facts JSONB NOT NULL, 
  recorded_at TIMESTAMP WITH TIME ZONE NOT NULL, 
  CONSTRAINT event_pkey PRIMARY KEY (id)
);
CREATE INDEX event_kind_recorded_at_idx ON event (kind, recorded_at);
ALTER TABLE event ENABLE ROW LEVEL SECURITY;
ALTER TABLE event FORCE ROW LEVEL SECURITY;
GRANT INSERT ON event TO lilong_buyer;
GRANT INSERT ON event TO lilong_merchant;
GRANT SELECT, INSERT ON event TO lilong_operator;
GRANT SELECT, INSERT ON event TO lilong_worker;
CREATE POLICY buyer_may_insert ON event FOR INSERT TO lilong_buyer WITH CHECK (true);
CREATE POLICY merchant_may_insert ON event FOR INSERT TO lilong_merchant WITH CHECK (true);
CREATE POLICY operator_all ON event TO lilong_operator USING (true) WITH CHECK (true);
CREATE POLICY worker_all ON event TO lilong_worker USING (true) WITH CHECK (true);
CREATE TABLE freight_template (
  id BIGINT NOT NULL, 
  shop_id BIGINT NOT NULL, 
  name VARCHAR NOT NULL, 
  charge_by VARCHAR NOT NULL, 
  rules JSONB NOT NULL, 
  free_over_fen BIGINT, 
  excluded_region_codes JSONB NOT NULL, 
  CONSTRAINT freight_template_pkey PRIMARY KEY (id), 
  CONSTRAINT freight_template_shop_id_name_key UNIQUE (shop_id, name), 
  CONSTRAINT freight_template_charge_by_check CHECK (charge_by IN ('piece', 'weight')), 
  CONSTRAINT freight_template_free_over_check CHECK (free_over_fen > 0)
);
ALTER TABLE freight_template ENABLE ROW LEVEL SECURITY;
ALTER TABLE freight_template FORCE ROW LEVEL SECURITY;
GRANT SELECT ON freight_template TO lilong_buyer;
GRANT SELECT ON freight_template TO lilong_merchant;
GRANT SELECT, INSERT, UPDATE, DELETE ON freight_template TO lilong_merchant;
GRANT SELECT, INSERT, UPDATE, DELETE ON freight_template TO lilong_operator;
GRANT SELECT, INSERT, UPDATE, DELETE ON freight_template TO lilong_worker;
CREATE POLICY buyer_reads ON freight_template FOR SELECT TO lilong_buyer USING (true);
CREATE POLICY merchant_own ON freight_template TO lilong_merchant USING (shop_id = nullif(current_setting('app.shop_id', true), '')::bigint) WITH CHECK (shop_id = nullif(current_setting('app.shop_id', true), '')::bigint);
CREATE POLICY operator_all ON freight_template TO lilong_operator USING (true) WITH CHECK (true);
CREATE POLICY worker_all ON freight_template TO lilong_worker USING (true) WITH CHECK (true);
CREATE TABLE idempotency_key (
  actor VARCHAR NOT NULL, 
  key VARCHAR NOT NULL, 
  request_hash BYTEA NOT NULL, 
  status INTEGER, 
  answer BYTEA, 
  created_at TIMESTAMP WITH TIME ZONE NOT NULL, 
  CONSTRAINT idempotency_key_pkey PRIMARY KEY (actor, key)
);
CREATE INDEX idempotency_key_created_at_idx ON idempotency_key (created_at);
ALTER TABLE idempotency_key ENABLE ROW LEVEL SECURITY;
ALTER TABLE idempotency_key FORCE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE ON idempotency_key TO lilong_buyer;
GRANT SELECT, INSERT, UPDATE ON idempotency_key TO lilong_merchant;
GRANT SELECT, INSERT, UPDATE, DELETE ON idempotency_key TO lilong_operator;
GRANT SELECT, INSERT, UPDATE, DELETE ON idempotency_key TO lilong_worker;
CREATE POLICY buyer_may_insert ON idempotency_key FOR INSERT TO lilong_buyer WITH CHECK (true);
CREATE POLICY buyer_may_select ON idempotency_key FOR SELECT TO lilong_buyer USING (true);
CREATE POLICY buyer_may_update ON idempotency_key FOR UPDATE TO lilong_buyer USING (true);
CREATE POLICY merchant_may_insert ON idempotency_key FOR INSERT TO lilong_merchant WITH CHECK (true);
CREATE POLICY merchant_may_select ON idempotency_key FOR SELECT TO lilong_merchant USING (true);
CREATE POLICY merchant_may_update ON idempotency_key FOR UPDATE TO lilong_merchant USING (true);
CREATE POLICY operator_all ON idempotency_key TO lilong_operator USING (true) WITH CHECK (true);
CREATE POLICY worker_all ON idempotency_key TO lilong_worker USING (true) WITH CHECK (true);
CREATE TABLE ledger_account (
  code VARCHAR NOT NULL, 
  asset VARCHAR NOT NULL, 
  CONSTRAINT ledger_account_pkey PRIMARY KEY (code), 
  CONSTRAINT ledger_account_asset_check CHECK (asset IN ('CNY', 'POINT'))
);
ALTER TABLE ledger_account ENABLE ROW LEVEL SECURITY;
ALTER TABLE ledger_account FORCE ROW LEVEL SECURITY;
GRANT SELECT, INSERT ON ledger_account TO lilong_operator;
GRANT SELECT, INSERT ON ledger_account TO lilong_worker;
CREATE POLICY operator_all ON ledger_account TO lilong_operator USING (true) WITH CHECK (true);
CREATE POLICY worker_all ON ledger_account TO lilong_worker USING (true) WITH CHECK (true);
CREATE TABLE ledger_transaction (
  id BIGINT NOT NULL, 
  kind VARCHAR NOT NULL, 
  business_key VARCHAR NOT NULL, 
  facts JSONB NOT NULL, 
  posted_at TIMESTAMP WITH TIME ZONE NOT NULL, 
  CONSTRAINT ledger_transaction_pkey PRIMARY KEY (id), 
  CONSTRAINT ledger_transaction_business_key_key UNIQUE (business_key)
);
CREATE INDEX ledger_transaction_posted_at_id_idx ON ledger_transaction (posted_at, id);
ALTER TABLE ledger_transaction ENABLE ROW LEVEL SECURITY;
ALTER TABLE ledger_transaction FORCE ROW LEVEL SECURITY;
GRANT SELECT, INSERT ON ledger_transaction TO lilong_operator;
GRANT SELECT, INSERT ON ledger_transaction TO lilong_worker;
CREATE POLICY operator_all ON ledger_transaction TO lilong_operator USING (true) WITH CHECK (true);
CREATE POLICY worker_all ON ledger_transaction TO lilong_worker USING (true) WITH CHECK (true);
CREATE TABLE media (
  id BIGINT NOT NULL, 
  shop_id BIGINT, 
  owner_kind VARCHAR NOT NULL, 
  owner_id BIGINT NOT NULL, 
  key VARCHAR NOT NULL, 
  sha256 BYTEA NOT NULL, 
  width INTEGER NOT NULL, 
  height INTEGER NOT NULL, 
  bytes INTEGER NOT NULL, 
  created_at TIMESTAMP WITH TIME ZONE NOT NULL, 
  CONSTRAINT media_pkey PRIMARY KEY (id), 
  CONSTRAINT media_owner_kind_owner_id_shop_id_key_key UNIQUE NULLS NOT DISTINCT (owner_kind, owner_id, shop_id, key), 
  CONSTRAINT media_has_area_check CHECK (width > 0 AND height > 0)
);
CREATE INDEX media_shop_id_idx ON media (shop_id);
ALTER TABLE media ENABLE ROW LEVEL SECURITY;
ALTER TABLE media FORCE ROW LEVEL SECURITY;
GRANT SELECT ON media TO lilong_buyer;
GRANT SELECT ON media TO lilong_merchant;
GRANT SELECT, INSERT, UPDATE, DELETE ON media TO lilong_merchant;
GRANT SELECT, INSERT, UPDATE, DELETE ON media TO lilong_operator;
GRANT SELECT, INSERT, UPDATE, DELETE ON media TO lilong_worker;
CREATE POLICY buyer_reads ON media FOR SELECT TO lilong_buyer USING (true);
CREATE POLICY merchant_own ON media TO lilong_merchant USING (shop_id = nullif(current_setting('app.shop_id', true), '')::bigint) WITH CHECK (shop_id = nullif(current_setting('app.shop_id', true), '')::bigint);
CREATE POLICY operator_all ON media TO lilong_operator USING (true) WITH CHECK (true);
CREATE POLICY worker_all ON media TO lilong_worker USING (true) WITH CHECK (true);
CREATE TABLE payment (
  id BIGINT NOT NULL, 
  number VARCHAR NOT NULL, 
  trade_id BIGINT NOT NULL, 
  trade_version BIGINT NOT NULL, 
  buyer_id BIGINT NOT NULL, 
  openid VARCHAR NOT NULL, 
  payer_ip VARCHAR NOT NULL, 
  description VARCHAR NOT NULL, 
  total_fen BIGINT NOT NULL, 
  state VARCHAR NOT NULL, 
  prepay_id VARCHAR, 
  expires_at TIMESTAMP WITH TIME ZONE NOT NULL, 
  created_at TIMESTAMP WITH TIME ZONE NOT NULL, 
  paid_at TIMESTAMP WITH TIME ZONE, 
  CONSTRAINT payment_pkey PRIMARY KEY (id), 
  CONSTRAINT payment_state_check CHECK (state IN ('opening', 'prepared', 'paid', 'closed')), 
  CONSTRAINT payment_total_check CHECK (total_fen > 0), 
  CONSTRAINT payment_paid_check CHECK ((state = 'paid') = (paid_at IS NOT NULL)), 
  CONSTRAINT payment_number_key UNIQUE (number)
);
CREATE INDEX payment_created_at_id_idx ON payment (created_at, id);
CREATE UNIQUE INDEX payment_one_open_per_trade ON payment (trade_id) WHERE state IN ('opening', 'prepared');
CREATE INDEX payment_trade_id_idx ON payment (trade_id);
ALTER TABLE payment ENABLE ROW LEVEL SECURITY;
ALTER TABLE payment FORCE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE, DELETE ON payment TO lilong_buyer;
GRANT SELECT, INSERT, UPDATE, DELETE ON payment TO lilong_operator;
GRANT SELECT, INSERT, UPDATE, DELETE ON payment TO lilong_worker;
CREATE POLICY buyer_own ON payment TO lilong_buyer USING (buyer_id = nullif(current_setting('app.buyer_id', true), '')::bigint) WITH CHECK (buyer_id = nullif(current_setting('app.buyer_id', true), '')::bigint);
CREATE POLICY operator_all ON payment TO lilong_operator USING (true) WITH CHECK (true);
CREATE POLICY worker_all ON payment TO lilong_worker USING (true) WITH CHECK (true);
CREATE TABLE payment_notice (
  id VARCHAR NOT NULL, 
  kind VARCHAR NOT NULL, 
  subject VARCHAR NOT NULL, 
  outcome VARCHAR NOT NULL, 
  times BIGINT NOT NULL, 
  first_at TIMESTAMP WITH TIME ZONE NOT NULL, 
  last_at TIMESTAMP WITH TIME ZONE NOT NULL, 
  CONSTRAINT payment_notice_pkey PRIMARY KEY (id)
);
CREATE INDEX payment_notice_subject_idx ON payment_notice (subject);
ALTER TABLE payment_notice ENABLE ROW LEVEL SECURITY;
ALTER TABLE payment_notice FORCE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE, DELETE ON payment_notice TO lilong_operator;
GRANT SELECT, INSERT, UPDATE, DELETE ON payment_notice TO lilong_worker;
CREATE POLICY operator_all ON payment_notice TO lilong_operator USING (true) WITH CHECK (true);
CREATE POLICY worker_all ON payment_notice TO lilong_worker USING (true) WITH CHECK (true);
CREATE TABLE purchase_count (
  buyer_id BIGINT NOT NULL, 
  sku_id BIGINT NOT NULL, 
  taken BIGINT NOT NULL, 
  CONSTRAINT purchase_count_pkey PRIMARY KEY (buyer_id, sku_id), 
  CONSTRAINT purchase_count_not_negative_check CHECK (taken >= 0)
);
ALTER TABLE purchase_count ENABLE ROW LEVEL SECURITY;
ALTER TABLE purchase_count FORCE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE, DELETE ON purchase_count TO lilong_buyer;
GRANT SELECT, INSERT, UPDATE, DELETE ON purchase_count TO lilong_operator;
GRANT SELECT, INSERT, UPDATE, DELETE ON purchase_count TO lilong_worker;
CREATE POLICY buyer_own ON purchase_count TO lilong_buyer USING (buyer_id = nullif(current_setting('app.buyer_id', true), '')::bigint) WITH CHECK (buyer_id = nullif(current_setting('app.buyer_id', true), '')::bigint);
CREATE POLICY operator_all ON purchase_count TO lilong_operator USING (true) WITH CHECK (true);
CREATE POLICY worker_all ON purchase_count TO lilong_worker USING (true) WITH CHECK (true);
CREATE TABLE repair (
  id BIGINT NOT NULL, 
  kind VARCHAR NOT NULL, 
  subject VARCHAR NOT NULL, 
  facts JSONB NOT NULL, 
  state VARCHAR NOT NULL, 
  created_at TIMESTAMP WITH TIME ZONE NOT NULL, 
  CONSTRAINT repair_pkey PRIMARY KEY (id), 
  CONSTRAINT repair_state_check CHECK (state IN ('open', 'resolved'))
);
CREATE INDEX repair_created_at_id_idx ON repair (created_at, id);
CREATE UNIQUE INDEX repair_once ON repair (kind, subject);
ALTER TABLE repair ENABLE ROW LEVEL SECURITY;
ALTER TABLE repair FORCE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE, DELETE ON repair TO lilong_operator;
GRANT SELECT, INSERT, UPDATE, DELETE ON repair TO lilong_worker;
CREATE POLICY operator_all ON repair TO lilong_operator USING (true) WITH CHECK (true);
CREATE POLICY worker_all ON repair TO lilong_worker USING (true) WITH CHECK (true);
CREATE TABLE role (
  id BIGINT NOT NULL, 
  shop_id BIGINT, 
  name VARCHAR NOT NULL, 
  is_owner BOOLEAN NOT NULL, 
  permissions TEXT[] NOT NULL, 
  created_at TIMESTAMP WITH TIME ZONE NOT NULL, 
  CONSTRAINT role_pkey PRIMARY KEY (id), 
  CONSTRAINT role_shop_id_name_key UNIQUE NULLS NOT DISTINCT (shop_id, name)
);
CREATE UNIQUE INDEX role_owner_key ON role (shop_id) NULLS NOT DISTINCT WHERE is_owner;
ALTER TABLE role ENABLE ROW LEVEL SECURITY;
ALTER TABLE role FORCE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE, DELETE ON role TO lilong_merchant;
GRANT SELECT, INSERT, UPDATE, DELETE ON role TO lilong_operator;
GRANT SELECT, INSERT, UPDATE, DELETE ON role TO lilong_worker;
CREATE POLICY merchant_own ON role TO lilong_merchant USING (shop_id = nullif(current_setting('app.shop_id', true), '')::bigint) WITH CHECK (shop_id = nullif(current_setting('app.shop_id', true), '')::bigint);
CREATE POLICY operator_all ON role TO lilong_operator USING (true) WITH CHECK (true);
CREATE POLICY worker_all ON role TO lilong_worker USING (true) WITH CHECK (true);
CREATE TABLE session (
  id BIGINT NOT NULL, 
  audience VARCHAR NOT NULL, 
  person_id BIGINT NOT NULL, 
  access_hash BYTEA NOT NULL, 
  refresh_hash BYTEA NOT NULL, 
  previous_refresh_hash BYTEA, 
  rotated_at TIMESTAMP WITH TIME ZONE NOT NULL, 
  expires_at TIMESTAMP WITH TIME ZONE NOT NULL, 
  refresh_until TIMESTAMP WITH TIME ZONE NOT NULL, 
  device VARCHAR NOT NULL, 
  created_at TIMESTAMP WITH TIME ZONE NOT NULL, 
  last_seen_at TIMESTAMP WITH TIME ZONE NOT NULL, 
  revoked_at TIMESTAMP WITH TIME ZONE, 
  CONSTRAINT session_pkey PRIMARY KEY (id), 
  CONSTRAINT session_access_hash_key UNIQUE (access_hash), 
  CONSTRAINT session_refresh_hash_key UNIQUE (refresh_hash), 
  CONSTRAINT session_audience_check CHECK (audience IN ('buyer', 'staff', 'operator'))
);
CREATE INDEX session_audience_person_id_idx ON session (audience, person_id);
CREATE INDEX session_previous_refresh_hash_idx ON session (previous_refresh_hash);
ALTER TABLE session ENABLE ROW LEVEL SECURITY;
ALTER TABLE session FORCE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE, DELETE ON session TO lilong_operator;
GRANT SELECT, INSERT, UPDATE, DELETE ON session TO lilong_worker;
CREATE POLICY operator_all ON session TO lilong_operator USING (true) WITH CHECK (true);
CREATE POLICY worker_all ON session TO lilong_worker USING (true) WITH CHECK (true);
CREATE TABLE settlement_run (
  id BIGINT NOT NULL, 
  until_on DATE NOT NULL, 
  started_by BIGINT NOT NULL, 
  started_at TIMESTAMP WITH TIME ZONE NOT NULL, 
  finished_at TIMESTAMP WITH TIME ZONE, 
  statement_count BIGINT NOT NULL, 
  net_fen BIGINT NOT NULL, 
  CONSTRAINT settlement_run_pkey PRIMARY KEY (id)
);
CREATE INDEX settlement_run_started_at_id_idx ON settlement_run (started_at, id);
ALTER TABLE settlement_run ENABLE ROW LEVEL SECURITY;
ALTER TABLE settlement_run FORCE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE, DELETE ON settlement_run TO lilong_operator;
GRANT SELECT, INSERT, UPDATE, DELETE ON settlement_run TO lilong_worker;
CREATE POLICY operator_all ON settlement_run TO lilong_operator USING (true) WITH CHECK (true);
CREATE POLICY worker_all ON settlement_run TO lilong_worker USING (true) WITH CHECK (true);
CREATE TABLE shipment (
  id BIGINT NOT NULL, 
  order_id BIGINT NOT NULL, 
  shop_id BIGINT NOT NULL, 
  buyer_id BIGINT NOT NULL, 
  courier_code VARCHAR NOT NULL, 
  tracking_number VARCHAR NOT NULL, 
  shipped_at TIMESTAMP WITH TIME ZONE NOT NULL, 
  shipped_by BIGINT NOT NULL, 
  CONSTRAINT shipment_pkey PRIMARY KEY (id), 
  CONSTRAINT shipment_shop_id_courier_code_tracking_number_key UNIQUE (shop_id, courier_code, tracking_number)
);
CREATE INDEX shipment_order_id_idx ON shipment (order_id);
ALTER TABLE shipment ENABLE ROW LEVEL SECURITY;
ALTER TABLE shipment FORCE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE, DELETE ON shipment TO lilong_buyer;
GRANT SELECT, INSERT, UPDATE, DELETE ON shipment TO lilong_merchant;
GRANT SELECT, INSERT, UPDATE, DELETE ON shipment TO lilong_operator;
GRANT SELECT, INSERT, UPDATE, DELETE ON shipment TO lilong_worker;
CREATE POLICY buyer_own ON shipment TO lilong_buyer USING (buyer_id = nullif(current_setting('app.buyer_id', true), '')::bigint) WITH CHECK (buyer_id = nullif(current_setting('app.buyer_id', true), '')::bigint);
CREATE POLICY merchant_own ON shipment TO lilong_merchant USING (shop_id = nullif(current_setting('app.shop_id', true), '')::bigint) WITH CHECK (shop_id = nullif(current_setting('app.shop_id', true), '')::bigint);
CREATE POLICY operator_all ON shipment TO lilong_operator USING (true) WITH CHECK (true);
CREATE POLICY worker_all ON shipment TO lilong_worker USING (true) WITH CHECK (true);
CREATE TABLE shop (
  id BIGINT NOT NULL, 
  name VARCHAR NOT NULL, 
  name_key VARCHAR NOT NULL, 
  tagline VARCHAR NOT NULL, 
  notice VARCHAR NOT NULL, 
  logo_media_id BIGINT, 
  state VARCHAR NOT NULL, 
  sub_mchid VARCHAR NOT NULL, 
  company_name VARCHAR NOT NULL, 
  licence_number VARCHAR NOT NULL, 
  licence_media_id BIGINT NOT NULL, 
  region_code VARCHAR NOT NULL, 
  province VARCHAR NOT NULL, 
  city VARCHAR NOT NULL, 
  district VARCHAR NOT NULL, 
  street VARCHAR NOT NULL, 
  detail VARCHAR NOT NULL, 
  is_self_operated BOOLEAN NOT NULL, 
  product_count INTEGER NOT NULL, 
  freeze_reason VARCHAR NOT NULL, 
  created_at TIMESTAMP WITH TIME ZONE NOT NULL, 
  opened_at TIMESTAMP WITH TIME ZONE, 
  CONSTRAINT shop_pkey PRIMARY KEY (id), 
  CONSTRAINT shop_name_key_key UNIQUE (name_key), 
  CONSTRAINT shop_sub_mchid_key UNIQUE (sub_mchid), 
  CONSTRAINT shop_state_check CHECK (state IN ('preparing', 'open', 'frozen', 'closed')), 
  CONSTRAINT shop_opened_check CHECK (state = 'preparing' OR opened_at IS NOT NULL), 
  CONSTRAINT shop_product_count_check CHECK (product_count >= 0)
);
CREATE INDEX shop_state_id_idx ON shop (state, id);
ALTER TABLE shop ENABLE ROW LEVEL SECURITY;
ALTER TABLE shop FORCE ROW LEVEL SECURITY;
GRANT SELECT ON shop TO lilong_buyer;
GRANT SELECT ON shop TO lilong_merchant;
GRANT SELECT, INSERT, UPDATE, DELETE ON shop TO lilong_merchant;
GRANT SELECT, INSERT, UPDATE, DELETE ON shop TO lilong_operator;
GRANT SELECT, INSERT, UPDATE, DELETE ON shop TO lilong_worker;
CREATE POLICY buyer_reads ON shop FOR SELECT TO lilong_buyer USING (true);
CREATE POLICY merchant_own ON shop TO lilong_merchant USING (id = nullif(current_setting('app.shop_id', true), '')::bigint) WITH CHECK (id = nullif(current_setting('app.shop_id', true), '')::bigint);
CREATE POLICY operator_all ON shop TO lilong_operator USING (true) WITH CHECK (true);
CREATE POLICY worker_all ON shop TO lilong_worker USING (true) WITH CHECK (true);
CREATE TABLE sign_in_try (
  audience VARCHAR NOT NULL, 
  phone_index BYTEA NOT NULL, 
  tries INTEGER NOT NULL, 
  tried_at TIMESTAMP WITH TIME ZONE NOT NULL, 
  CONSTRAINT sign_in_try_pkey PRIMARY KEY (audience, phone_index)
);
CREATE INDEX sign_in_try_tried_at_idx ON sign_in_try (tried_at);
ALTER TABLE sign_in_try ENABLE ROW LEVEL SECURITY;
ALTER TABLE sign_in_try FORCE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE, DELETE ON sign_in_try TO lilong_operator;
GRANT SELECT, INSERT, UPDATE, DELETE ON sign_in_try TO lilong_worker;
CREATE POLICY operator_all ON sign_in_try TO lilong_operator USING (true) WITH CHECK (true);
CREATE POLICY worker_all ON sign_in_try TO lilong_worker USING (true) WITH CHECK (true);
CREATE TABLE staff (
  id BIGINT NOT NULL, 
  name VARCHAR NOT NULL, 
  created_at TIMESTAMP WITH TIME ZONE NOT NULL, 
  CONSTRAINT staff_pkey PRIMARY KEY (id)
);
ALTER TABLE staff ENABLE ROW LEVEL SECURITY;
ALTER TABLE staff FORCE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE, DELETE ON staff TO lilong_operator;
GRANT SELECT, INSERT, UPDATE, DELETE ON staff TO lilong_worker;
CREATE POLICY operator_all ON staff TO lilong_operator USING (true) WITH CHECK (true);
CREATE POLICY worker_all ON staff TO lilong_worker USING (true) WITH CHECK (true);
CREATE TABLE stock_move (
  id BIGINT NOT NULL, 
  shop_id BIGINT NOT NULL, 
  sku_id BIGINT NOT NULL, 
  warehouse_id BIGINT NOT NULL, 
  kind VARCHAR NOT NULL, 
  on_hand_delta INTEGER NOT NULL, 
  reserved_delta INTEGER NOT NULL, 
  on_hand_after INTEGER NOT NULL, 
  reserved_after INTEGER NOT NULL, 
  order_line_id BIGINT, 
  actor_kind VARCHAR NOT NULL, 
  actor_id BIGINT NOT NULL, 
  reason VARCHAR NOT NULL, 
  at TIMESTAMP WITH TIME ZONE NOT NULL, 
  CONSTRAINT stock_move_pkey PRIMARY KEY (id), 
  CONSTRAINT stock_move_kind_check CHECK (kind IN ('set', 'adjust', 'reserve', 'release', 'take', 'put_back'))
);
CREATE INDEX stock_move_sku_id_id_idx ON stock_move (sku_id, id);
ALTER TABLE stock_move ENABLE ROW LEVEL SECURITY;
ALTER TABLE stock_move FORCE ROW LEVEL SECURITY;
GRANT INSERT ON stock_move TO lilong_buyer;
GRANT SELECT, INSERT ON stock_move TO lilong_merchant;
GRANT SELECT, INSERT ON stock_move TO lilong_operator;
GRANT SELECT, INSERT ON stock_move TO lilong_worker;
CREATE POLICY buyer_may_insert ON stock_move FOR INSERT TO lilong_buyer WITH CHECK (true);
CREATE POLICY merchant_own ON stock_move TO lilong_merchant USING (shop_id = nullif(current_setting('app.shop_id', true), '')::bigint) WITH CHECK (shop_id = nullif(current_setting('app.shop_id', true), '')::bigint);
CREATE POLICY operator_all ON stock_move TO lilong_operator USING (true) WITH CHECK (true);
CREATE POLICY worker_all ON stock_move TO lilong_worker USING (true) WITH CHECK (true);
CREATE TABLE trade (
  id BIGINT NOT NULL, 
  number VARCHAR NOT NULL, 
  buyer_id BIGINT NOT NULL, 
  state VARCHAR NOT NULL, 
  version BIGINT NOT NULL, 
  total_fen BIGINT NOT NULL, 
  pay_by TIMESTAMP WITH TIME ZONE NOT NULL, 
  placed_at TIMESTAMP WITH TIME ZONE NOT NULL, 
  paid_at TIMESTAMP WITH TIME ZONE, 
  closed_at TIMESTAMP WITH TIME ZONE, 
  close_reason VARCHAR, 
  closed_by VARCHAR, 
  CONSTRAINT trade_pkey PRIMARY KEY (id), 
  CONSTRAINT trade_state_check CHECK (state IN ('open', 'closing', 'closed', 'paid')), 
  CONSTRAINT trade_total_check CHECK (total_fen > 0), 
  CONSTRAINT trade_paid_check CHECK (state <> 'paid' OR paid_at IS NOT NULL), 
  CONSTRAINT trade_number_key UNIQUE (number)
);
CREATE INDEX trade_buyer_id_placed_at_idx ON trade (buyer_id, placed_at);
ALTER TABLE trade ENABLE ROW LEVEL SECURITY;
ALTER TABLE trade FORCE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE, DELETE ON trade TO lilong_buyer;
GRANT SELECT, INSERT, UPDATE, DELETE ON trade TO lilong_operator;
GRANT SELECT, INSERT, UPDATE, DELETE ON trade TO lilong_worker;
CREATE POLICY buyer_own ON trade TO lilong_buyer USING (buyer_id = nullif(current_setting('app.buyer_id', true), '')::bigint) WITH CHECK (buyer_id = nullif(current_setting('app.buyer_id', true), '')::bigint);
CREATE POLICY operator_all ON trade TO lilong_operator USING (true) WITH CHECK (true);
CREATE POLICY worker_all ON trade TO lilong_worker USING (true) WITH CHECK (true);
CREATE TABLE warehouse (
  id BIGINT NOT NULL, 
  shop_id BIGINT NOT NULL, 
  name VARCHAR NOT NULL, 
  is_default BOOLEAN NOT NULL, 
  CONSTRAINT warehouse_pkey PRIMARY KEY (id)
);
CREATE UNIQUE INDEX warehouse_default_key ON warehouse (shop_id) WHERE is_default;
ALTER TABLE warehouse ENABLE ROW LEVEL SECURITY;
ALTER TABLE warehouse FORCE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE, DELETE ON warehouse TO lilong_merchant;
GRANT SELECT, INSERT, UPDATE, DELETE ON warehouse TO lilong_operator;
GRANT SELECT, INSERT, UPDATE, DELETE ON warehouse TO lilong_worker;
CREATE POLICY merchant_own ON warehouse TO lilong_merchant USING (shop_id = nullif(current_setting('app.shop_id', true), '')::bigint) WITH CHECK (shop_id = nullif(current_setting('app.shop_id', true), '')::bigint);
CREATE POLICY operator_all ON warehouse TO lilong_operator USING (true) WITH CHECK (true);
CREATE POLICY worker_all ON warehouse TO lilong_worker USING (true) WITH CHECK (true);
CREATE TABLE address (
  id BIGINT NOT NULL, 
  buyer_id BIGINT NOT NULL, 
  name VARCHAR NOT NULL, 
  phone_sealed BYTEA NOT NULL, 
  region_code VARCHAR NOT NULL, 
  province VARCHAR NOT NULL, 
  city VARCHAR NOT NULL, 
  district VARCHAR NOT NULL, 
  street VARCHAR NOT NULL, 
  detail VARCHAR NOT NULL, 
  is_default BOOLEAN NOT NULL, 
  created_at TIMESTAMP WITH TIME ZONE NOT NULL, 
  CONSTRAINT address_pkey PRIMARY KEY (id), 
  CONSTRAINT address_buyer_id_fkey FOREIGN KEY(buyer_id) REFERENCES buyer (id)
);
CREATE INDEX address_buyer_id_idx ON address (buyer_id);
CREATE UNIQUE INDEX address_default_key ON address (buyer_id) WHERE is_default;
ALTER TABLE address ENABLE ROW LEVEL SECURITY;
ALTER TABLE address FORCE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE, DELETE ON address TO lilong_buyer;
GRANT SELECT, INSERT, UPDATE, DELETE ON address TO lilong_operator;
GRANT SELECT, INSERT, UPDATE, DELETE ON address TO lilong_worker;
CREATE POLICY buyer_own ON address TO lilong_buyer USING (buyer_id = nullif(current_setting('app.buyer_id', true), '')::bigint) WITH CHECK (buyer_id = nullif(current_setting('app.buyer_id', true), '')::bigint);
CREATE POLICY operator_all ON address TO lilong_operator USING (true) WITH CHECK (true);
CREATE POLICY worker_all ON address TO lilong_worker USING (true) WITH CHECK (true);
CREATE TABLE application (
  id BIGINT NOT NULL, 
  staff_id BIGINT NOT NULL, 
  state VARCHAR NOT NULL, 
  shop_name VARCHAR NOT NULL, 
  tagline VARCHAR NOT NULL, 
  company_name VARCHAR NOT NULL, 
  licence_number VARCHAR NOT NULL, 
  licence_media_id BIGINT NOT NULL, 
  contact_name VARCHAR NOT NULL, 
  contact_phone_sealed BYTEA NOT NULL, 
  category_ids BIGINT[] NOT NULL, 
  region_code VARCHAR NOT NULL, 
  province VARCHAR NOT NULL, 
  city VARCHAR NOT NULL, 
  district VARCHAR NOT NULL, 
  street VARCHAR NOT NULL, 
  detail VARCHAR NOT NULL, 
  submitted_at TIMESTAMP WITH TIME ZONE NOT NULL, 
  decided_at TIMESTAMP WITH TIME ZONE, 
  decision_note VARCHAR NOT NULL, 
  commission_bp INTEGER, 
  shop_id BIGINT, 
  CONSTRAINT application_pkey PRIMARY KEY (id), 
  CONSTRAINT application_state_check CHECK (state IN ('submitted', 'approved', 'rejected')), 
  CONSTRAINT application_shop_check CHECK ((state = 'approved') = (shop_id IS NOT NULL)), 
  CONSTRAINT application_decision_check CHECK ((state = 'submitted') = (decided_at IS NULL)), 
  CONSTRAINT application_shop_id_fkey FOREIGN KEY(shop_id) REFERENCES shop (id)
);
CREATE INDEX application_staff_id_idx ON application (staff_id);
CREATE INDEX application_state_submitted_at_idx ON application (state, submitted_at);
ALTER TABLE application ENABLE ROW LEVEL SECURITY;
ALTER TABLE application FORCE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE, DELETE ON application TO lilong_operator;
GRANT SELECT, INSERT, UPDATE, DELETE ON application TO lilong_worker;
CREATE POLICY operator_all ON application TO lilong_operator USING (true) WITH CHECK (true);
CREATE POLICY worker_all ON application TO lilong_worker USING (true) WITH CHECK (true);
CREATE TABLE ledger_floor (
  account VARCHAR NOT NULL, 
  credit_fen BIGINT NOT NULL, 
  CONSTRAINT ledger_floor_pkey PRIMARY KEY (account), 
  CONSTRAINT ledger_floor_not_negative_check CHECK (credit_fen >= 0), 
  CONSTRAINT ledger_floor_account_fkey FOREIGN KEY(account) REFERENCES ledger_account (code)
);
ALTER TABLE ledger_floor ENABLE ROW LEVEL SECURITY;
ALTER TABLE ledger_floor FORCE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE, DELETE ON ledger_floor TO lilong_operator;
GRANT SELECT, INSERT, UPDATE, DELETE ON ledger_floor TO lilong_worker;
CREATE POLICY operator_all ON ledger_floor TO lilong_operator USING (true) WITH CHECK (true);
CREATE POLICY worker_all ON ledger_floor TO lilong_worker USING (true) WITH CHECK (true);
CREATE TABLE ledger_posting (
  id BIGINT NOT NULL, 
  transaction_id BIGINT NOT NULL, 
  account VARCHAR NOT NULL, 
  asset VARCHAR NOT NULL, 
  amount BIGINT NOT NULL, 
  CONSTRAINT ledger_posting_pkey PRIMARY KEY (id), 
  CONSTRAINT ledger_posting_amount_check CHECK (amount <> 0), 
  CONSTRAINT ledger_posting_transaction_id_fkey FOREIGN KEY(transaction_id) REFERENCES ledger_transaction (id), 
  CONSTRAINT ledger_posting_account_fkey FOREIGN KEY(account) REFERENCES ledger_account (code)
);
CREATE INDEX ledger_posting_account_id_idx ON ledger_posting (account, id);
CREATE INDEX ledger_posting_transaction_id_idx ON ledger_posting (transaction_id);
ALTER TABLE ledger_posting ENABLE ROW LEVEL SECURITY;
ALTER TABLE ledger_posting FORCE ROW LEVEL SECURITY;
GRANT SELECT, INSERT ON ledger_posting TO lilong_operator;
GRANT SELECT, INSERT ON ledger_posting TO lilong_worker;
CREATE POLICY operator_all ON ledger_posting TO lilong_operator USING (true) WITH CHECK (true);
CREATE POLICY worker_all ON ledger_posting TO lilong_worker USING (true) WITH CHECK (true);
CREATE TABLE membership (
  shop_id BIGINT NOT NULL, 
  staff_id BIGINT NOT NULL, 
  role_id BIGINT NOT NULL, 
  name VARCHAR NOT NULL, 
  phone_masked VARCHAR NOT NULL, 
  joined_at TIMESTAMP WITH TIME ZONE NOT NULL, 
  CONSTRAINT membership_pkey PRIMARY KEY (shop_id, staff_id), 
  CONSTRAINT membership_staff_id_fkey FOREIGN KEY(staff_id) REFERENCES staff (id), 
  CONSTRAINT membership_role_id_fkey FOREIGN KEY(role_id) REFERENCES role (id)
);
CREATE INDEX membership_role_id_idx ON membership (role_id);
CREATE INDEX membership_staff_id_idx ON membership (staff_id);
ALTER TABLE membership ENABLE ROW LEVEL SECURITY;
ALTER TABLE membership FORCE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE, DELETE ON membership TO lilong_merchant;
GRANT SELECT, INSERT, UPDATE, DELETE ON membership TO lilong_operator;
GRANT SELECT, INSERT, UPDATE, DELETE ON membership TO lilong_worker;
CREATE POLICY merchant_own ON membership TO lilong_merchant USING (shop_id = nullif(current_setting('app.shop_id', true), '')::bigint) WITH CHECK (shop_id = nullif(current_setting('app.shop_id', true), '')::bigint);
CREATE POLICY operator_all ON membership TO lilong_operator USING (true) WITH CHECK (true);
CREATE POLICY worker_all ON membership TO lilong_worker USING (true) WITH CHECK (true);
CREATE TABLE operator (
  id BIGINT NOT NULL, 
  name VARCHAR NOT NULL, 
  role_id BIGINT NOT NULL, 
  is_active BOOLEAN NOT NULL, 
  created_at TIMESTAMP WITH TIME ZONE NOT NULL, 
  CONSTRAINT operator_pkey PRIMARY KEY (id), 
  CONSTRAINT operator_role_id_fkey FOREIGN KEY(role_id) REFERENCES role (id)
);
CREATE INDEX operator_role_id_idx ON operator (role_id);
ALTER TABLE operator ENABLE ROW LEVEL SECURITY;
ALTER TABLE operator FORCE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE, DELETE ON operator TO lilong_operator;
GRANT SELECT, INSERT, UPDATE, DELETE ON operator TO lilong_worker;
CREATE POLICY operator_all ON operator TO lilong_operator USING (true) WITH CHECK (true);
CREATE POLICY worker_all ON operator TO lilong_worker USING (true) WITH CHECK (true);
CREATE TABLE payment_part (
  id BIGINT NOT NULL, 
  payment_id BIGINT NOT NULL, 
  order_id BIGINT NOT NULL, 
  shop_id BIGINT NOT NULL, 
  buyer_id BIGINT NOT NULL, 
  sub_mchid VARCHAR NOT NULL, 
  number VARCHAR NOT NULL, 
  amount_fen BIGINT NOT NULL, 
  transaction_id VARCHAR, 
  is_counted BOOLEAN NOT NULL, 
  paid_at TIMESTAMP WITH TIME ZONE, 
  CONSTRAINT payment_part_pkey PRIMARY KEY (id), 
  CONSTRAINT payment_part_amount_check CHECK (amount_fen > 0), 
  CONSTRAINT payment_part_paid_check CHECK ((transaction_id IS NULL) = (paid_at IS NULL)), 
  CONSTRAINT payment_part_counted_check CHECK (paid_at IS NOT NULL OR NOT is_counted), 
  CONSTRAINT payment_part_payment_id_fkey FOREIGN KEY(payment_id) REFERENCES payment (id), 
  CONSTRAINT payment_part_number_key UNIQUE (number), 
  CONSTRAINT payment_part_transaction_id_key UNIQUE (transaction_id)
);
CREATE UNIQUE INDEX payment_part_one_counted_per_order ON payment_part (order_id) WHERE is_counted;
CREATE INDEX payment_part_order_id_idx ON payment_part (order_id);
CREATE INDEX payment_part_payment_id_idx ON payment_part (payment_id);
ALTER TABLE payment_part ENABLE ROW LEVEL SECURITY;
ALTER TABLE payment_part FORCE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE, DELETE ON payment_part TO lilong_buyer;
GRANT SELECT, INSERT, UPDATE, DELETE ON payment_part TO lilong_merchant;
GRANT SELECT, INSERT, UPDATE, DELETE ON payment_part TO lilong_operator;
GRANT SELECT, INSERT, UPDATE, DELETE ON payment_part TO lilong_worker;
CREATE POLICY buyer_own ON payment_part TO lilong_buyer USING (buyer_id = nullif(current_setting('app.buyer_id', true), '')::bigint) WITH CHECK (buyer_id = nullif(current_setting('app.buyer_id', true), '')::bigint);
CREATE POLICY merchant_own ON payment_part TO lilong_merchant USING (shop_id = nullif(current_setting('app.shop_id', true), '')::bigint) WITH CHECK (shop_id = nullif(current_setting('app.shop_id', true), '')::bigint);
CREATE POLICY operator_all ON payment_part TO lilong_operator USING (true) WITH CHECK (true);
CREATE POLICY worker_all ON payment_part TO lilong_worker USING (true) WITH CHECK (true);
CREATE TABLE product (
  id BIGINT NOT NULL, 
  shop_id BIGINT NOT NULL, 
  category_id BIGINT NOT NULL, 
  brand_id BIGINT, 
  title VARCHAR NOT NULL, 
  subtitle VARCHAR NOT NULL, 
  picture_ids BIGINT[] NOT NULL, 
  attributes JSONB NOT NULL, 
  dimensions JSONB NOT NULL, 
  detail JSONB NOT NULL, 
  services JSONB NOT NULL, 
  return_policy VARCHAR NOT NULL, 
  freight_template_id BIGINT NOT NULL, 
  state VARCHAR NOT NULL, 
  version INTEGER NOT NULL, 
  price_min_fen BIGINT NOT NULL, 
  price_max_fen BIGINT NOT NULL, 
  list_price_fen BIGINT, 
  sold_count BIGINT NOT NULL, 
  listed_at TIMESTAMP WITH TIME ZONE, 
  rank BIGINT GENERATED ALWAYS AS (round(1000 * log(1 + sold_count))::bigint + extract(epoch FROM listed_at AT TIME ZONE 'UTC')::bigint / 2592) STORED, 
  created_at TIMESTAMP WITH TIME ZONE NOT NULL, 
  updated_at TIMESTAMP WITH TIME ZONE NOT NULL, 
  CONSTRAINT product_pkey PRIMARY KEY (id), 
  CONSTRAINT product_state_check CHECK (state IN ('draft', 'listed', 'delisted')), 
  CONSTRAINT product_listed_at_check CHECK (state <> 'listed' OR listed_at IS NOT NULL), 
  CONSTRAINT product_return_policy_check CHECK (return_policy IN ('seven_days', 'no_return_fresh', 'no_return_custom')), 
  CONSTRAINT product_price_check CHECK (0 < price_min_fen AND price_min_fen <= price_max_fen), 
  CONSTRAINT product_sold_count_check CHECK (sold_count >= 0), 
  CONSTRAINT product_picture_ids_check CHECK (cardinality(picture_ids) >= 1), 
  CONSTRAINT product_category_id_fkey FOREIGN KEY(category_id) REFERENCES category (id), 
  CONSTRAINT product_brand_id_fkey FOREIGN KEY(brand_id) REFERENCES brand (id), 
  CONSTRAINT product_freight_template_id_fkey FOREIGN KEY(freight_template_id) REFERENCES freight_template (id)
);
CREATE INDEX product_by_newness ON product (category_id, listed_at, id) WHERE state = 'listed';
CREATE INDEX product_by_price ON product (category_id, price_min_fen, id) WHERE state = 'listed';
CREATE INDEX product_by_rank ON product (category_id, rank, id) WHERE state = 'listed';
CREATE INDEX product_by_sales ON product (category_id, sold_count, id) WHERE state = 'listed';
CREATE INDEX product_shop_id_updated_at_id_idx ON product (shop_id, updated_at, id);
ALTER TABLE product ENABLE ROW LEVEL SECURITY;
ALTER TABLE product FORCE ROW LEVEL SECURITY;
GRANT SELECT ON product TO lilong_buyer;
GRANT SELECT ON product TO lilong_merchant;
GRANT SELECT, INSERT, UPDATE, DELETE ON product TO lilong_merchant;
GRANT SELECT, INSERT, UPDATE, DELETE ON product TO lilong_operator;
GRANT SELECT, INSERT, UPDATE, DELETE ON product TO lilong_worker;
CREATE POLICY buyer_reads ON product FOR SELECT TO lilong_buyer USING (true);
CREATE POLICY merchant_own ON product TO lilong_merchant USING (shop_id = nullif(current_setting('app.shop_id', true), '')::bigint) WITH CHECK (shop_id = nullif(current_setting('app.shop_id', true), '')::bigint);
CREATE POLICY operator_all ON product TO lilong_operator USING (true) WITH CHECK (true);
CREATE POLICY worker_all ON product TO lilong_worker USING (true) WITH CHECK (true);
CREATE TABLE reservation (
  id BIGINT NOT NULL, 
  order_line_id BIGINT NOT NULL, 
  sku_id BIGINT NOT NULL, 
  warehouse_id BIGINT NOT NULL, 
  shop_id BIGINT NOT NULL, 
  quantity INTEGER NOT NULL, 
  taken INTEGER NOT NULL, 
  released INTEGER NOT NULL, 
  returned INTEGER NOT NULL, 
  CONSTRAINT reservation_pkey PRIMARY KEY (id), 
  CONSTRAINT reservation_order_line_id_key UNIQUE (order_line_id), 
  CONSTRAINT reservation_quantity_check CHECK (quantity > 0), 
  CONSTRAINT reservation_ends_once_check CHECK (taken >= 0 AND released >= 0 AND taken + released <= quantity), 
  CONSTRAINT reservation_returned_check CHECK (0 <= returned AND returned <= taken), 
  CONSTRAINT reservation_warehouse_id_fkey FOREIGN KEY(warehouse_id) REFERENCES warehouse (id)
);
CREATE INDEX reservation_open ON reservation (sku_id) WHERE taken + released < quantity;
ALTER TABLE reservation ENABLE ROW LEVEL SECURITY;
ALTER TABLE reservation FORCE ROW LEVEL SECURITY;
GRANT INSERT ON reservation TO lilong_buyer;
GRANT SELECT, INSERT, UPDATE, DELETE ON reservation TO lilong_merchant;
GRANT SELECT, INSERT, UPDATE, DELETE ON reservation TO lilong_operator;
GRANT SELECT, INSERT, UPDATE, DELETE ON reservation TO lilong_worker;
CREATE POLICY buyer_may_insert ON reservation FOR INSERT TO lilong_buyer WITH CHECK (true);
CREATE POLICY merchant_own ON reservation TO lilong_merchant USING (shop_id = nullif(current_setting('app.shop_id', true), '')::bigint) WITH CHECK (shop_id = nullif(current_setting('app.shop_id', true), '')::bigint);
CREATE POLICY operator_all ON reservation TO lilong_operator USING (true) WITH CHECK (true);
CREATE POLICY worker_all ON reservation TO lilong_worker USING (true) WITH CHECK (true);
CREATE TABLE shipment_line (
  shipment_id BIGINT NOT NULL, 
  order_line_id BIGINT NOT NULL, 
  shop_id BIGINT NOT NULL, 
  buyer_id BIGINT NOT NULL, 
  title VARCHAR NOT NULL, 
  quantity BIGINT NOT NULL, 
  CONSTRAINT shipment_line_pkey PRIMARY KEY (shipment_id, order_line_id), 
  CONSTRAINT shipment_line_quantity_check CHECK (quantity > 0), 
  CONSTRAINT shipment_line_shipment_id_fkey FOREIGN KEY(shipment_id) REFERENCES shipment (id)
);
ALTER TABLE shipment_line ENABLE ROW LEVEL SECURITY;
ALTER TABLE shipment_line FORCE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE, DELETE ON shipment_line TO lilong_buyer;
GRANT SELECT, INSERT, UPDATE, DELETE ON shipment_line TO lilong_merchant;
GRANT SELECT, INSERT, UPDATE, DELETE ON shipment_line TO lilong_operator;
GRANT SELECT, INSERT, UPDATE, DELETE ON shipment_line TO lilong_worker;
CREATE POLICY buyer_own ON shipment_line TO lilong_buyer USING (buyer_id = nullif(current_setting('app.buyer_id', true), '')::bigint) WITH CHECK (buyer_id = nullif(current_setting('app.buyer_id', true), '')::bigint);
CREATE POLICY merchant_own ON shipment_line TO lilong_merchant USING (shop_id = nullif(current_setting('app.shop_id', true), '')::bigint) WITH CHECK (shop_id = nullif(current_setting('app.shop_id', true), '')::bigint);
CREATE POLICY operator_all ON shipment_line TO lilong_operator USING (true) WITH CHECK (true);
CREATE POLICY worker_all ON shipment_line TO lilong_worker USING (true) WITH CHECK (true);
CREATE TABLE shop_order (
  id BIGINT NOT NULL, 
  number VARCHAR NOT NULL, 
  trade_id BIGINT NOT NULL, 
  buyer_id BIGINT NOT NULL, 
  shop_id BIGINT NOT NULL, 
  shop_name VARCHAR NOT NULL, 
  sub_mchid VARCHAR NOT NULL, 
  state VARCHAR NOT NULL, 
  goods_fen BIGINT NOT NULL, 
  freight_fen BIGINT NOT NULL, 
  shop_borne_fen BIGINT NOT NULL, 
  platform_borne_fen BIGINT NOT NULL, 
  payable_fen BIGINT NOT NULL, 
  commission_fen BIGINT NOT NULL, 
  remark VARCHAR NOT NULL, 
  note VARCHAR NOT NULL, 
  recipient_name VARCHAR NOT NULL, 
  phone_sealed BYTEA NOT NULL, 
  phone_last4 VARCHAR NOT NULL, 
  address JSONB NOT NULL, 
  placed_at TIMESTAMP WITH TIME ZONE NOT NULL, 
  pay_by TIMESTAMP WITH TIME ZONE NOT NULL, 
  paid_at TIMESTAMP WITH TIME ZONE, 
  ship_by TIMESTAMP WITH TIME ZONE, 
  shipped_at TIMESTAMP WITH TIME ZONE, 
  auto_receive_at TIMESTAMP WITH TIME ZONE, 
  completed_at TIMESTAMP WITH TIME ZONE, 
  closed_at TIMESTAMP WITH TIME ZONE, 
  close_reason VARCHAR, 
  payment_no VARCHAR, 
  transaction_id VARCHAR, 
  CONSTRAINT shop_order_pkey PRIMARY KEY (id), 
  CONSTRAINT shop_order_state_check CHECK (state IN ('unpaid', 'to_ship', 'partly_shipped', 'shipped', 'completed', 'closed')), 
  CONSTRAINT shop_order_adds_up_check CHECK (goods_fen + freight_fen = payable_fen + shop_borne_fen + platform_borne_fen), 
  CONSTRAINT shop_order_not_negative_check CHECK (least(goods_fen, freight_fen, shop_borne_fen, platform_borne_fen, payable_fen, commission_fen) >= 0), 
  CONSTRAINT shop_order_paid_check CHECK (state IN ('unpaid', 'closed') OR paid_at IS NOT NULL), 
  CONSTRAINT shop_order_completed_check CHECK (state <> 'completed' OR completed_at IS NOT NULL), 
  CONSTRAINT shop_order_closed_check CHECK (state <> 'closed' OR closed_at IS NOT NULL), 
  CONSTRAINT shop_order_number_key UNIQUE (number), 
  CONSTRAINT shop_order_trade_id_fkey FOREIGN KEY(trade_id) REFERENCES trade (id)
);
CREATE INDEX shop_order_buyer_id_placed_at_id_idx ON shop_order (buyer_id, placed_at, id);
CREATE INDEX shop_order_buyer_id_state_placed_at_id_idx ON shop_order (buyer_id, state, placed_at, id);
CREATE INDEX shop_order_placed_at_id_idx ON shop_order (placed_at, id);
CREATE INDEX shop_order_shop_id_phone_last4_idx ON shop_order (shop_id, phone_last4);
CREATE INDEX shop_order_shop_id_placed_at_id_idx ON shop_order (shop_id, placed_at, id);
CREATE INDEX shop_order_shop_id_state_placed_at_id_idx ON shop_order (shop_id, state, placed_at, id);
CREATE INDEX shop_order_trade_id_idx ON shop_order (trade_id);
ALTER TABLE shop_order ENABLE ROW LEVEL SECURITY;
ALTER TABLE shop_order FORCE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE, DELETE ON shop_order TO lilong_buyer;
GRANT SELECT, INSERT, UPDATE, DELETE ON shop_order TO lilong_merchant;
GRANT SELECT, INSERT, UPDATE, DELETE ON shop_order TO lilong_operator;
GRANT SELECT, INSERT, UPDATE, DELETE ON shop_order TO lilong_worker;
CREATE POLICY buyer_own ON shop_order TO lilong_buyer USING (buyer_id = nullif(current_setting('app.buyer_id', true), '')::bigint) WITH CHECK (buyer_id = nullif(current_setting('app.buyer_id', true), '')::bigint);
CREATE POLICY merchant_own ON shop_order TO lilong_merchant USING (shop_id = nullif(current_setting('app.shop_id', true), '')::bigint) WITH CHECK (shop_id = nullif(current_setting('app.shop_id', true), '')::bigint);
CREATE POLICY operator_all ON shop_order TO lilong_operator USING (true) WITH CHECK (true);
CREATE POLICY worker_all ON shop_order TO lilong_worker USING (true) WITH CHECK (true);
CREATE TABLE statement (
  id BIGINT NOT NULL, 
  number VARCHAR NOT NULL, 
  run_id BIGINT NOT NULL, 
  shop_id BIGINT NOT NULL, 
  shop_name VARCHAR NOT NULL, 
  from_on DATE NOT NULL, 
  to_on DATE NOT NULL, 
  order_count BIGINT NOT NULL, 
  gross_fen BIGINT NOT NULL, 
  commission_fen BIGINT NOT NULL, 
  fee_fen BIGINT NOT NULL, 
  net_fen BIGINT NOT NULL, 
  published_at TIMESTAMP WITH TIME ZONE NOT NULL, 
  CONSTRAINT statement_pkey PRIMARY KEY (id), 
  CONSTRAINT statement_adds_up_check CHECK (gross_fen = commission_fen + fee_fen + net_fen), 
  CONSTRAINT statement_period_check CHECK (from_on <= to_on), 
  CONSTRAINT statement_number_key UNIQUE (number), 
  CONSTRAINT statement_run_id_fkey FOREIGN KEY(run_id) REFERENCES settlement_run (id)
);
CREATE INDEX statement_run_id_idx ON statement (run_id);
CREATE INDEX statement_shop_id_published_at_id_idx ON statement (shop_id, published_at, id);
ALTER TABLE statement ENABLE ROW LEVEL SECURITY;
ALTER TABLE statement FORCE ROW LEVEL SECURITY;
GRANT SELECT, INSERT ON statement TO lilong_merchant;
GRANT SELECT, INSERT ON statement TO lilong_operator;
GRANT SELECT, INSERT ON statement TO lilong_worker;
CREATE POLICY merchant_own ON statement TO lilong_merchant USING (shop_id = nullif(current_setting('app.shop_id', true), '')::bigint) WITH CHECK (shop_id = nullif(current_setting('app.shop_id', true), '')::bigint);
CREATE POLICY operator_all ON statement TO lilong_operator USING (true) WITH CHECK (true);
CREATE POLICY worker_all ON statement TO lilong_worker USING (true) WITH CHECK (true);
CREATE TABLE stock (
  sku_id BIGINT NOT NULL, 
  warehouse_id BIGINT NOT NULL, 
  shop_id BIGINT NOT NULL, 
  product_id BIGINT NOT NULL, 
  on_hand INTEGER NOT NULL, 
  reserved INTEGER NOT NULL, 
  CONSTRAINT stock_pkey PRIMARY KEY (sku_id, warehouse_id), 
  CONSTRAINT stock_reserved_check CHECK (0 <= reserved AND reserved <= on_hand), 
  CONSTRAINT stock_sku_key UNIQUE (sku_id), 
  CONSTRAINT stock_warehouse_id_fkey FOREIGN KEY(warehouse_id) REFERENCES warehouse (id)
)
 WITH (fillfactor = 70);
CREATE INDEX stock_product_id_idx ON stock (product_id);
CREATE INDEX stock_shop_id_idx ON stock (shop_id);
ALTER TABLE stock ENABLE ROW LEVEL SECURITY;
ALTER TABLE stock FORCE ROW LEVEL SECURITY;
GRANT SELECT ON stock TO lilong_buyer;
GRANT SELECT ON stock TO lilong_merchant;
GRANT SELECT, INSERT, UPDATE, DELETE ON stock TO lilong_merchant;
GRANT SELECT, INSERT, UPDATE, DELETE ON stock TO lilong_operator;
GRANT SELECT, INSERT, UPDATE, DELETE ON stock TO lilong_worker;
GRANT UPDATE (reserved) ON stock TO lilong_buyer;
CREATE POLICY buyer_may_update ON stock FOR UPDATE TO lilong_buyer USING (true);
CREATE POLICY buyer_reads ON stock FOR SELECT TO lilong_buyer USING (true);
CREATE POLICY merchant_own ON stock TO lilong_merchant USING (shop_id = nullif(current_setting('app.shop_id', true), '')::bigint) WITH CHECK (shop_id = nullif(current_setting('app.shop_id', true), '')::bigint);
CREATE POLICY operator_all ON stock TO lilong_operator USING (true) WITH CHECK (true);
CREATE POLICY worker_all ON stock TO lilong_worker USING (true) WITH CHECK (true);
CREATE TABLE application_event (
  id BIGINT NOT NULL, 
  application_id BIGINT NOT NULL, 
  kind VARCHAR NOT NULL, 
  actor_kind VARCHAR NOT NULL, 
  actor_id BIGINT NOT NULL, 
  note VARCHAR NOT NULL, 
  at TIMESTAMP WITH TIME ZONE NOT NULL, 
  CONSTRAINT application_event_pkey PRIMARY KEY (id), 
  CONSTRAINT application_event_kind_check CHECK (kind IN ('submitted', 'resubmitted', 'approved', 'rejected')), 
  CONSTRAINT application_event_application_id_fkey FOREIGN KEY(application_id) REFERENCES application (id)
);
CREATE INDEX application_event_application_id_id_idx ON application_event (application_id, id);
ALTER TABLE application_event ENABLE ROW LEVEL SECURITY;
ALTER TABLE application_event FORCE ROW LEVEL SECURITY;
GRANT SELECT, INSERT ON application_event TO lilong_operator;
GRANT SELECT, INSERT ON application_event TO lilong_worker;
CREATE POLICY operator_all ON application_event TO lilong_operator USING (true) WITH CHECK (true);
CREATE POLICY worker_all ON application_event TO lilong_worker USING (true) WITH CHECK (true);
CREATE TABLE earning (
  id BIGINT NOT NULL, 
  order_id BIGINT NOT NULL, 
  order_number VARCHAR NOT NULL, 
  kind VARCHAR NOT NULL, 
  shop_id BIGINT NOT NULL, 
  sub_mchid VARCHAR NOT NULL, 
  transaction_id VARCHAR NOT NULL, 
  captured_fen BIGINT NOT NULL, 
  commission_fen BIGINT NOT NULL, 
  fee_fen BIGINT, 
  net_fen BIGINT, 
  state VARCHAR NOT NULL, 
  sharing_number VARCHAR NOT NULL, 
  completed_at TIMESTAMP WITH TIME ZONE NOT NULL, 
  share_at TIMESTAMP WITH TIME ZONE NOT NULL, 
  shared_at TIMESTAMP WITH TIME ZONE, 
  statement_id BIGINT, 
  CONSTRAINT earning_pkey PRIMARY KEY (id), 
  CONSTRAINT earning_order_id_kind_key UNIQUE (order_id, kind), 
  CONSTRAINT earning_state_check CHECK (state IN ('expected', 'sharing', 'shared')), 
  CONSTRAINT earning_adds_up_check CHECK (state <> 'shared' OR captured_fen = commission_fen + fee_fen + net_fen AND shared_at IS NOT NULL), 
  CONSTRAINT earning_stamped_check CHECK (statement_id IS NULL OR state = 'shared'), 
  CONSTRAINT earning_sharing_number_key UNIQUE (sharing_number), 
  CONSTRAINT earning_statement_id_fkey FOREIGN KEY(statement_id) REFERENCES statement (id)
);
CREATE INDEX earning_statement_id_idx ON earning (statement_id);
CREATE INDEX earning_unstamped ON earning (shop_id, shared_at) WHERE statement_id IS NULL;
ALTER TABLE earning ENABLE ROW LEVEL SECURITY;
ALTER TABLE earning FORCE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE, DELETE ON earning TO lilong_merchant;
GRANT SELECT, INSERT, UPDATE, DELETE ON earning TO lilong_operator;
GRANT SELECT, INSERT, UPDATE, DELETE ON earning TO lilong_worker;
CREATE POLICY merchant_own ON earning TO lilong_merchant USING (shop_id = nullif(current_setting('app.shop_id', true), '')::bigint) WITH CHECK (shop_id = nullif(current_setting('app.shop_id', true), '')::bigint);
CREATE POLICY operator_all ON earning TO lilong_operator USING (true) WITH CHECK (true);
CREATE POLICY worker_all ON earning TO lilong_worker USING (true) WITH CHECK (true);
CREATE TABLE order_event (
  id BIGINT NOT NULL, 
  order_id BIGINT NOT NULL, 
  buyer_id BIGINT NOT NULL, 
  shop_id BIGINT NOT NULL, 
  kind VARCHAR NOT NULL, 
  from_state VARCHAR, 
  to_state VARCHAR NOT NULL, 
  actor_kind VARCHAR NOT NULL, 
  actor_id BIGINT NOT NULL, 
  reason VARCHAR NOT NULL, 
  at TIMESTAMP WITH TIME ZONE NOT NULL, 
  CONSTRAINT order_event_pkey PRIMARY KEY (id), 
  CONSTRAINT order_event_order_id_fkey FOREIGN KEY(order_id) REFERENCES shop_order (id)
);
CREATE INDEX order_event_order_id_id_idx ON order_event (order_id, id);
ALTER TABLE order_event ENABLE ROW LEVEL SECURITY;
ALTER TABLE order_event FORCE ROW LEVEL SECURITY;
GRANT SELECT, INSERT ON order_event TO lilong_buyer;
GRANT SELECT, INSERT ON order_event TO lilong_merchant;
GRANT SELECT, INSERT ON order_event TO lilong_operator;
GRANT SELECT, INSERT ON order_event TO lilong_worker;
CREATE POLICY buyer_own ON order_event TO lilong_buyer USING (buyer_id = nullif(current_setting('app.buyer_id', true), '')::bigint) WITH CHECK (buyer_id = nullif(current_setting('app.buyer_id', true), '')::bigint);
CREATE POLICY merchant_own ON order_event TO lilong_merchant USING (shop_id = nullif(current_setting('app.shop_id', true), '')::bigint) WITH CHECK (shop_id = nullif(current_setting('app.shop_id', true), '')::bigint);
CREATE POLICY operator_all ON order_event TO lilong_operator USING (true) WITH CHECK (true);
CREATE POLICY worker_all ON order_event TO lilong_worker USING (true) WITH CHECK (true);
CREATE TABLE order_line (
  id BIGINT NOT NULL, 
  order_id BIGINT NOT NULL, 
  buyer_id BIGINT NOT NULL, 
  shop_id BIGINT NOT NULL, 
  kind VARCHAR NOT NULL, 
  sku_id BIGINT, 
  product_id BIGINT, 
  title VARCHAR NOT NULL, 
  spec_text VARCHAR NOT NULL, 
  code VARCHAR NOT NULL, 
  picture JSONB, 
  quantity BIGINT NOT NULL, 
  unit_price_fen BIGINT NOT NULL, 
  list_fen BIGINT NOT NULL, 
  payable_fen BIGINT NOT NULL, 
  shop_borne_fen BIGINT NOT NULL, 
  platform_borne_fen BIGINT NOT NULL, 
  commission_bp BIGINT NOT NULL, 
  commission_fen BIGINT NOT NULL, 
  weight_grams BIGINT NOT NULL, 
  limit_per_buyer INTEGER, 
  return_policy VARCHAR NOT NULL, 
  shipped_quantity BIGINT NOT NULL, 
  CONSTRAINT order_line_pkey PRIMARY KEY (id), 
  CONSTRAINT order_line_kind_check CHECK (kind IN ('goods', 'freight')), 
  CONSTRAINT order_line_quantity_check CHECK (quantity BETWEEN 1 AND 999), 
  CONSTRAINT order_line_shipped_check CHECK (shipped_quantity BETWEEN 0 AND quantity), 
  CONSTRAINT order_line_list_check CHECK (list_fen = unit_price_fen * quantity), 
  CONSTRAINT order_line_adds_up_check CHECK (list_fen = payable_fen + shop_borne_fen + platform_borne_fen), 
  CONSTRAINT order_line_not_negative_check CHECK (payable_fen >= 0 AND commission_fen >= 0), 
  CONSTRAINT order_line_order_id_fkey FOREIGN KEY(order_id) REFERENCES shop_order (id)
);
CREATE INDEX order_line_order_id_idx ON order_line (order_id);
ALTER TABLE order_line ENABLE ROW LEVEL SECURITY;
ALTER TABLE order_line FORCE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE, DELETE ON order_line TO lilong_buyer;
GRANT SELECT, INSERT, UPDATE, DELETE ON order_line TO lilong_merchant;
GRANT SELECT, INSERT, UPDATE, DELETE ON order_line TO lilong_operator;
GRANT SELECT, INSERT, UPDATE, DELETE ON order_line TO lilong_worker;
CREATE POLICY buyer_own ON order_line TO lilong_buyer USING (buyer_id = nullif(current_setting('app.buyer_id', true), '')::bigint) WITH CHECK (buyer_id = nullif(current_setting('app.buyer_id', true), '')::bigint);
CREATE POLICY merchant_own ON order_line TO lilong_merchant USING (shop_id = nullif(current_setting('app.shop_id', true), '')::bigint) WITH CHECK (shop_id = nullif(current_setting('app.shop_id', true), '')::bigint);
CREATE POLICY operator_all ON order_line TO lilong_operator USING (true) WITH CHECK (true);
CREATE POLICY worker_all ON order_line TO lilong_worker USING (true) WITH CHECK (true);
CREATE TABLE refund (
  id BIGINT NOT NULL, 
  number VARCHAR NOT NULL, 
  part_id BIGINT NOT NULL, 
  order_id BIGINT NOT NULL, 
  shop_id BIGINT NOT NULL, 
  buyer_id BIGINT NOT NULL, 
  purpose VARCHAR NOT NULL, 
  reason VARCHAR NOT NULL, 
  amount_fen BIGINT NOT NULL, 
  state VARCHAR NOT NULL, 
  asked_at TIMESTAMP WITH TIME ZONE NOT NULL, 
  done_at TIMESTAMP WITH TIME ZONE, 
  CONSTRAINT refund_pkey PRIMARY KEY (id), 
  CONSTRAINT refund_state_check CHECK (state IN ('asked', 'processing', 'succeeded', 'abnormal', 'closed')), 
  CONSTRAINT refund_amount_check CHECK (amount_fen > 0), 
  CONSTRAINT refund_number_key UNIQUE (number), 
  CONSTRAINT refund_part_id_fkey FOREIGN KEY(part_id) REFERENCES payment_part (id)
);
CREATE UNIQUE INDEX refund_once_per_purpose ON refund (part_id, purpose);
CREATE INDEX refund_order_id_idx ON refund (order_id);
ALTER TABLE refund ENABLE ROW LEVEL SECURITY;
ALTER TABLE refund FORCE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE, DELETE ON refund TO lilong_buyer;
GRANT SELECT, INSERT, UPDATE, DELETE ON refund TO lilong_merchant;
GRANT SELECT, INSERT, UPDATE, DELETE ON refund TO lilong_operator;
GRANT SELECT, INSERT, UPDATE, DELETE ON refund TO lilong_worker;
CREATE POLICY buyer_own ON refund TO lilong_buyer USING (buyer_id = nullif(current_setting('app.buyer_id', true), '')::bigint) WITH CHECK (buyer_id = nullif(current_setting('app.buyer_id', true), '')::bigint);
CREATE POLICY merchant_own ON refund TO lilong_merchant USING (shop_id = nullif(current_setting('app.shop_id', true), '')::bigint) WITH CHECK (shop_id = nullif(current_setting('app.shop_id', true), '')::bigint);
CREATE POLICY operator_all ON refund TO lilong_operator USING (true) WITH CHECK (true);
CREATE POLICY worker_all ON refund TO lilong_worker USING (true) WITH CHECK (true);
CREATE TABLE sku (
  id BIGINT NOT NULL, 
  product_id BIGINT NOT NULL, 
  shop_id BIGINT NOT NULL, 
  position INTEGER NOT NULL, 
  code VARCHAR NOT NULL, 
  spec JSONB NOT NULL, 
  spec_text VARCHAR NOT NULL, 
  picture_id BIGINT, 
  price_fen BIGINT NOT NULL, 
  list_price_fen BIGINT, 
  cost_fen BIGINT, 
  weight_grams INTEGER NOT NULL, 
  limit_per_buyer INTEGER, 
  is_active BOOLEAN NOT NULL, 
  CONSTRAINT sku_pkey PRIMARY KEY (id), 
  CONSTRAINT sku_price_check CHECK (price_fen > 0), 
  CONSTRAINT sku_list_price_check CHECK (list_price_fen >= price_fen), 
  CONSTRAINT sku_cost_check CHECK (cost_fen >= 0), 
  CONSTRAINT sku_weight_check CHECK (weight_grams >= 0), 
  CONSTRAINT sku_limit_per_buyer_check CHECK (limit_per_buyer > 0), 
  CONSTRAINT sku_product_id_fkey FOREIGN KEY(product_id) REFERENCES product (id)
);
CREATE UNIQUE INDEX sku_code_key ON sku (shop_id, code) WHERE is_active;
CREATE INDEX sku_product_id_idx ON sku (product_id);
ALTER TABLE sku ENABLE ROW LEVEL SECURITY;
ALTER TABLE sku FORCE ROW LEVEL SECURITY;
GRANT SELECT ON sku TO lilong_buyer;
GRANT SELECT ON sku TO lilong_merchant;
GRANT SELECT, INSERT, UPDATE, DELETE ON sku TO lilong_merchant;
GRANT SELECT, INSERT, UPDATE, DELETE ON sku TO lilong_operator;
GRANT SELECT, INSERT, UPDATE, DELETE ON sku TO lilong_worker;
CREATE POLICY buyer_reads ON sku FOR SELECT TO lilong_buyer USING (true);
CREATE POLICY merchant_own ON sku TO lilong_merchant USING (shop_id = nullif(current_setting('app.shop_id', true), '')::bigint) WITH CHECK (shop_id = nullif(current_setting('app.shop_id', true), '')::bigint);
CREATE POLICY operator_all ON sku TO lilong_operator USING (true) WITH CHECK (true);
CREATE POLICY worker_all ON sku TO lilong_worker USING (true) WITH CHECK (true);

-- ledger
CREATE FUNCTION ledger_transaction_balances() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (
    SELECT FROM ledger_posting WHERE transaction_id = NEW.transaction_id GROUP BY asset HAVING sum(amount) <> 0
  ) THEN
    RAISE EXCEPTION 'ledger transaction % does not balance', NEW.transaction_id USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER ledger_transaction_balances AFTER INSERT ON ledger_posting
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION ledger_transaction_balances();

-- orders
-- Orders add up to their trade, and lines to their order, whoever writes them and in whatever order: checked at commit.
CREATE FUNCTION trade_adds_up() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.total_fen <> (SELECT sum(payable_fen) FROM shop_order WHERE trade_id = NEW.id) THEN
    RAISE EXCEPTION 'trade % does not add up', NEW.id USING ERRCODE = 'check_violation';
  END IF;
  IF EXISTS (
    SELECT FROM shop_order o JOIN order_line l ON l.order_id = o.id WHERE o.trade_id = NEW.id
    GROUP BY o.id HAVING sum(l.payable_fen) <> o.payable_fen OR sum(l.commission_fen) <> o.commission_fen
  ) THEN
    RAISE EXCEPTION 'an order of trade % does not add up', NEW.id USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER trade_adds_up AFTER INSERT OR UPDATE OF total_fen ON trade
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION trade_adds_up();
