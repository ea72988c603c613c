create function public.find_merges(workspace_id uuid, page_size integer default 100)
  returns jsonb
  language plpgsql
  stable
  set search_path = ''
as $$
begin
  perform private.check_capability(workspace_id, 'contacts.merge');
  perform private.check_page_size(page_size);
  return (
    select jsonb_build_object('merges', coalesce(jsonb_agg(private.merge_json(m) order by m.id desc), '[]'))
    from (select m.* from public.contact_merges as m where m.workspace_id = find_merges.workspace_id order by m.id desc limit page_size) as m
  );
end
$$;
comment on function public.find_merges(uuid, integer) is 'The latest merges of a workspace, newest first.';
revoke execute on function public.find_merges(uuid, integer) from public;
grant execute on function public.find_merges(uuid, integer) to authenticated, service_role;
