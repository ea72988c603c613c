create function private.refuse_used(kind text, name text, deals bigint, trashed bigint)
  returns void
  language plpgsql
  immutable
  set search_path = ''
as $$
declare
  v_deals constant text := format('%s deal%s%s', deals, case when deals <> 1 then 's' end,
    case when trashed > 0 then format(' (%s of them in the trash)', trashed) end);
begin
  case kind
    when 'contacts' then
      raise exception '% has %', name, v_deals
        using errcode = 'check_violation', constraint = 'contact_has_deals', hint = 'Trash these deals first, or give them to another contact.';
    when 'pipelines' then
      raise exception 'The pipeline % has %', name, v_deals
        using errcode = 'restrict_violation', constraint = 'pipeline_in_use', hint = 'Move them first, or archive the pipeline.';
    when 'pipeline_stages' then
      raise exception 'The stage % has %', name, v_deals
        using errcode = 'restrict_violation', constraint = 'stage_in_use', hint = 'Move them first, or name a stage that they go to.';
    else
      raise exception 'For the reason % the workspace has lost %', name, v_deals
        using errcode = 'restrict_violation', constraint = 'lost_reason_in_use', hint = 'Archive it instead: it is no longer offered.';
  end case;
end
$$;
comment on function private.refuse_used(text, text, bigint, bigint) is 'Refuses: contact_has_deals, pipeline_in_use, stage_in_use, lost_reason_in_use; says how many deals.';
revoke execute on function private.refuse_used(text, text, bigint, bigint) from public;
grant execute on function private.refuse_used(text, text, bigint, bigint) to authenticated, service_role;
