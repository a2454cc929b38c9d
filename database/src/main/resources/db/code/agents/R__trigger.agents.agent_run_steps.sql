create or replace trigger set_updated_at before update on agents.agent_run_steps
  for each row execute function engine.set_updated_at();
create or replace trigger guard_status before update of status on agents.agent_run_steps
  for each row execute function engine.guard_transition('agent_run_step');
