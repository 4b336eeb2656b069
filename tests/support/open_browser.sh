#!/usr/bin/env bash
# Opens the desktop's browser at an address once it answers; where there is no desktop, does nothing.
command -v xdg-open >/dev/null 2>&1 || exit 0
[ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ] || exit 0
for _ in $(seq 100); do
    if node -e 'fetch(process.argv[1] + "/healthz").then(r => process.exit(r.ok ? 0 : 1), () => process.exit(1))' "$1"; then
        exec xdg-open "$1" >/dev/null 2>&1
    fi
    sleep 0.2
done
