-- Nobody but the owner reads or writes the transition table; the guard is a definer function. No policy, no grant.
revoke all on engine.transitions from anon, authenticated, service_role, engine_worker, engine_scheduler, maintenance;
