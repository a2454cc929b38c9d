-- Adds a row to a person's chain. The head row is locked until the transaction ends, so that the chain has no fork.
create or replace function audit.append(p_owner_id uuid, p_action text, p_subject_type text, p_subject_id uuid, p_detail jsonb default '{}')
returns bigint
language plpgsql volatile set search_path = '' as $$
declare
  v_head audit.heads;
  v_row audit.log;
begin
  if p_owner_id is null then
    return null;
  end if;
  insert into audit.heads (owner_lenser_id, hash) values (p_owner_id, sha256(convert_to('clens audit ' || p_owner_id, 'UTF8')))
  on conflict do nothing;
  select * into v_head from audit.heads h where h.owner_lenser_id = p_owner_id for update;
  v_row.owner_lenser_id := p_owner_id;
  v_row.seq := v_head.seq + 1;
  v_row.actor_lenser_id := lensers.get_auth_lenser_id();
  v_row.action := p_action;
  v_row.subject_type := p_subject_type;
  v_row.subject_id := p_subject_id;
  v_row.detail := coalesce(p_detail, '{}');
  v_row.occurred_at := clock_timestamp();
  v_row.previous_hash := v_head.hash;
  v_row.hash := audit.link(v_head.hash, v_row);
  insert into audit.log select v_row.*;
  update audit.heads h set seq = v_row.seq, hash = v_row.hash where h.owner_lenser_id = p_owner_id;
  return v_row.seq;
end $$;
