-- Functions that have another shape now: what a step keeps is kept by one (agents.keep_in_hand), and faults of policies come with their path.
drop function if exists agents.keep_work(uuid, uuid, uuid, jsonb);
drop function if exists agents.keep_review(uuid, uuid, uuid, jsonb);
drop function if exists agents.substitutes(uuid, uuid);
drop function if exists agents.policy_conflict(text, jsonb);
drop function if exists agents.policy_problem(text, jsonb);
drop function if exists public.fn_grant_standing_approval(uuid, uuid, text, int);
