create function private.tg_deal_items__keep_trashed()
  returns trigger
  language plpgsql
  set search_path = ''
as $$
declare
  v_link constant public.deal_items := case when tg_op = 'DELETE' then old else new end;
begin
  -- Of what the caller does not see the policy says it next.
  if not private.is_upkeep() and exists (
    select from public.deals as r where r.id = v_link.deal_id and r.workspace_id = v_link.workspace_id and r.deleted_at is not null
  ) then
    perform private.refuse_trashed('deal');
  end if;
  return v_link;
end
$$;
comment on function private.tg_deal_items__keep_trashed() is 'A deal in the trash keeps the items that it has.';
revoke execute on function private.tg_deal_items__keep_trashed() from public;
