create function public.convert_column(
  column_id uuid, type text, config jsonb default '{}', format text default null,
  on_failure text default 'keep_in_new_text_column', token text default null
)
  returns jsonb
  language plpgsql
  volatile
  set search_path = ''
as $$
declare
  v_column constant public.list_columns := private.find_changeable_column(column_id);
  v_config jsonb;
  v_preview jsonb;
begin
  if token <> private.conversion_token(v_column, type, config, format) then
    raise exception 'The column, or what is asked, is not what the preview showed'
      using errcode = 'object_not_in_prerequisite_state', constraint = 'conversion_stale', hint = 'Preview it again.';
  elsif on_failure is null or on_failure not in ('refuse', 'keep_in_new_text_column') then
    raise exception 'on_failure is "refuse" or "keep_in_new_text_column"' using errcode = 'check_violation', constraint = 'conversion_invalid';
  end if;
  v_config := private.conversion_config(v_column, type, coalesce(config, '{}'));
  perform private.check_conversion(v_column, type, v_config, format);
  if on_failure = 'refuse' then
    v_preview := public.preview_conversion(column_id, type, v_config, format);
    if (v_preview ->> 'fails')::bigint > 0 then
      raise exception '% values of column "%" do not convert, such as "%"', v_preview ->> 'fails', v_column.name, v_preview #>> '{examples,0,value}'
        using errcode = 'check_violation', constraint = 'conversion_refused', detail = (
          select jsonb_agg(jsonb_build_object('item_id', e.example ->> 'item_id', 'field', v_column.key, 'code', 'does_not_convert',
            'value', e.example ->> 'value', 'message', e.example ->> 'reason')) from jsonb_array_elements(v_preview -> 'examples') as e (example))::text;
    end if;
  end if;
  return private.column_change_json(private.begin_conversion(column_id, type, v_config, format, on_failure));
end
$$;
comment on function public.convert_column(uuid, text, jsonb, text, text, text) is
  'Makes a column of another type take the place of this one, which goes to the trash; values that do not convert are kept in a new text column. In a large list a job does it while everybody goes on writing; the answer is the change.';
revoke execute on function public.convert_column(uuid, text, jsonb, text, text, text) from public;
grant execute on function public.convert_column(uuid, text, jsonb, text, text, text) to authenticated, service_role;
