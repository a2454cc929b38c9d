-- What woke an agent's runs was two functions that were always called together; it is agents.wake now.
drop function if exists agents.wake_runs(uuid);
drop function if exists engine.wake_agent(uuid);
