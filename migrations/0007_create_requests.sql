create table private.callables (
  function text not null,
  parameter text not null,
  expression text not null,
  primary key (function, parameter)
);
comment on table private.callables is
  'What handle_request may call: per parameter the SQL that reads it from the JSON arguments. Filled from the catalogue by private.refresh_callables at every deploy.';
comment on column private.callables.expression is 'SQL over $1, the arguments of the request.';

create table private.idempotency_keys (
  user_id uuid not null references auth.users (id) on delete cascade,
  key text not null,
  request_hash text not null,
  response text,
  created_at timestamptz not null default now(),
  primary key (user_id, key),
  constraint idempotency_keys_key_length check (length(key) between 1 and 255)
);
comment on table private.idempotency_keys is
  'Answers by Idempotency-Key, stored in the transaction that made them. Secrets in an answer are not kept.';
comment on column private.idempotency_keys.request_hash is 'SHA-256 of the request: the same key with another one is refused.';
create index idempotency_keys_created_at_idx on private.idempotency_keys (created_at);

alter table private.callables enable row level security;
alter table private.idempotency_keys enable row level security;
