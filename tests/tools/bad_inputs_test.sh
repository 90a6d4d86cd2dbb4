#!/usr/bin/env bash
# Bad files: one clear line each, the others go on, status 1, and what was stored stays.
. "$(dirname "$0")/program.sh"

mkdir in
cp "$examples"/vi/*.txt in/
good=$(ls in | wc -l)
expect 0 -- "$PARLEY" ingest in
says out "$good articles: $good new"
expect 0 -- "$PARLEY" export --format jsonl -o before.jsonl

: >in/empty.txt
printf ' \n\t\n' >in/blank.txt
head -c 5000 /dev/urandom | tr '\1-\177' '\0' >in/binary.txt
printf 'Erkl\344rung der Ministerin' >in/latin1.txt
head -c 101000000 /dev/zero | tr '\0' 'a' >in/huge.txt
printf '{"text":"cut off' >in/broken.jsonl
printf '[1,2' >in/broken.json
{ printf '{"text":'; head -c 100000 /dev/zero | tr '\0' '['; } >in/deep.jsonl
for i in $(seq 2000); do echo "{\"id\":\"n$i\",\"text\":\"$RANDOM $RANDOM $RANDOM $i\"}"; done | gzip >whole.gz
head -c 20000 whole.gz >in/cut.jsonl.gz
echo "not gzip" >in/fake.txt.gz
mkdir in/zsub && echo "Another text" >"in/zsub/$(basename "$(ls "$examples"/vi/*.txt | head -1)")"
printf '\357\273\277Ein Text mit Marke.' >in/bom.txt
printf 'Ein Text.' | iconv -f UTF-8 -t UTF-16 >in/utf16.txt

expect 1 -- "$PARLEY" ingest in missing.txt
for file in empty blank; do says err "$file.txt: empty"; done
says err "binary.txt: "
says err "latin1.txt: not UTF-8 at byte 4 (0xE4)"
says err "huge.txt: larger than 100 MB"
says err "broken.jsonl:1: not JSON"
says err "broken.json: not JSON"
says err "deep.jsonl:1: JSON nested deeper than 64"
says err "cut.jsonl.gz:"
says err "compressed file ends too early"
says err "fake.txt.gz: named .gz but not compressed"
says err "another article of this run has this id"
says err "missing.txt: no such file"
says_not err "bom.txt"
says_not err "utf16.txt"
says out "12 failed"
says out "$good unchanged"

# nothing that was there was lost
expect 0 -- "$PARLEY" export --format jsonl -o after.jsonl
same "bad inputs changed the graph" before.jsonl after.jsonl
passed
