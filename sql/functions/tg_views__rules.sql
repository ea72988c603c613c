create function private.tg_views__rules()
  returns trigger
  language plpgsql
  set search_path = ''
as $$
declare
  v_is_new constant boolean := tg_op = 'INSERT';
begin
  new.settings := (select coalesce(jsonb_object_agg(s.key, s.value), '{}') from jsonb_each(new.settings) as s where s.value <> 'null');
  if not v_is_new and old.is_locked and not private.is_trusted()
    and (old.name, old.kind, old.query, old.settings, old.owner_id, old.is_locked, old.deleted_at)
      is distinct from (new.name, new.kind, new.query, new.settings, new.owner_id, new.is_locked, new.deleted_at)
    and new.workspace_id <> all (private.workspace_ids('views.lock')) then
    raise exception 'The view "%" is locked', old.name
      using errcode = 'insufficient_privilege', constraint = 'view_is_locked', hint = 'Ask an admin to unlock it, or duplicate it.';
  elsif new.is_locked and (v_is_new or not old.is_locked) then
    perform private.check_capability(new.workspace_id, 'views.lock');
  end if;
  -- What was right when it was saved stays: only what changes is held against the columns as they are now.
  if v_is_new or new.kind <> old.kind or new.query <> old.query then
    perform private.check_view_query(new.list_id, new.kind, new.query);
  end if;
  if v_is_new or new.kind <> old.kind or new.settings <> old.settings then
    perform private.check_view_settings(new.list_id, new.kind, new.settings);
  end if;
  return new;
end
$$;
comment on function private.tg_views__rules() is
  'A locked view is changed by who may lock, its place among the others excepted; query and settings fit the list.';
revoke execute on function private.tg_views__rules() from public;
