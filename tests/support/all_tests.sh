#!/usr/bin/env bash
# Every test: `make test` calls this when all that it needs is there.
set -euo pipefail
cd "$(dirname "$0")/../.."

started=$SECONDS
database=
stop() { [ -z "$database" ] || tests/support/postgres.sh stop "$database"; }
trap stop EXIT
trap 'exit 130' INT TERM

if [ -z "${TEST_DATABASE_URL:-}" ]; then
    database=$(mktemp -d "${TMPDIR:-/tmp}/abbina-postgres-XXXXXX")
    chmod 755 "$database"
    TEST_DATABASE_URL=$(tests/support/postgres.sh start "$database")
    export TEST_DATABASE_URL
fi

if cargo nextest --version >/dev/null 2>&1; then
    cargo nextest run --workspace --locked
else
    cargo test --workspace --locked --lib --bins --tests
fi
cargo test --workspace --locked --doc
ABBINA="$CARGO_TARGET_DIR/debug/abbina" npm run --silent test:browser

echo "make test: every test passed ($((SECONDS - started)) s)"
