-- The list of subscriptions, newest first, of all, of one status, of one price.
CREATE INDEX subscription_newest ON subscription (created, id);
CREATE INDEX subscription_status ON subscription (status, created, id);
CREATE INDEX subscription_price ON subscription (price, created, id);
CREATE INDEX price_product ON price (product);
