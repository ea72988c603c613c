create function private.import_progress(import public.imports)
  returns jsonb
  language sql
  stable
  set search_path = ''
as $$
  -- Of a whole import about four parts in ten go into reading and one into checking; reading is known row by row,
  -- checking is one look at all, and writing goes in large steps: before the first has ended nothing is known of it.
  select jsonb_build_object(
    'rows_per_second', case
      when import.started_at is null then null
      when import.finished_at is not null or import.phase = 'reading' then case when import.rows_read > 0
        then round((import.rows_read / greatest(extract(epoch from coalesce(import.finished_at, clock_timestamp()) - import.started_at), 0.001))::numeric, 1) end
      when import.phase = 'writing' and import.rows_done > 0
        then round((import.rows_done / greatest(extract(epoch from import.updated_at - import.phase_started_at), 0.001))::numeric, 1)
      end,
    'remaining_seconds', case when import.status <> 'running' then null
      when import.phase = 'writing' then case when import.rows_done > 0 then round(greatest(
        extract(epoch from import.updated_at - import.phase_started_at) * (greatest(import.rows_total, import.rows_done) - import.rows_done) / import.rows_done
          - extract(epoch from clock_timestamp() - import.updated_at), 0)::numeric, 1) end
      when p.done > 0
      then round(greatest(extract(epoch from import.started_at - clock_timestamp())
        + extract(epoch from case import.phase when 'checking' then import.phase_started_at else import.updated_at end - import.started_at) / p.done, 0)::numeric, 1) end
  )
  from (
    select case import.phase
      when 'reading' then 0.4 * import.rows_read / import.rows_total
      when 'checking' then 0.4
    end as done
  ) as p
$$;
comment on function private.import_progress(public.imports) is
  '{rows_per_second, remaining_seconds} of an import: how fast the phase goes, in the end how fast it was; when it is likely to end, null where that is not known.';
revoke execute on function private.import_progress(public.imports) from public;
grant execute on function private.import_progress(public.imports) to authenticated, service_role;
