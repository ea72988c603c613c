create function private.refused_items_sql(operation text, accepts text)
  returns text
  language sql
  immutable
  set search_path = ''
as $$
  -- Numbered only when one is refused: most statements end at exists.
  select format(
    'select jsonb_agg(jsonb_build_object(''row'', b.row, ''item_id'', b.id, ''values'', b.v, ''old_values'', b.o)) from ('
    'select r.* from (select %2$s as row, w.* from (%1$s) as w) as r where r.list_id = $1 and (%3$s) is not true limit 100) as b '
    'where exists (select from (%1$s) as r where r.list_id = $1 and (%3$s) is not true)',
    case operation
      when 'INSERT' then 'select n.id, n.list_id, n.values as v, null::jsonb as o from new_rows as n'
      else 'select n.id, n.list_id, n.values as v, o.values as o from new_rows as n'
        || ' join old_rows as o on o.id = n.id and o.workspace_id = n.workspace_id where o.values is distinct from n.values' end,
    case operation when 'INSERT' then 'row_number() over () - 1' else 'null' end,
    accepts
  )
$$;
comment on function private.refused_items_sql(text, text) is
  'SQL over the transition tables that finds at most 100 written items of a list ($1) that its conditions refuse, as private.refuse_items takes them; null when there are none.';
revoke execute on function private.refused_items_sql(text, text) from public;
