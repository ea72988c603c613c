create function private.tg_all__refuse_used()
  returns trigger
  language plpgsql
  security definer  -- counts every deal, whoever asks
  set search_path = ''
as $$
declare
  v_deals bigint;
  v_trashed bigint;
begin
  -- A workspace takes all of it along.
  if not exists (select from public.workspaces as w where w.id = old.workspace_id) then
    return old;
  end if;
  execute 'select count(*), count(d.deleted_at) from public.deals as d where d.workspace_id = ($1).workspace_id and '
    || case tg_table_name
      when 'contacts' then 'd.contact_id = ($1).id'
      when 'pipelines' then 'd.pipeline_id = ($1).id'
      when 'pipeline_stages' then 'd.pipeline_id = ($1).pipeline_id and d.stage = ($1).key'
      when 'lost_reasons' then 'd.lost_reason = ($1).name' end
    into v_deals, v_trashed using old;
  if v_deals > 0 then
    perform private.refuse_used(tg_table_name, old.name, v_deals, v_trashed);
  end if;
  return old;
end
$$;
comment on function private.tg_all__refuse_used() is 'What deals stand on is not deleted: says how many they are.';
revoke execute on function private.tg_all__refuse_used() from public;
