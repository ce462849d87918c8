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
