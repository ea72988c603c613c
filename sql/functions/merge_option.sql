create function public.merge_option(column_id uuid, option_id text, into_option_id text)
  returns jsonb
  language plpgsql
  volatile
  set search_path = ''
as $$
begin
  perform private.check_option(private.find_changeable_column(column_id), coalesce(into_option_id, ''));
  return private.column_change_json(private.begin_merge(column_id, option_id, into_option_id));
end
$$;
comment on function public.merge_option(uuid, text, text) is
  'Makes one option of a column become another in every item, and goes. In a large list a job does it while everybody goes on writing; filters find both meanwhile. The answer is the change.';
revoke execute on function public.merge_option(uuid, text, text) from public;
grant execute on function public.merge_option(uuid, text, text) to authenticated, service_role;
