create function private.check_notification_preferences(preferences jsonb)
  returns void
  language plpgsql
  stable
  set search_path = ''
as $$
declare
  v_problems jsonb;
begin
  if jsonb_typeof(preferences) is distinct from 'array' or jsonb_array_length(preferences) > 1000 then
    v_problems := '[{"field": "preferences", "code": "invalid", "message": "must be an array of at most 1,000 {kind, delivery, workspace_id}"}]';
  else
    select jsonb_agg(jsonb_build_object('field', p.field, 'row', p.row, 'code', 'invalid', 'message', p.message) order by p.row) into v_problems
    from (
      select e.n - 1 as row, c.*
      from jsonb_array_elements(preferences) with ordinality as e (line, n)
      cross join lateral (values
        ('kind', 'is no kind whose mail one may choose', not exists (
          select from public.notification_kinds as k where k.name = e.line ->> 'kind' and k.is_mail_optional)),
        ('delivery', 'must be at_once, daily or off', coalesce(e.line ->> 'delivery', '') not in ('at_once', 'daily', 'off')),
        ('workspace_id', 'is no workspace of yours', e.line ->> 'workspace_id' is not null and not exists (
          select from public.workspace_members as m where m.user_id = auth.uid() and m.workspace_id::text = lower(e.line ->> 'workspace_id'))),
        ('kind', 'stands there twice', exists (
          select from jsonb_array_elements(preferences) with ordinality as o (line, n)
          where o.n < e.n and o.line ->> 'kind' = e.line ->> 'kind' and lower(o.line ->> 'workspace_id') is not distinct from lower(e.line ->> 'workspace_id')))
      ) as c (field, message, is_wrong)
      where c.is_wrong
    ) as p;
  end if;
  if v_problems is not null then
    raise exception '% %', v_problems -> 0 ->> 'field', v_problems -> 0 ->> 'message'
      using errcode = 'check_violation', constraint = 'notification_preferences_invalid', detail = v_problems::text,
        hint = 'Nothing was changed. Mend the named lines.';
  end if;
end
$$;
comment on function private.check_notification_preferences(jsonb) is 'Refuses preferences that are not possible, with the line of each mistake.';
revoke execute on function private.check_notification_preferences(jsonb) from public;
