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
