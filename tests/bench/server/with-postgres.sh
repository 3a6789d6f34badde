#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Racer for Qt authors
# SPDX-License-Identifier: MIT
# Starts a PostgreSQL of its own below the current folder (the same disk as what is measured), runs the command with
# "--postgres URL" added, and stops the server. Needs Debian's postgresql package.
#   with-postgres.sh build/release/bin/bench_server --only durable
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
schema=$here/../../interop/node/node_modules/sharedb-postgres/structure.sql
bin=$(dirname "$(dpkg -L postgresql-15 | grep '/bin/initdb$')")
data=$(mktemp -d "$PWD/postgres-XXXXXX")
port=$((20000 + RANDOM % 20000))

as_postgres() {
    if [ "$(id -u)" = 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi
}
stop() {
    as_postgres "$bin/pg_ctl" -D "$data/cluster" -m fast stop >/dev/null || true
    rm -rf "$data"
}
trap stop EXIT

[ "$(id -u)" != 0 ] || chown postgres: "$data"
as_postgres "$bin/initdb" -D "$data/cluster" -U bench --auth=trust --encoding=UTF8 --locale=C.UTF-8 >/dev/null
as_postgres "$bin/pg_ctl" -D "$data/cluster" -w -l "$data/log" \
    -o "-k $data -p $port -c listen_addresses=127.0.0.1" start >/dev/null
url=postgres://bench@127.0.0.1:$port/postgres
psql -q "$url" -f "$schema"
"$@" --postgres "$url"
