# Sourced by the tests of the real binary. Needs $PARLEY (the binary). Gives:
#   $work             a folder that is gone at the end; the current folder of the test
#   expect STATUS -- COMMAND...   runs it; output in out and err; fails the test on another status
#   says FILE TEXT    the file holds the text
#   same WHAT A B     two files are equal, byte by byte
#   passed            at the end
# shellcheck shell=bash
set -uo pipefail
: "${PARLEY:?the parley binary}"
PARLEY=$(realpath "$PARLEY")
source_dir=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
examples=$source_dir/tests/examples
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 1
export PARLEY_DB=$work/db NO_COLOR=1
failures=0

fail() {
    echo "FAILED: $*" >&2
    failures=$((failures + 1))
}

expect() {
    local wanted=$1; shift
    [ "$1" = -- ] && shift
    "$@" >out 2>err </dev/null
    local status=$?
    [ "$status" = "$wanted" ] && return
    fail "status $status instead of $wanted: $*"
    sed 's/^/    out: /' out | head -20 >&2
    sed 's/^/    err: /' err | head -20 >&2
}

says() { grep -qF -- "$2" "$1" || { fail "$1 does not say: $2"; head -20 "$1" >&2; }; }
says_not() { ! grep -qF -- "$2" "$1" || { fail "$1 says: $2"; head -20 "$1" >&2; }; }
lines() { [ "$(wc -l <"$1")" = "$2" ] || { fail "$1 has not $2 lines"; head -20 "$1" >&2; }; }
same() { cmp -s "$2" "$3" || { fail "$1: they differ"; diff "$2" "$3" | head -10 >&2; }; }

passed() {
    [ "$failures" = 0 ] || { echo "$failures failures" >&2; exit 1; }
    echo "$(basename "$0"): passed"
}
