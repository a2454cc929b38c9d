-- What one role with given claims can do to the rows of a table: "select 3, insert 1, update 2, delete 0", a verb without a grant left out.
-- Counts rows that rights let through; what a trigger or key refuses afterwards counts as let through. Changes nothing.
create function pg_temp.probe(p_table regclass, p_role text, p_claims text) returns text
language plpgsql as $$
declare
  v_rows jsonb[];
  v_ctids tid[];
  v_insertable text := (
    select string_agg(quote_ident(a.attname), ', ' order by a.attnum) from pg_attribute a
    where a.attrelid = p_table and a.attnum > 0 and not a.attisdropped and a.attgenerated = '' and a.attname <> 'id'
      and has_column_privilege(p_role, p_table, a.attnum, 'insert'));
  v_updatable text := (
    select quote_ident(a.attname) from pg_attribute a
    where a.attrelid = p_table and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
      and has_column_privilege(p_role, p_table, a.attnum, 'update')
    order by a.attnum limit 1);
  v_is_table boolean := (select c.relkind in ('r', 'p') from pg_class c where c.oid = p_table);
  v_row jsonb;
  v_ctid tid;
  v_count int;
  v_selected int;
  v_inserted int;
  v_updated int;
  v_deleted int;
begin
  if v_is_table then
    execute format('select array_agg(to_jsonb(t)), array_agg(t.ctid) from %s t', p_table) into v_rows, v_ctids;
  end if;
  begin
    perform set_config('request.jwt.claims', p_claims, true), set_config('role', p_role, true);
    if has_any_column_privilege(p_role, p_table, 'select') then
      execute format('select count(*) from %s', p_table) into v_selected;
    end if;
    if v_is_table and v_insertable is not null then
      v_inserted := 0;
      foreach v_row in array coalesce(v_rows, '{}') loop
        begin
          execute format('insert into %1$s (%2$s) select %2$s from jsonb_populate_record(null::%1$s, $1)', p_table, v_insertable) using v_row;
          v_inserted := v_inserted + 1;
          raise exception using errcode = 'T0000';
        exception
          when sqlstate 'T0000' or insufficient_privilege then null;
          when others then v_inserted := v_inserted + 1;
        end;
      end loop;
    end if;
    foreach v_ctid in array case when v_is_table then coalesce(v_ctids, '{}') else '{}' end loop
      if v_updatable is not null then
        v_updated := coalesce(v_updated, 0);
        begin
          execute format('update %1$s set %2$s = %2$s where ctid = $1', p_table, v_updatable) using v_ctid;
          get diagnostics v_count = row_count;
          v_updated := v_updated + v_count;
          raise exception using errcode = 'T0000';
        exception
          when sqlstate 'T0000' or insufficient_privilege then null;
          when others then v_updated := v_updated + 1;
        end;
      end if;
      if has_table_privilege(p_role, p_table, 'delete') then
        v_deleted := coalesce(v_deleted, 0);
        begin
          execute format('delete from %s where ctid = $1', p_table) using v_ctid;
          get diagnostics v_count = row_count;
          v_deleted := v_deleted + v_count;
          raise exception using errcode = 'T0000';
        exception
          when sqlstate 'T0000' or insufficient_privilege then null;
          when others then v_deleted := v_deleted + 1;
        end;
      end if;
    end loop;
    raise exception using errcode = 'T0001';
  exception
    when sqlstate 'T0001' then null;
  end;
  return concat_ws(', ', 'select ' || v_selected, 'insert ' || v_inserted, 'update ' || v_updated, 'delete ' || v_deleted);
end $$;
