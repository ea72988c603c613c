create function private.lock_relation(item_id uuid, "column" text)
  returns private.relation
  language plpgsql
  volatile
  set search_path = ''
as $$
declare
  v_relation constant private.relation := private.find_relation(item_id, "column", 'links.write');
begin
  -- Not "for update": others may link to the item meanwhile.
  perform from public.items as i where i.id = v_relation.item_id and i.workspace_id = v_relation.workspace_id for no key update;
  return v_relation;
end
$$;
comment on function private.lock_relation(uuid, text) is
  'A relation of an item whose links the caller may change; one at a time does.';
revoke execute on function private.lock_relation(uuid, text) from public;
grant execute on function private.lock_relation(uuid, text) to authenticated, service_role;
