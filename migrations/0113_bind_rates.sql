-- Rates are bound to the currency that they were given in; averages go by the deals that have an amount; days are told
-- in the time zone that they were counted in.
create function private.is_currency(code text) returns boolean
  language sql immutable parallel safe
  -- The same as the check of public.deals: what no deal can have needs no rate.
  return code = any (string_to_array(
    'AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD CDF CHE CHF CHW CLF CLP '
    'CNY COP COU CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD '
    'IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV '
    'MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN '
    'SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD USN UYI UYU UYW UZS VED VES VND VUV WST XAF XAG XAU XCD XCG XOF XPD XPF '
    'XPT XSU XUA YER ZAR ZMW ZWG', ' '));
comment on function private.is_currency(text) is 'Whether ISO 4217 has this code.';
revoke execute on function private.is_currency(text) from public;
grant execute on function private.is_currency(text) to authenticated, service_role;

-- In which currency the rates of before were given is not known: in the one that they were shown in last.
alter table public.exchange_rates add column base_currency text;
update public.exchange_rates as r set base_currency = w.default_currency
from public.workspaces as w where w.id = r.workspace_id;
alter table public.exchange_rates
  alter column base_currency set not null,
  -- Not valid: a rate of before that nothing can use stays until somebody replaces it.
  add constraint exchange_rates_currency_is_known check (private.is_currency(currency)) not valid;
comment on column public.exchange_rates.base_currency is
  'The default currency of the workspace when the rate was given: while it has another, the rate is not used.';

-- What averages divide by.
alter table private.deal_stats add column valued bigint not null default 0;
alter table private.deal_stat_deltas add column valued bigint not null default 0;
comment on column private.deal_stats.valued is 'How many of the deals have an amount.';
comment on column private.deal_stat_deltas.valued is 'How many with an amount came, less those that went.';
lock table public.deals in share mode;
insert into private.deal_stat_deltas (workspace_id, kind, pipeline_id, stage, label, owner_id, currency, day, valued)
select d.workspace_id, f.kind, d.pipeline_id, f.stage, f.label, coalesce(f.owner_id, '00000000-0000-0000-0000-000000000000'), d.currency, f.day, count(*)
from public.deals as d
join public.workspaces as w on w.id = d.workspace_id
-- As private.deal_facts, which belongs to sql/.
cross join lateral (values
  ('state', d.stage, d.status, null::uuid, '-infinity'::date, true),
  ('created', '', '', null, (d.created_at at time zone w.time_zone)::date, true),
  ('closed', '', d.status, d.owner_id, date_trunc('month', d.closed_at at time zone w.time_zone)::date, d.closed_at is not null),
  ('open', d.stage, '', null, coalesce(date_trunc('month', d.expected_close_date)::date, 'infinity'), d.closed_at is null)
) as f (kind, stage, label, owner_id, day, is_one)
where d.amount is not null and d.deleted_at is null and f.is_one
group by 1, 2, 3, 4, 5, 6, 7, 8;

create table private.deal_stat_zones (
  workspace_id uuid primary key references public.workspaces (id) on delete cascade,
  time_zone text not null,
  created_at timestamptz not null default now()
);
comment on table private.deal_stat_zones is
  'Workspaces whose time zone changed and whose deals are not counted anew yet: until then days are counted and told as before.';
comment on column private.deal_stat_zones.time_zone is 'The zone that private.deal_stats goes by.';
comment on column private.deal_stat_zones.created_at is 'Since when it is not that of the workspace.';
alter table private.deal_stat_zones enable row level security;

insert into public.error_codes (sqlstate, name, http_status, slug, title, hint) values
  ('23514', 'exchange_rates_currency_is_known', 422, 'exchange_rate_invalid', 'There is no such currency', 'Use a code of ISO 4217, such as EUR.'),
  ('23514', 'exchange_rate_day_is_past', 422, 'exchange_rate_invalid', 'A rate is of today or of a day before', 'as_of is a day from 1900-01-01 to today.'),
  ('23514', 'exchange_rate_invalid', 422, 'exchange_rate_invalid', 'The rates cannot be taken like this', 'errors[].field says which one. Nothing was changed.');
