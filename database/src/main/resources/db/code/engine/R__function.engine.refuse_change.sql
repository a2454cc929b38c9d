-- Trigger function of append-only tables: no UPDATE, no DELETE, whoever asks. Only maintenance deletes, by age.
create or replace function engine.refuse_change() returns trigger
language plpgsql set search_path = '' as $$
begin
  if tg_op = 'DELETE' and current_user = 'maintenance' then
    return old;
  end if;
  raise exception '%.% is append-only', tg_table_schema, tg_table_name using
    errcode = '55000',
    hint = 'append_only: write a new row instead';
end $$;
