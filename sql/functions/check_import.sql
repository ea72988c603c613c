create function private.check_import(import public.imports)
  returns public.imports
  language plpgsql
  stable
  security definer  -- as create_import
  set search_path = ''
as $$
begin
  if import.target <> 'list' then
    if import.list_id is not null or import.list_name is distinct from initcap(import.target) and import.list_name is not null then
      raise exception 'Contacts and deals are in no list'
        using errcode = 'check_violation', constraint = 'import_options_invalid', hint = 'Leave list_id and list_name out.';
    end if;
    perform private.check_import_goal(import.workspace_id, import.target);
    import.list_name := initcap(import.target);
    perform private.check_import_options(import.options);
    perform private.check_import_mapping(import);
    return import;
  end if;
  if (import.list_id is null) = (import.list_name is null) then
    raise exception 'An import names either a list that exists or a new one'
      using errcode = 'check_violation', constraint = 'import_options_invalid', hint = 'Give list_id or list_name.';
  end if;
  if import.list_id is null then
    if import.list_name ~ U&'[\0001-\001F\007F-\009F\061C\200E\200F\2028-\202E\2066-\2069]' then  -- as lists_name_length
      raise exception 'The name of a list is one line, without characters that nobody sees'
        using errcode = 'check_violation', constraint = 'import_options_invalid', hint = 'Give another list_name.';
    end if;
    perform private.check_capability(import.workspace_id, 'lists.write');
    perform private.refuse_taken_list_name(import.workspace_id, import.list_name);
  else
    if private.list_workspace(import.list_id, 'imports.write') <> import.workspace_id then
      raise exception 'There is no such list' using errcode = 'no_data_found', constraint = 'list_not_found';
    end if;
    import.list_name := (select l.name from public.lists as l where l.id = import.list_id);
  end if;
  perform private.check_import_options(import.options);
  perform private.check_import_mapping(import);
  return import;
end
$$;
comment on function private.check_import(public.imports) is
  'Refuses what an import cannot do: no list or two, a name that is taken, options and mappings that are not valid. Answers with the import, the name of its list filled in.';
revoke execute on function private.check_import(public.imports) from public;
