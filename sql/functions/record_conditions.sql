create function private.record_conditions(kind text, filter jsonb)
  returns text
  language plpgsql
  stable
  set search_path = ''
as $$
declare
  v_known text[];
  v_conditions text;
begin
  select array_agg(c.name), string_agg(c.condition, ' and ') filter (where coalesce(filter -> c.name, 'null') <> 'null'
      and not (c.is_flag and filter -> c.name = 'false'))
    into v_known, v_conditions
  from private.record_filters() as c where c.kinds @> array[record_conditions.kind];
  perform private.check_fields(filter, v_known || '{trashed}');
  return concat_ws(' and ', case when (filter ->> 'trashed')::boolean then 't.deleted_at is not null' else 't.deleted_at is null' end, v_conditions);
end
$$;
comment on function private.record_conditions(text, jsonb) is
  'SQL over t and the filter $1, of what a filter asks for; its words are those of private.record_filters alone, its values stay parameters.';
revoke execute on function private.record_conditions(text, jsonb) from public;
grant execute on function private.record_conditions(text, jsonb) to authenticated, service_role;
