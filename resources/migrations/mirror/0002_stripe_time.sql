-- As of when a kind is known on Stripe's clock, in seconds: events are asked for by it, as ours may be wrong.
ALTER TABLE run ADD COLUMN stripe_as_of INTEGER;
