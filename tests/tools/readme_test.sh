#!/usr/bin/env bash
# The session in README.md is true: each "$ command" of its first ```console block is run, and what
# is printed must be what stands there. Times and rates (digits before s, ms, /s) may differ.
. "$(dirname "$0")/program.sh"
mkdir bin && ln -s "$PARLEY" bin/parley
export PATH=$work/bin:$PATH
cp -r "$source_dir/tests" tests
unset PARLEY_DB

awk '/^```console/ {inside = 1; next} /^```/ {if (inside) exit} inside' "$source_dir/README.md" >session
[ -s session ] || fail "README.md has no session"
steady() { sed -E 's/[0-9]+(\.[0-9]+)? (s|ms|articles\/s|MB\/s)/N \2/g'; }
steady <session >wanted
: >said
while IFS= read -r line; do
    case $line in
        '$ '*)
            echo "$line" >>said
            bash -c "${line#\$ }" >>said 2>&1 </dev/null
            ;;
    esac
done <session
steady <said >got
same "the README's session" wanted got
passed
