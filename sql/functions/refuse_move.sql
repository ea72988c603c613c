create function private.refuse_move(deal public.deals, field text, reason text)
  returns void
  language plpgsql
  immutable
  set search_path = ''
as $$
begin
  raise exception '"%" (%) %', deal.title, deal.id, reason
    using errcode = 'check_violation', constraint = 'deal_move_illegal', hint = 'Nothing was saved. The pipeline says which moves there are.',
      detail = jsonb_build_array(jsonb_build_object('field', field, 'code', 'deal_move_illegal', 'id', deal.id, 'message', reason));
end
$$;
comment on function private.refuse_move(public.deals, text, text) is 'Refuses with deal_move_illegal, naming the deal.';
revoke execute on function private.refuse_move(public.deals, text, text) from public;
grant execute on function private.refuse_move(public.deals, text, text) to authenticated, service_role;
