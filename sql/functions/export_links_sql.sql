create function private.export_links_sql(column_row public.list_columns)
  returns text
  language plpgsql
  stable
  set search_path = ''
as $$
declare
  v_relation private.relation;
  v_other_id uuid;
  v_owner public.list_columns;
begin
  v_relation := private.list_relation(column_row.list_id, column_row.key);
  v_other_id := case when v_relation.is_inverse then v_relation.list_id else v_relation.target_list_id end;
  v_owner := (select c from public.list_columns as c where c.id = v_relation.column_id and c.workspace_id = v_relation.workspace_id);
  -- All of them: what is computed for a page stops at 25.
  return format('(select jsonb_agg(jsonb_build_array(i.id, %s) order by k.n, k.id) from %s)',
    private.title_sql(v_other_id), private.links_sql(v_owner, v_relation.is_inverse));
exception when no_data_found then
  return null;  -- the other list is in the trash, or the column that owns the links
end
$$;
comment on function private.export_links_sql(public.list_columns) is
  'SQL of every link of an item i under a relation, [[id, title], …]; null where there is nothing to follow.';
revoke execute on function private.export_links_sql(public.list_columns) from public;
grant execute on function private.export_links_sql(public.list_columns) to authenticated, service_role;
