-- The gates that no policy can remove.
create or replace function agents.mandatory_gates() returns text[]
language sql immutable parallel safe
return array['create_agent', 'add_team_member', 'grant_lens', 'grant_tool', 'grant_model', 'publish_output', 'external_message',
  'paid_provider_call', 'spend_threshold', 'delete_data', 'modify_schedule', 'expand_permissions'];
