create function private.merged_ids(contact_id uuid, merged_ids jsonb)
  returns uuid[]
  language plpgsql
  stable
  set search_path = ''
as $$
declare
  v_ids uuid[];
begin
  if jsonb_typeof(merged_ids) is distinct from 'array' or jsonb_array_length(merged_ids) not between 1 and 100 then
    perform private.refuse_merge('Name 1 to 100 contacts to merge into the one that stays');
  end if;
  select array_agg(e.id::uuid order by e.n) into v_ids from jsonb_array_elements_text(merged_ids) with ordinality as e (id, n);
  if (select count(distinct i.id) from unnest(contact_id || v_ids) as i (id)) <= cardinality(v_ids) then
    perform private.refuse_merge('Each contact is named once');
  end if;
  return v_ids;
exception when invalid_text_representation then
  perform private.refuse_merge('Contacts are named by their ids');
end
$$;
comment on function private.merged_ids(uuid, jsonb) is 'The contacts to merge into another, 1 to 100, each named once.';
revoke execute on function private.merged_ids(uuid, jsonb) from public;
grant execute on function private.merged_ids(uuid, jsonb) to authenticated, service_role;
