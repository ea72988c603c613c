create function public.check_contact(workspace_id uuid, email text default null, phone text default null, name text default null)
  returns jsonb
  language plpgsql
  volatile
  set search_path = ''
as $$
declare
  v_matches constant jsonb := private.blind_check(workspace_id, email, phone, name);
begin
  return jsonb_build_object('exists', v_matches <> '[]', 'matches', v_matches, 'contact_ids', (
    -- With the caller's own rights: what they may see, they may open.
    select coalesce(jsonb_agg(c.id order by c.id), '[]') from (
      select c.id from public.contacts as c
      where c.workspace_id = check_contact.workspace_id and c.deleted_at is null and (
        c.email_person = private.email_person(check_contact.email) or c.phone_tail = private.phone_tail(check_contact.phone)
        or c.name_words = private.name_words(check_contact.name))
      order by c.id limit 20
    ) as c
  ));
end
$$;
comment on function public.check_contact(uuid, text, text, text) is
  'Whether a contact with this address, number or name is there already, and whom to ask about it; contact_ids are those that the caller may see.';
revoke execute on function public.check_contact(uuid, text, text, text) from public;
grant execute on function public.check_contact(uuid, text, text, text) to authenticated, service_role;
