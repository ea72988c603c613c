create function private.duration_text(seconds numeric)
  returns text
  language sql
  immutable
  parallel safe
  set search_path = ''
as $$
  select case when seconds < 0 then '-' else '' end || trunc(abs(seconds) / 3600)::text
    || ':' || lpad(trunc(mod(abs(seconds), 3600) / 60)::text, 2, '0')
    || ':' || lpad(trunc(mod(abs(seconds), 60))::text, 2, '0')
    || coalesce('.' || nullif(split_part(trim_scale(mod(abs(seconds), 60))::text, '.', 2), ''), '')
$$;
comment on function private.duration_text(numeric) is 'A duration as files write it: [-]H:MM:SS[.mmm].';
revoke execute on function private.duration_text(numeric) from public;
grant execute on function private.duration_text(numeric) to authenticated, service_role;
