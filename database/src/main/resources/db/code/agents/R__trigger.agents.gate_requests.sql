create or replace trigger guard_status before update of status on agents.gate_requests
  for each row execute function engine.guard_transition('gate_request');
