create function private.record_conditions(kind text, filter jsonb)
  returns text
  language plpgsql
  stable
  set search_path = ''
as $$
begin
  perform private.check_filter(kind, filter);
  return concat_ws(' and ', case when (filter ->> 'trashed')::boolean then 't.deleted_at is not null' else 't.deleted_at is null' end, (
    select string_agg(case when c.takes = 'flag' and filter -> c.name = 'false' then format('(%s) is not true', c.condition) else c.condition end, ' and ')
    from private.record_filters() as c
    where c.kinds @> array[record_conditions.kind] and coalesce(filter -> c.name, 'null') <> 'null'
  ));
end
$$;
comment on function private.record_conditions(text, jsonb) is
  'SQL over t and the filter $1, of what a filter asks for; its words are those of private.record_filters alone, its values stay parameters.';
revoke execute on function private.record_conditions(text, jsonb) from public;
grant execute on function private.record_conditions(text, jsonb) to authenticated, service_role;
