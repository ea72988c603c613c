#!/bin/sh
# Run once by the postgres image, while its volume is empty: the database, its owner, and the two logins that
# the migrations would otherwise make without a password. The owner is no superuser, as on a hosted PostgreSQL.
set -eu

psql --no-psqlrc --quiet --set ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname postgres <<'SQL'
\getenv owner_password OWNER_PASSWORD
\getenv authenticator_password AUTHENTICATOR_PASSWORD
\getenv worker_password WORKER_PASSWORD

create role deedbook login createrole bypassrls password :'owner_password';
create database deedbook owner deedbook;

create role authenticator login noinherit password :'authenticator_password';
alter role authenticator set statement_timeout = '30s';
alter role authenticator set idle_in_transaction_session_timeout = '30s';

create role worker login noinherit password :'worker_password';
SQL
