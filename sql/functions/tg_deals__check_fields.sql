create function private.tg_deals__check_fields()
  returns trigger
  language plpgsql
  security definer  -- reads the stage below its policy, and whether the contact is in the trash
  set search_path = ''
as $$
declare
  v_old public.deals;
  v_is_moved constant boolean := tg_op = 'INSERT' or new.stage <> old.stage or new.pipeline_id <> old.pipeline_id;
  v_required constant text[] := (
    select s.required_fields from public.pipeline_stages as s
    where s.pipeline_id = new.pipeline_id and s.workspace_id = new.workspace_id and s.key = new.stage
  );
  v_missing constant text[] := array(
    select r.field from unnest(v_required) as r (field)
    where coalesce(to_jsonb(new) ->> r.field, '') = '' and (v_is_moved or coalesce(to_jsonb(old) ->> r.field, '') <> '')
  );
begin
  -- As in tg_deals__check_move.
  if private.member_role(new.workspace_id, auth.uid()) is null and not private.is_trusted() then
    return new;
  end if;
  if v_missing <> '{}' then
    raise exception '"%" (%) needs % to be in the stage %', new.title, new.id, array_to_string(v_missing, ', '), new.stage
      using errcode = 'check_violation', constraint = 'deal_fields_required', hint = 'Fill in the named fields, before the move or with it.',
        detail = (select jsonb_agg(jsonb_build_object('field', m.field, 'code', 'deal_fields_required', 'id', new.id,
          'message', 'the stage needs it')) from unnest(v_missing) as m (field));
  end if;
  if tg_op = 'UPDATE' then
    v_old := old;
  end if;
  perform private.check_deal(new, v_old);
  return new;
end
$$;
comment on function private.tg_deals__check_fields() is
  'A deal has what its stage requires, when it is moved there and as long as it stays; and what else private.check_deal holds.';
revoke execute on function private.tg_deals__check_fields() from public;
