create function private.tg_all__refuse_truncate()
  returns trigger
  language plpgsql
  set search_path = ''
as $$
begin
  raise exception '% cannot be truncated: it would skip the rules about single rows', tg_table_name
    using errcode = 'restrict_violation', constraint = 'truncate_is_refused', hint = 'Use DELETE.';
end
$$;
comment on function private.tg_all__refuse_truncate() is 'Refuses TRUNCATE, which fires no row rule and leaves no diff.';
revoke execute on function private.tg_all__refuse_truncate() from public;
