create function private.import_record(kind text, cells jsonb, old jsonb, zone text)
  returns jsonb
  language sql
  stable
  set search_path = ''
as $$
  select cells - '{first_name,last_name,street,city,region,postal_code,country,owner,pipeline}'::text[]
    || case when cells ? 'owner' then jsonb_build_object('owner_id', cells -> 'owner') else '{}' end
    || case when kind = 'contact' and cells ?| '{first_name,last_name}' and cells ->> 'name' is null
      then jsonb_build_object('name', nullif(concat_ws(' ', cells ->> 'first_name', cells ->> 'last_name'), '')) else '{}' end
    || case when kind = 'contact' and cells ?| '{street,city,region,postal_code,country}' then jsonb_build_object('address', nullif(jsonb_strip_nulls(
      coalesce(nullif(old -> 'address', 'null'), '{}') || (select jsonb_object_agg(p.key, p.value) from jsonb_each(cells) as p
        where p.key in ('street', 'city', 'region', 'postal_code', 'country'))), '{}')) else '{}' end
    || case when cells ? 'tags' then jsonb_build_object('tags', (
      select coalesce(jsonb_agg(distinct btrim(t.tag)), '[]') from regexp_split_to_table(cells ->> 'tags', '[;,]') as t (tag) where btrim(t.tag) <> '')) else '{}' end
    || case when cells ?| '{notes,description}' then (select jsonb_object_agg(e.key, coalesce(nullif(e.value, 'null'), '""'))
      from jsonb_each(cells) as e where e.key in ('notes', 'description')) else '{}' end
    || case when cells ? 'pipeline' then jsonb_build_object('pipeline_id', cells -> 'pipeline') else '{}' end
    || case when cells ->> 'currency' is not null then jsonb_build_object('currency', upper(cells ->> 'currency')) else '{}' end
    -- A day without a time is noon there where the workspace is; of today, now.
    || case when cells ->> 'closed_at' ~ 'T00:00:00(\.0+)?Z$' then jsonb_build_object('closed_at',
      case when left(cells ->> 'closed_at', 10)::date = (now() at time zone zone)::date
        then least(now(), (left(cells ->> 'closed_at', 10) || ' 12:00')::timestamp at time zone zone)
        else (left(cells ->> 'closed_at', 10) || ' 12:00')::timestamp at time zone zone end) else '{}' end
$$;
comment on function private.import_record(text, jsonb, jsonb, text) is
  'What the cells of a row say of a contact or deal, by the columns of its table. old: the record that the row is about, if there is one; zone: that of the workspace.';
revoke execute on function private.import_record(text, jsonb, jsonb, text) from public;
grant execute on function private.import_record(text, jsonb, jsonb, text) to authenticated;
