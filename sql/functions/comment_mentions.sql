create function private.comment_mentions(workspace_id uuid, body text, known uuid[])
  returns uuid[]
  language plpgsql
  stable
  set search_path = ''
as $$
declare
  v_ids constant uuid[] := array(
    select f.id from (
      select m.found[1]::uuid as id, min(m.n) as n
      from regexp_matches(body, '@\[[^\]\n]{1,200}\]\(([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\)', 'g') with ordinality as m (found, n)
      group by 1
    ) as f order by f.n
  );
  -- Whoever was mentioned before stays so, also after having left.
  v_unknown constant uuid := (
    select i.id from unnest(v_ids) as i (id)
    where i.id <> all (known) and not exists (
      select from public.workspace_members as m where m.workspace_id = comment_mentions.workspace_id and m.user_id = i.id
    ) limit 1
  );
begin
  if v_unknown is not null then
    raise exception 'Nobody with the id % is a member of the workspace', v_unknown
      using errcode = 'check_violation', constraint = 'mention_unknown';
  end if;
  return v_ids;
end
$$;
comment on function private.comment_mentions(uuid, text, uuid[]) is 'Whom a text mentions, as @[Name](user id), each of them a member; or mention_unknown.';
revoke execute on function private.comment_mentions(uuid, text, uuid[]) from public;
grant execute on function private.comment_mentions(uuid, text, uuid[]) to authenticated, service_role;
