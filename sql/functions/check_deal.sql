create function private.check_deal(deal public.deals, old_deal public.deals)
  returns void
  language plpgsql
  stable
  set search_path = ''
as $$
begin
  if deal.status = 'won' and coalesce(deal.amount, 0) <= 0 then
    raise exception '"%" (%) is not won without an amount above 0', deal.title, deal.id
      using errcode = 'check_violation', constraint = 'deals_won_needs_amount', hint = 'Set the amount first, or along with the status.',
        detail = jsonb_build_array(jsonb_build_object('field', 'amount', 'code', 'deal_needs_amount', 'id', deal.id, 'message', 'a won deal needs it'));
  elsif deal.status = 'lost' and deal.lost_reason is null and (old_deal.status is distinct from 'lost' or old_deal.lost_reason is not null)
    and (select p.needs_lost_reason from public.pipelines as p where p.id = deal.pipeline_id and p.workspace_id = deal.workspace_id) then
    raise exception '"%" (%) is not lost without a reason', deal.title, deal.id
      using errcode = 'check_violation', constraint = 'lost_reason_required', hint = 'Set lost_reason along with the status.',
        detail = jsonb_build_array(jsonb_build_object('field', 'lost_reason', 'code', 'lost_reason_required', 'id', deal.id, 'message', 'the pipeline asks for it'));
  elsif deal.closed_at > now() and deal.closed_at is distinct from old_deal.closed_at then
    raise exception 'A deal cannot have been closed in the future' using errcode = 'check_violation', constraint = 'closed_at_in_future';
  end if;
  if deal.contact_id is not null and (deal.contact_id is distinct from old_deal.contact_id or deal.deleted_at is null and old_deal.deleted_at is not null) then
    perform private.check_subject(deal.workspace_id, 'contact', deal.contact_id);
  end if;
end
$$;
comment on function private.check_deal(public.deals, public.deals) is
  'Refuses a deal that is won without an amount, lost without a reason where the pipeline wants one, closed in the future, or of a contact in the trash.';
revoke execute on function private.check_deal(public.deals, public.deals) from public;
