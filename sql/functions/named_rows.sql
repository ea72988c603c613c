create function private.named_rows(ids jsonb)
  returns jsonb
  language plpgsql
  immutable
  set search_path = ''
as $$
begin
  perform private.check_batch(ids);
  return (select jsonb_agg(jsonb_build_object('id', e.id) order by e.n) from jsonb_array_elements_text(ids) with ordinality as e (id, n));
end
$$;
comment on function private.named_rows(jsonb) is '[{id}] of [id], 1 to 1,000.';
revoke execute on function private.named_rows(jsonb) from public;
grant execute on function private.named_rows(jsonb) to authenticated, service_role;
