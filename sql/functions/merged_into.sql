create function private.merged_into(column_id uuid, option_ids text[])
  returns text[]
  language sql
  stable
  set search_path = ''
as $$
  -- Merges are kept flat: what led to an option that is merged itself leads on at once.
  with ends as (
    select coalesce(m.into_option_id, o.id) as id
    from unnest(option_ids) as o (id)
    left join private.merged_options as m on m.column_id = merged_into.column_id and m.option_id = o.id
  )
  select array(
    select e.id from ends as e
    union select m.option_id from ends as e join private.merged_options as m on m.column_id = merged_into.column_id and m.into_option_id = e.id and m.is_moving
    order by 1
  )
$$;
comment on function private.merged_into(uuid, text[]) is
  'The options that these stand for: what they were merged into, and what is still moving there.';
revoke execute on function private.merged_into(uuid, text[]) from public;
grant execute on function private.merged_into(uuid, text[]) to authenticated, service_role;
