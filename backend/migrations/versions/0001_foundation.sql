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
