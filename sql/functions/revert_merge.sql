create function public.revert_merge(merge_id uuid)
  returns jsonb
  language plpgsql
  volatile
  set search_path = ''
as $$
declare
  v_merge public.contact_merges := private.lock_merge(merge_id);
  v_contact public.contacts := private.lock_merged(v_merge);
  v_now constant jsonb := private.contact_fields(v_contact);
  v_conflicts jsonb;
begin
  select coalesce(jsonb_agg(jsonb_build_object('kind', 'contacts', 'id', v_contact.id, 'field', f.key, 'message', 'was changed since')), '[]') into v_conflicts
  from jsonb_each(v_now) as f where f.value <> v_merge.after -> f.key and v_merge.before -> f.key <> v_merge.after -> f.key;
  v_contact := private.write_contact(v_contact, (
    select coalesce(jsonb_object_agg(f.key, v_merge.before -> f.key), '{}') from jsonb_each(v_now) as f where f.value = v_merge.after -> f.key
  ));
  update public.contacts as c set deleted_at = null
  where c.id = any (v_merge.merged_ids) and c.workspace_id = v_merge.workspace_id and c.deleted_at is not null;
  v_conflicts := v_conflicts || private.move_back(v_merge);
  v_merge := private.close_merge(v_merge, v_conflicts);
  return jsonb_build_object('merge', private.merge_json(v_merge), 'contact', private.contact_json(v_contact));
end
$$;
comment on function public.revert_merge(uuid) is
  'Takes a merge back as a whole, in one change: the contacts are several again, each with what it had. What somebody changed since stays, and is named in conflicts.';
revoke execute on function public.revert_merge(uuid) from public;
grant execute on function public.revert_merge(uuid) to authenticated, service_role;
