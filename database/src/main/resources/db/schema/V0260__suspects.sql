-- Runs that lost worker after worker are sought twice a second, and there are hardly ever any.
create index run_queue_suspects on engine.run_queue (attempt) where claim_id is null and attempt >= 2;
