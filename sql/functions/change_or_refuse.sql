create function private.change_or_refuse(change public.bulk_changes, item_ids uuid[])
  returns jsonb
  language plpgsql
  volatile
  set search_path = ''
as $$
declare
  v_half constant integer := cardinality(item_ids) / 2;
  v_name text;
  v_message text;
begin
  if cardinality(item_ids) = 0 then
    return '[]';
  end if;
  begin
    case change.action
      when 'set' then
        update public.items as i set values = i.values || change."values" where i.id = any (item_ids) and i.workspace_id = change.workspace_id;
      when 'delete' then
        delete from public.items as i where i.id = any (item_ids) and i.workspace_id = change.workspace_id;
      else
        update public.items as i set deleted_at = case change.action when 'trash' then now() end
        where i.id = any (item_ids) and i.workspace_id = change.workspace_id;
    end case;
    return '[]';
  exception when integrity_constraint_violation then
    get stacked diagnostics v_name = constraint_name, v_message = message_text;
  end;
  if v_half = 0 then
    return jsonb_build_array(jsonb_build_object('item_id', item_ids[1], 'code', coalesce(nullif(v_name, ''), 'check_failed'), 'reason', v_message));
  end if;
  -- All of a statement or nothing: halves until those are alone that are refused.
  return private.change_or_refuse(change, item_ids[:v_half]) || private.change_or_refuse(change, item_ids[v_half + 1:]);
end
$$;
comment on function private.change_or_refuse(public.bulk_changes, uuid[]) is
  'Does to these items what a bulk change asks, and answers with those that are refused, which stay as they are.';
revoke execute on function private.change_or_refuse(public.bulk_changes, uuid[]) from public;
grant execute on function private.change_or_refuse(public.bulk_changes, uuid[]) to authenticated;
