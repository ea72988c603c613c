create function private.is_formula_volatile(nodes jsonb, parts private.formula_part[])
  returns boolean
  language sql
  stable
  set search_path = ''
as $$
  select coalesce(bool_or(f.reads = 'clock' or f.reads = 'zone' and (
    (parts[n.n]).type = 'datetime' or exists (
      select from jsonb_array_elements_text(n.node -> 'arguments') as a (k) where (parts[a.k::integer]).type = 'datetime'
    )
  )), false)
  from jsonb_array_elements(nodes) with ordinality as n (node, n)
  join public.formula_functions as f on n.node ->> 'kind' = 'call' and f.name = n.node ->> 'name'
$$;
comment on function private.is_formula_volatile(jsonb, private.formula_part[]) is
  'Whether the result depends on the moment, or on the time zone of who asks.';
revoke execute on function private.is_formula_volatile(jsonb, private.formula_part[]) from public;
grant execute on function private.is_formula_volatile(jsonb, private.formula_part[]) to authenticated, service_role;
