create function private.store_record_conflicts(kind text, done_as text)
  returns jsonb
  language plpgsql
  volatile
  set search_path = ''
as $$
begin
  insert into pg_temp.revert_conflicts (kind, item_id, field, code, reason)
  select store_record_conflicts.kind, r.id, r.problem ->> 'field', r.problem ->> 'code', r.problem ->> 'message'
  from pg_temp.import_records as r where r.problem is not null order by r.n;
  return jsonb_build_object(done_as, (select count(*) from pg_temp.import_records as r where r.is_done));
end
$$;
comment on function private.store_record_conflicts(text, text) is
  'Run as the person who asked: contacts and deals that a revert was refused are conflicts; {done_as: how many were not}.';
revoke execute on function private.store_record_conflicts(text, text) from public;
grant execute on function private.store_record_conflicts(text, text) to authenticated;
