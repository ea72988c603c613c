create function private.import_progress(import public.imports)
  returns jsonb
  language sql
  stable
  set search_path = ''
as $$
  -- Of a whole import about four parts in ten go into reading and one into checking; reading is known row by row,
  -- checking is one look at all, and writing goes in large steps.
  select jsonb_build_object(
    'rows_per_second', case when import.started_at is not null and import.rows_read > 0
      then round((import.rows_read / greatest(extract(epoch from coalesce(
        case when import.phase = 'reading' then import.finished_at else coalesce(import.finished_at, import.phase_started_at) end, clock_timestamp()) - import.started_at), 0.001))::numeric, 1) end,
    'remaining_seconds', case when import.status = 'running' and p.done > 0
      then round(greatest(extract(epoch from import.started_at - clock_timestamp())
        + extract(epoch from case import.phase when 'checking' then import.phase_started_at else import.updated_at end - import.started_at) / p.done, 0)::numeric, 1) end
  )
  from (
    select case import.phase
      when 'reading' then 0.4 * import.rows_read / import.rows_total
      when 'checking' then 0.4
      when 'writing' then 0.5 + 0.5 * import.rows_done / greatest(import.rows_total, 1)
    end as done
  ) as p
$$;
comment on function private.import_progress(public.imports) is
  '{rows_per_second, remaining_seconds} of an import: how fast it reads, in the end how fast it was; when it is likely to end, null where that is not known.';
revoke execute on function private.import_progress(public.imports) from public;
grant execute on function private.import_progress(public.imports) to authenticated, service_role;
