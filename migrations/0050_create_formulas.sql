-- Formulas: which functions there are, and the shapes that a formula goes through on its way to SQL.
create table public.formula_functions (
  name text not null,
  category text not null,
  signatures text[] not null,
  description text not null,
  example text not null,
  example_result jsonb,
  reads text,
  position integer not null,
  primary key (name),
  constraint formula_functions_category_is_known check (category in ('operators', 'logic', 'numbers', 'text', 'dates', 'lists')),
  constraint formula_functions_have_signatures check (cardinality(signatures) > 0),
  constraint formula_functions_reads_is_known check (reads in ('clock', 'zone'))
);
comment on table public.formula_functions is 'The functions and operators of formulas; what is not here, no formula may call.';
comment on column public.formula_functions.name is 'What a formula writes, in any case; an operator is its own name.';
comment on column public.formula_functions.category is 'Which chapter of docs/formulas.md it is in.';
comment on column public.formula_functions.signatures is
  'The types it takes and gives: ? may be left out, ... comes as often as wanted, * may be a list too, T and S are any one type.';
comment on column public.formula_functions.example is 'A formula without columns; a test computes it.';
comment on column public.formula_functions.example_result is 'What the example gives; null is a blank.';
comment on column public.formula_functions.reads is
  'clock: another moment, another result. zone: with moments, the result depends on the time zone of who asks.';
comment on column public.formula_functions.position is 'Where it stands in a list.';
alter table public.formula_functions enable row level security;

create type private.formula_token as (kind text, body text, at integer);
comment on type private.formula_token is 'A piece of a formula and the character, from 1, where it begins.';
create type private.formula_parse as (nodes jsonb[], operands integer[], pending jsonb[]);
comment on type private.formula_parse is
  'A formula half read: nodes so far in post-order, those that wait for an operator, operators and brackets that are open.';
create type private.formula_part as (type text, code text, at integer, constant text);
comment on type private.formula_part is 'A node with its type and its SQL; the text of a literal as constant.';

insert into public.error_codes (sqlstate, name, http_status, slug, title, hint) values
  ('23514', 'formula_invalid', 422, 'formula_invalid', 'The formula is not valid', 'errors[].position says where, counted in characters from 1.');
