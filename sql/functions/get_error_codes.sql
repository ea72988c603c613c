create function public.get_error_codes()
  returns jsonb
  language sql
  stable
  set search_path = ''
as $$
  select jsonb_agg(to_jsonb(e) order by e.sqlstate, e.name) from public.error_codes as e
$$;
comment on function public.get_error_codes() is 'Every refusal with its HTTP status; the API translates by this table.';
revoke execute on function public.get_error_codes() from public;
grant execute on function public.get_error_codes() to anon, authenticated;
