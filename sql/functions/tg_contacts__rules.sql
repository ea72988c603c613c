create function private.tg_contacts__rules()
  returns trigger
  language plpgsql
  set search_path = ''
as $$
begin
  -- Depth 1 is a statement of the caller's own; the trigger of the deals is one below it.
  if new.deal_count <> old.deal_count and pg_catalog.pg_trigger_depth() < 2 then
    raise exception 'deal_count follows the deals and cannot be set'
      using errcode = 'restrict_violation', constraint = 'identity_is_immutable', detail = 'deal_count';
  end if;
  if new.deleted_at is not null and old.deleted_at is null and new.deal_count > 0 then
    perform private.refuse_used('contacts', new.name, new.deal_count, 0);
  end if;
  return new;
end
$$;
comment on function private.tg_contacts__rules() is 'A contact with deals does not go to the trash; only the deals'' own trigger counts them.';
revoke execute on function private.tg_contacts__rules() from public;
