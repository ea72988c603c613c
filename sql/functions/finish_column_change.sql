create function private.finish_column_change(change public.column_changes)
  returns void
  language plpgsql
  volatile
  security definer  -- as step_column_change
  set search_path = ''
as $$
begin
  -- In the order in which everybody locks them who changes columns.
  perform from public.list_columns as c where c.list_id = change.list_id order by c.id for update;
  perform from private.list_checks as k where k.list_id = change.list_id for update;
  if change.kind = 'number_items' and exists (select from public.items as i where i.list_id = change.list_id and i.number is null) then
    -- Items that came out of the trash, or went there, behind the job's back.
    update public.column_changes as c set in_trash = false, after_id = '00000000-0000-0000-0000-000000000000' where c.id = change.id;
    perform private.defer_job('change_column', jsonb_build_object('change_id', change.id), 'upkeep');
    return;
  end if;
  update public.column_changes as c set state = 'done', finished_at = clock_timestamp() where c.id = change.id;
  if change.kind <> 'number_items' then
    update private.list_checks as k set rewrite = null where k.list_id = change.list_id;
    perform private.compile_slots(change.list_id);
  end if;
  -- Every item has been looked at by the rules that now come into force.
  insert into private.checked_writes (list_id) values (change.list_id) on conflict do nothing;
  if change.kind = 'convert' then
    perform private.finish_conversion(change);
  elsif change.kind = 'merge_option' then
    perform private.finish_merge(change);
  elsif change.kind = 'purge' then
    delete from public.list_columns as c where c.id = change.column_id and c.workspace_id = change.workspace_id;
    perform private.compile_list(change.list_id);
  end if;
  delete from private.checked_writes as w where w.transaction_id = pg_current_xact_id() and w.list_id = change.list_id;
end
$$;
comment on function private.finish_column_change(public.column_changes) is
  'The last step of a change: no item is left, and the columns become what was asked.';
revoke execute on function private.finish_column_change(public.column_changes) from public;
