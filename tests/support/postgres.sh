#!/usr/bin/env bash
# A PostgreSQL of the tests' own: `postgres.sh start FOLDER` prints its address, `postgres.sh stop FOLDER` ends it.
# Nothing of it outlives the tests, so it may forget to wait for the disk.
set -euo pipefail

folder=$2
bin=$(dirname "$(ls /usr/lib/postgresql/*/bin/initdb 2>/dev/null | tail -n 1 || command -v initdb)")
as() { if [ "$(id -u)" = 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi; }

case $1 in
start)
    mkdir -p "$folder"
    [ "$(id -u)" = 0 ] && chown postgres "$folder"
    as "$bin/initdb" --pgdata "$folder/data" --auth trust --username abbina --encoding UTF8 --locale C.UTF-8 >"$folder.log" 2>&1
    port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])' 2>/dev/null \
        || node -e 'const s = require("net").createServer().listen(0, "127.0.0.1", () => { console.log(s.address().port); s.close() })')
    as "$bin/pg_ctl" --pgdata "$folder/data" --log "$folder/log" --wait --silent \
        --options "-p $port -c listen_addresses=127.0.0.1 -k $folder -c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_connections=300" \
        start >>"$folder.log" 2>&1
    echo "postgres://abbina@127.0.0.1:$port"
    ;;
stop)
    as "$bin/pg_ctl" --pgdata "$folder/data" --mode immediate --silent stop || true
    rm -rf "$folder" "$folder.log"
    ;;
esac
