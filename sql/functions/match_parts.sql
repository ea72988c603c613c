create function private.match_parts(
  matching public.matchings, subject public.items, by_offer boolean, out parts private.match_part[], out problems jsonb
)
  language plpgsql
  stable
  set search_path = ''
as $$
declare
  v_criterion jsonb;
  v_part private.match_part;
begin
  parts := '{}';
  problems := '[]';
  for v_criterion in select e.element from jsonb_array_elements(matching.criteria) as e (element) loop
    begin
      v_part := private.match_part(matching, v_criterion, subject, by_offer);
      -- What a request leaves open is no criterion.
      if by_offer or private.match_is_asked(v_part) then
        parts := parts || v_part;
      end if;
    exception when check_violation then
      -- Its column went to the trash or became another type since.
      problems := problems || jsonb_build_array(jsonb_build_object('criterion', v_criterion -> 'name', 'message', sqlerrm));
    end;
  end loop;
end
$$;
comment on function private.match_parts(public.matchings, public.items, boolean) is
  'All criteria compiled for one item, and those that cannot be asked now.';
revoke execute on function private.match_parts(public.matchings, public.items, boolean) from public;
grant execute on function private.match_parts(public.matchings, public.items, boolean) to authenticated, service_role;
