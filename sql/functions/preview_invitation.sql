create function public.preview_invitation(token text)
  returns jsonb
  language plpgsql
  stable
  security definer  -- the holder of the token is not a member yet
  set search_path = ''
as $$
declare
  v_preview jsonb := (
    select jsonb_build_object(
      'workspace', w.name, 'role', i.role, 'email', i.email, 'expires_at', i.expires_at,
      'inviter', coalesce(nullif(p.full_name, ''), p.email)
    )
    from private.invitation_tokens as t
    join public.workspace_invitations as i on i.workspace_id = t.workspace_id and i.id = t.invitation_id
    join public.workspaces as w on w.id = i.workspace_id
    left join public.user_profiles as p on p.user_id = i.invited_by
    where t.token_hash = private.token_hash(preview_invitation.token) and i.status = 'invited' and i.expires_at > now()
  );
begin
  if v_preview is null then
    perform private.refuse_invitation();
  end if;
  return v_preview;
end
$$;
comment on function public.preview_invitation(text) is 'What an invitation offers, to whoever holds its token.';
revoke execute on function public.preview_invitation(text) from public;
grant execute on function public.preview_invitation(text) to anon, authenticated, service_role;
