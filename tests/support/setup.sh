#!/usr/bin/env bash
# Is everything here to build (`setup.sh build`) and to run the tests (`setup.sh build tests`)?
# Rust, Node with npm, git and make must be there beforehand; the rest comes from Debian's packages: installed when root,
# else named in one command.
set -euo pipefail
cd "$(dirname "$0")/../.."

missing=0
say() { printf '%s\n' "$*" >&2; }
have() { command -v "$1" >/dev/null 2>&1; }
# at_least 1.94 1.95.0: is the second no older than the first?
at_least() { [ "$(printf '%s\n%s\n' "$1" "$2" | sort -V | head -n 1)" = "$1" ]; }

rust=$(sed -n 's/^rust-version = "\(.*\)"/\1/p' Cargo.toml)
if ! have cargo; then
    say "missing: Rust $rust or newer (cargo); see https://www.rust-lang.org/tools/install"
    missing=1
elif ! at_least "$rust" "$(cargo --version | cut -d ' ' -f 2)"; then
    say "too old: Rust $rust or newer is needed, here is $(cargo --version | cut -d ' ' -f 2); try: rustup update"
    missing=1
fi
if ! have node; then
    say "missing: Node 20 or newer (node); see https://nodejs.org"
    missing=1
elif ! at_least 20 "$(node --version | tr -d v)"; then
    say "too old: Node 20 or newer is needed, here is $(node --version)"
    missing=1
fi
have npm || { say "missing: npm, which comes with Node"; missing=1; }
have git || { say "missing: git"; missing=1; }
[ $missing = 0 ] || exit 1

packages=()
# Is libclang below these folders? libclang-cpp is another library, which bindgen does not take.
has_libclang() {
    local folder
    for folder in "$@"; do
        compgen -G "$folder/libclang.so*" >/dev/null || compgen -G "$folder/libclang-[0-9]*.so*" >/dev/null || continue
        return 0
    done
    return 1
}
if [ "$1" = --has-libclang ]; then
    shift
    has_libclang "$@"
    exit
fi
for part in "$@"; do
    case $part in
    build)
        have cc && have c++ || packages+=(g++)
        have cmake || packages+=(cmake)
        [ -n "${LIBCLANG_PATH:-}" ] || has_libclang /usr/lib/llvm-*/lib /usr/lib/* /usr/lib* || packages+=(libclang-dev)
        ;;
    tests)
        if [ -z "${TEST_DATABASE_URL:-}" ]; then
            compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null || have initdb || packages+=(postgresql)
        fi
        [ -n "${CHROMIUM:-}" ] || have chromium || packages+=(chromium)
        ;;
    esac
done
[ ${#packages[@]} -gt 0 ] || exit 0

if ! have apt-get; then
    say "missing (named as in Debian): ${packages[*]}"
    exit 1
fi
if [ "$(id -u)" != 0 ]; then
    say "missing: ${packages[*]}; install with:"
    say "  sudo apt-get update && sudo apt-get install --yes --no-install-recommends ${packages[*]}"
    exit 1
fi
say "installing from Debian's packages: ${packages[*]}"
export DEBIAN_FRONTEND=noninteractive
apt-get update --quiet=2
apt-get install --yes --no-install-recommends --quiet=2 "${packages[@]}" >/dev/null
