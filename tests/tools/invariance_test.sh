#!/usr/bin/env bash
# The graph depends on the set of articles and on nothing else: not on order, number of workers,
# runs, repetition, or a kill at any moment. PARLEY_LONG=1 tries more of each, on more articles.
. "$(dirname "$0")/program.sh"

rounds=3
[ "${PARLEY_LONG:-}" = 1 ] && rounds=25
mkdir texts
cp "$examples"/*/*.txt texts/
# The same stories again under other names: enough articles that a kill lands in the middle.
copies=40
[ "${PARLEY_LONG:-}" = 1 ] && copies=400
for copy in $(seq $copies); do
    for file in "$examples"/*/*.txt; do
        { cat "$file"; printf '\n\n%s\n' "$copy"; } >"texts/$(basename "$file" .txt)-$copy.txt"
    done
done
find texts -name '*.txt' | LC_ALL=C sort >all
shuffled() { shuf --random-source=<(yes "$1") all; }

graph_of() { "$PARLEY" --db "$1" export --format jsonl -o "$2" || fail "export of $1"; }

expect 0 -- "$PARLEY" --db reference ingest --jobs 1 texts
graph_of reference reference.jsonl
[ "$(grep -c '"kind":"edge"' reference.jsonl)" -ge 10 ] || fail "too few edges to mean anything"

for round in $(seq "$rounds"); do
    # order and workers
    shuffled "$round" | xargs "$PARLEY" --db "order$round" ingest --jobs "$round" >/dev/null ||
        fail "ingest in order $round"
    graph_of "order$round" other.jsonl
    same "order $round" reference.jsonl other.jsonl

    # the same again: nothing new
    "$PARLEY" --db "order$round" ingest texts >out || fail "ingest twice"
    says out " 0 new, 0 replaced, $(wc -l <all) unchanged"
    graph_of "order$round" other.jsonl
    same "twice" reference.jsonl other.jsonl

    # several runs
    shuffled "a$round" >list && split -n "l/$((round % 4 + 2))" list part.
    for part in part.*; do
        xargs "$PARLEY" --db "split$round" ingest <"$part" >/dev/null || fail "ingest of a part"
    done
    rm -f part.*
    graph_of "split$round" other.jsonl
    same "split $round" reference.jsonl other.jsonl

    # claims extracted in parts, loaded in one go
    shuffled "b$round" >list && split -n l/3 list part.
    for part in part.*; do xargs "$PARLEY" extract <"$part" >>"claims$round" || fail "extract"; done
    rm -f part.*
    sort -u "claims$round" | sha256sum >hash
    [ -e first-hash ] || cp hash first-hash
    same "extracted claims" first-hash hash
done
rm -rf order* split*

# kill -9 at random moments, then the same command again until it ends by itself
for round in $(seq "$rounds"); do
    kills=0
    for attempt in $(seq 8); do
        "$PARLEY" --db "killed$round" ingest texts >/dev/null 2>&1 &
        pid=$!
        sleep "0.0$((RANDOM % 9))$((RANDOM % 10))"
        kill -9 $pid 2>/dev/null && kills=$((kills + 1))
        wait $pid 2>/dev/null
    done
    "$PARLEY" --db "killed$round" ingest texts >out 2>err || { fail "ingest after kills"; cat err >&2; }
    graph_of "killed$round" other.jsonl
    same "$kills kills" reference.jsonl other.jsonl
done

# Ctrl-C: ends early by itself, and the next run goes on
"$PARLEY" --db interrupted ingest --jobs 1 texts >out 2>err &
pid=$!
sleep 0.03
kill -INT $pid 2>/dev/null
wait $pid
status=$?
[ $status = 0 ] || fail "an interrupted ingest ended with $status"
"$PARLEY" --db interrupted ingest texts >/dev/null || fail "ingest after an interruption"
graph_of interrupted other.jsonl
same "interrupted" reference.jsonl other.jsonl
passed
