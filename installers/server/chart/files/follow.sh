#!/bin/sh
# A streaming replica: copies the primary named in PRIMARY_HOST once, then follows it. Promoted by pg_promote().
set -eu
if [ ! -s "$PGDATA/PG_VERSION" ]; then
  umask 077
  mkdir -p "$PGDATA"
  PGPASSWORD=$(cat "$REPLICATION_PASSWORD_FILE")
  export PGPASSWORD
  from="host=$PRIMARY_HOST user=minjiang_replica application_name=$REPLICA_NAME"
  until pg_basebackup --dbname "$from" --pgdata "$PGDATA" --write-recovery-conf --wal-method=stream --checkpoint=fast; do
    find "$PGDATA" -mindepth 1 -delete
    sleep 2
  done
fi
exec postgres "$@"
