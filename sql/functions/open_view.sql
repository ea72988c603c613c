create function public.open_view(view_id uuid, options jsonb default '{}')
  returns json
  language plpgsql
  volatile  -- notes which columns are asked for; the answer itself is computed by a stable function
  set search_path = ''
as $$
declare
  v_view constant public.views := (
    select v from public.views as v
    join public.lists as l on l.id = v.list_id and l.workspace_id = v.workspace_id and l.deleted_at is null
    where v.id = open_view.view_id
  );
  v_opened record;
begin
  if v_view.id is null then
    perform private.refuse_view();
  end if;
  perform private.check_view_options(options);
  v_opened := private.answer_view(v_view, options);
  if pg_catalog.current_setting('transaction_read_only') = 'off' and v_opened.query ?| '{filter,sort,group_by}' then
    perform private.want_slots(v_view.list_id, private.queried_keys(v_opened.query));
  end if;
  return v_opened.answer;
end
$$;
comment on function public.open_view(uuid, jsonb) is
  'A view in one answer: itself, the list with its columns, the first page, stacks or days; {filter, sort, fields, group, limit, items_per_group, cursor, count, time_zone, from, to} say what else. docs/views.md';
revoke execute on function public.open_view(uuid, jsonb) from public;
grant execute on function public.open_view(uuid, jsonb) to authenticated, service_role;
