-- The names that a node's output data is known to have; NULL where only the run will tell.
create or replace function lenses.known_outputs(p_kind text, p_lens jsonb, p_template jsonb, p_builds_text boolean) returns text[]
language sql immutable parallel safe set search_path = '' as $$
  select case
    when p_kind = 'transform' and p_builds_text then '{}'
    when p_kind = 'transform' and jsonb_typeof(p_template) = 'object' and p_template - '$path' <> '{}'
      then array(select k from jsonb_object_keys(p_template) k order by k)
    when p_kind = 'lens' and jsonb_typeof(p_lens -> 'output_contract' -> 'fields') = 'object'
      then array(select k from jsonb_object_keys(p_lens -> 'output_contract' -> 'fields') k order by k)
  end
$$;
