-- Refuses a target that is none.
create or replace function lensers.check_target(p_kind text, p_url text, p_events text[], p_label text) returns void
language plpgsql immutable set search_path = '' as $$
declare
  v_known text[] := lensers.notification_events();
  v_unknown text := (select e from unnest(p_events) e where e is null or e <> all (v_known) limit 1);
begin
  if p_kind is null or p_kind not in ('webhook', 'email') then
    raise exception 'there is no kind of target "%"', p_kind using errcode = '22023', hint = 'bad_target: pass webhook or email';
  elsif p_kind = 'email' and p_url is not null then
    raise exception 'letters go to the address of your account' using errcode = '22023', hint = 'bad_target: leave p_url out';
  elsif p_kind = 'webhook' and (p_url is null or char_length(p_url) > 2048 or p_url !~ '^https?://[^\s/?#@\\]+(/[^\s\\]*)?$') then
    raise exception 'this is no address that a message can be posted to' using
      errcode = '22023', hint = 'bad_url: pass one like https://example.org/hook, without a user or password in it';
  elsif cardinality(p_events) = 0 or exists (select from unnest(p_events) e where e is null or e <> all (v_known)) then
    raise exception 'there is no event "%"', coalesce(v_unknown, '') using errcode = '22023',
      hint = 'bad_event: pass some of ' || array_to_string(v_known, ', ');
  elsif char_length(p_label) > 120 then
    raise exception 'a label has at most 120 characters' using errcode = '22023', hint = 'bad_label: write less';
  end if;
end $$;
