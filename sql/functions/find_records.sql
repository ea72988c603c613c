create function private.find_records(kind text, workspace_id uuid, filter jsonb, sort text, cursor text, page_size integer)
  returns jsonb
  language plpgsql
  stable
  set search_path = ''
  set enable_sort = off  -- a page goes along the index of its order, whatever the planner guesses of the policy
as $$
declare
  v_sort constant record := private.record_sort(kind, coalesce(sort, 'created'));
  v_filter constant jsonb := coalesce(filter, '{}');
  v_digest constant text := left(encode(sha256(convert_to(concat_ws(E'\n', kind, find_records.workspace_id, v_filter, sort), 'UTF8')), 'hex'), 32);
  v_place constant text[] := (private.decode_query_cursor(cursor, v_digest, array[row(null, true, false, null, null, null)::private.sort_key])).place;
  v_candidates uuid[];
  v_rows jsonb;
begin
  if workspace_id is not null then
    perform private.check_capability(workspace_id, 'crm.read');
  end if;
  perform private.check_page_size(page_size);
  if kind <> 'task' and length(v_filter ->> 'text') > 2 then
    v_candidates := private.text_candidates(kind, workspace_id, v_filter ->> 'text');
  end if;
  execute format('select coalesce(jsonb_agg(jsonb_build_array(private.%1$s_json(p.t), p.key, p.id)), ''[]'') from ('
    'select t, (%2$s)::text as key, t.id from public.%1$ss as t where %3$s order by %2$s %4$s, t.id %4$s limit $5) as p',
    kind, v_sort.expression, concat_ws(' and ', private.record_conditions(kind, v_filter),
      case when find_records.workspace_id is not null then 't.workspace_id = $2' end,
      case when v_candidates is not null then 't.id = any ($6)' end,
      case when v_place is not null then format('(%s, t.id) %s ($3::%s, $4)', v_sort.expression, case when v_sort.is_descending then '<' else '>' end, v_sort.type) end),
    case when v_sort.is_descending then 'desc' else 'asc' end)
    into v_rows using v_filter, find_records.workspace_id, v_place[1], v_place[2]::uuid, page_size + 1, v_candidates;
  return jsonb_build_object(
    kind || 's', jsonb_path_query_array(case when jsonb_array_length(v_rows) > page_size then v_rows - page_size else v_rows end, '$[*][0]'),
    'next_cursor', case when jsonb_array_length(v_rows) > page_size then
      private.encode_query_cursor(v_digest, 'next', (v_rows -> page_size - 1) - 0) end
  );
end
$$;
comment on function private.find_records(text, uuid, jsonb, text, text, integer) is 'A page of contacts, deals or tasks: filtered, sorted, by keyset.';
revoke execute on function private.find_records(text, uuid, jsonb, text, text, integer) from public;
grant execute on function private.find_records(text, uuid, jsonb, text, text, integer) to authenticated, service_role;
