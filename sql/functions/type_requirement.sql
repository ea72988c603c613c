create function private.type_requirement(type text, config jsonb)
  returns text
  language sql
  immutable
  set search_path = ''
as $$
  select case type
    when 'text' then format('one line of text, at most %s characters', coalesce(config ->> 'max_length', '1000'))
    when 'long_text' then format('text of at most %s characters', coalesce(config ->> 'max_length', '100000'))
    when 'integer' then 'a whole number between -9007199254740991 and 9007199254740991'
    when 'number' then 'a number of at most 38 digits before and 30 after the decimal point'
    when 'currency' then 'an amount of at most 13 digits before and 4 after the decimal point'
    when 'boolean' then 'true or false'
    when 'date' then 'a date of the calendar written YYYY-MM-DD'
    when 'datetime' then 'a time in UTC written YYYY-MM-DDTHH:MM:SSZ'
    when 'select' then 'the id of one of the column''s options'
    when 'multi_select' then 'an array of different ids of the column''s options'
    when 'email' then 'an e-mail address'
    when 'phone' then 'a phone number of at most 50 characters: digits, spaces and + ( ) . / # * - ext'
    when 'url' then 'a link that begins with http:// or https://'
    when 'percent' then 'a fraction such as 0.125 (for 12.5 %) of at most 9 digits before and 12 after the decimal point'
    when 'rating' then 'a whole number from 1 to ' || coalesce(config ->> 'max', '5')
    when 'duration' then 'a number of seconds of at most 10 digits before and 3 after the decimal point'
    when 'user' then 'the id of a member of the workspace'
    when 'address' then 'an object of street, unit, city, region, postal_code (one line each, at most 200 characters) and country (two letters of ISO 3166)'
    when 'geo_point' then 'an object {"lat": -90 to 90, "lng": -180 to 180}, with at most 15 digits after the decimal points'
    when 'number_range' then 'an object {"min": number, "max": number}, one of which may be left out, min not above max'
    when 'json' then 'JSON of at most 65536 characters and 32 levels'
  end
  || coalesce(', at least ' || (config ->> 'min'), '')
  || coalesce(', at most ' || case when type <> 'rating' then config ->> 'max' end, '')
  || coalesce(', that matches ' || (config ->> 'pattern'), '')
$$;
comment on function private.type_requirement(text, jsonb) is 'What a column accepts, in words: completes "must be …".';
revoke execute on function private.type_requirement(text, jsonb) from public;
