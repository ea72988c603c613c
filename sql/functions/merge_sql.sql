create function private.merge_sql(type text, key text, option_id text, into_option_id text)
  returns text
  language sql
  immutable
  set search_path = ''
as $$
  select case
    when type = 'select' then format('case when v -> %L = %L::jsonb then %s else v end', key, to_jsonb(option_id),
      case when into_option_id is null then format('v - %L', key) else format('jsonb_set(v, %L, %L)', array[key], to_jsonb(into_option_id)) end)
    else format($sql$case when jsonb_typeof(v -> %1$L) = 'array' and v -> %1$L ? %2$L then v - %1$L || coalesce((
      select jsonb_build_object(%1$L, jsonb_agg(e.id order by e.n)) from (
        select case when a.id = %2$L then %3$L else a.id end as id, min(a.n) as n
        from jsonb_array_elements_text(v -> %1$L) with ordinality as a (id, n)
        where %3$L is not null or a.id <> %2$L group by 1
      ) as e having count(*) > 0), '{}') else v end$sql$, key, option_id, into_option_id)
  end
$$;
comment on function private.merge_sql(text, text, text, text) is
  'SQL over v: the values of an item with one option in place of another, or without it.';
revoke execute on function private.merge_sql(text, text, text, text) from public;
