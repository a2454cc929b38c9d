-- The whole answer of a request with an idempotency key, so that a repeated one is told the same (reliability.md F31).
alter table engine.idempotency add column answer jsonb;
comment on table engine.idempotency is 'What requests with an idempotency key have made or were answered, for a week; only engine.claim_key and who keeps what it claimed touch it.';
