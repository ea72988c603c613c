create function private.fill_template(content jsonb, refs jsonb, currency text)
  returns jsonb
  language plpgsql
  immutable
  set search_path = ''
as $$
declare
  v_text text := replace(content::text, '"$currency"', to_jsonb(currency)::text);
  v_ref record;
begin
  for v_ref in select r.key, r.value from jsonb_each(refs) as r loop
    v_text := replace(v_text, to_jsonb('ref:' || v_ref.key)::text, v_ref.value::text);
  end loop;
  return v_text::jsonb;
end
$$;
comment on function private.fill_template(jsonb, jsonb, text) is
  'A part of a template with the ids of the lists made so far in the place of "ref:name".';
revoke execute on function private.fill_template(jsonb, jsonb, text) from public;
grant execute on function private.fill_template(jsonb, jsonb, text) to authenticated, service_role;
