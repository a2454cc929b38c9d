-- Whether a policy has a person decide before a run begins; the modes that ask while it runs do not.
create or replace function lenses.asks_first(p_policy jsonb) returns boolean
language sql immutable set search_path = '' as $$
  select coalesce(p_policy -> 'requiresApproval' = 'true' and coalesce(p_policy ->> 'mode', '') not in ('sensitive_actions', 'on_block'), false)
$$;
