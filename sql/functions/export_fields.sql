create function private.export_fields(target text)
  returns table (place bigint, key text, type text, holds text, is_writable boolean)
  language sql
  immutable
  set search_path = ''
as $$
  -- What only serves an index, and what counts, is not in here. With ! it can be written again.
  with words as (
    select w.n, split_part(w.word, ':', 1) as key, rtrim(split_part(w.word, ':', 2), '!') as type, w.word like '%!' as is_writable
    from unnest(string_to_array(case target
      when 'contacts' then 'id:id reference:text! name:text! email:email! phone:phone! company:text! job_title:text! website:url! street:text! city:text! region:text! '
        'postal_code:text! country:text! address:address notes:long_text! tags:tags! owner_id:ids owner:user! items:relation'
      when 'deals' then 'id:id reference:text! title:text! contact_id:ids! contact:text contact_email:email pipeline_id:ids pipeline:text! stage:text! status:text! '
        'amount:currency! currency:text! source:text! description:long_text! expected_close_date:date! closed_at:datetime! lost_reason:text! '
        'stage_changed_at:datetime owner_id:ids owner:user! items:relation'
      when 'tasks' then 'id:id title:text! description:long_text! due_date:date! is_done:boolean! done_at:datetime done_by:user deal_id:ids! deal:text '
        'contact_id:ids! contact:text contact_email:email assignee_id:ids! assignee:user'
      when 'activities' then 'id:id deal_id:ids deal:text type:text author_id:ids author:user body:long_text payload:json edited_at:datetime'
      when 'pipelines' then 'id:id name:text description:long_text position:integer is_default:boolean needs_lost_reason:boolean archived_at:datetime '
        'stages:json stage_moves:json status_moves:json'
    end || case when target = 'activities' then '' else ' created_by:user' end || ' created_at:datetime updated_by:user updated_at:datetime', ' '))
      with ordinality as w (word, n)
  )
  select w.n, w.key, case when w.type in ('id', 'ids') then 'text' else w.type end,
    case w.type when 'id' then 'item_id' when 'ids' then 'ids' else 'value' end, w.is_writable
  from words as w
$$;
comment on function private.export_fields(text) is
  'The fields of exported contacts, deals, tasks, activities or pipelines in order, named as clients see them; is_writable: clients set it.';
revoke execute on function private.export_fields(text) from public;
grant execute on function private.export_fields(text) to authenticated, service_role;
