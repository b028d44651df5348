#!/bin/sh
# Runs once, when the primary's data are made (docker-entrypoint-initdb.d): the role that replicas sign in with.
set -eu
psql -v ON_ERROR_STOP=1 -v "password=$(cat "$REPLICATION_PASSWORD_FILE")" --username "$POSTGRES_USER" --dbname postgres <<'SQL'
CREATE ROLE minjiang_replica LOGIN REPLICATION PASSWORD :'password';
SQL
echo 'host replication minjiang_replica all scram-sha-256' >>"$PGDATA/pg_hba.conf"
