create function private.merged_fields(contacts public.contacts[], ids uuid[], fields jsonb)
  returns jsonb
  language plpgsql
  stable
  set search_path = ''
as $$
declare
  v_bad text := (select string_agg(f.key, ', ') from jsonb_each_text(fields) as f where f.value is null or f.value <> all (ids::text[]));
begin
  perform private.check_fields(fields, '{owner_id,name,email,phone,company,job_title,website,address,notes,tags}');
  if v_bad is not null then
    perform private.refuse_merge(format('fields: %s must name one of the merged contacts', v_bad), 'Each field names the contact that it is taken from.');
  end if;
  return (
    select jsonb_object_agg(f.key, coalesce(
      (select f.values -> (fields ->> f.key)),
      case f.key
        -- What people wrote and put together is not dropped because nobody chose.
        when 'tags' then (select coalesce(jsonb_agg(t.tag), '[]') from (select distinct t.tag from unnest(ids) as i (id)
          cross join lateral jsonb_array_elements_text(f.values -> i.id::text) as t (tag) order by 1 limit 50) as t)
        when 'notes' then to_jsonb(left((select coalesce(string_agg(n.note, E'\n\n' order by n.first), '') from (
          select f.values ->> i.id::text as note, min(i.n) as first from unnest(ids) with ordinality as i (id, n) group by 1) as n where n.note <> ''), 100000))
        else (select f.values -> i.id::text from unnest(ids) with ordinality as i (id, n) where f.values -> i.id::text <> 'null' order by i.n limit 1) end,
      'null'))
    from (
      select e.key, jsonb_object_agg(c.id::text, e.value) as values
      from unnest(contacts) as c cross join lateral jsonb_each(private.contact_fields(c)) as e group by e.key
    ) as f
  );
end
$$;
comment on function private.merged_fields(public.contacts[], uuid[], jsonb) is
  'The fields of the merged contact: each from the contact that fields names, else the first of ids that has it; tags and notes of all.';
revoke execute on function private.merged_fields(public.contacts[], uuid[], jsonb) from public;
grant execute on function private.merged_fields(public.contacts[], uuid[], jsonb) to authenticated, service_role;
