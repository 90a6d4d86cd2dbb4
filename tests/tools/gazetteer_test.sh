#!/usr/bin/env bash
# A user's gazetteer: imported from three formats, kept in the store, used for who is who and who
# held what; check tells what is wrong.
. "$(dirname "$0")/program.sh"

cat >people.json <<'END'
{"persons": [
  {"id": "p1", "name": "Ada Lindqvist", "gender": "female", "country": "SE",
   "other_names": [{"name": "Ада Линдквист", "lang": "ru"}, {"name": "A. Lindqvist-Berg"}]},
  {"id": "p2", "name": "Bo Kernhuber", "gender": "male"},
  {"id": "p3", "name": ""}],
 "organizations": [{"id": "o1", "name": "Blaue Liste", "classification": "party"}],
 "posts": [{"id": "x", "label": "Prime Minister"}],
 "memberships": [
  {"person_id": "p1", "role": "Foreign Minister of Sweden", "start_date": "2031-01-01", "end_date": "2033-06-30"},
  {"person_id": "p2", "post_id": "x", "start_date": "2032-02-01", "end_date": "2032-12-31"},
  {"person_id": "p2", "role": "Member", "start_date": "2031"}]}
END
cat >entities.ijson <<'END'
{"id": "a", "schema": "Person", "properties": {"name": ["Khun Wilanont"], "alias": ["Wilanont Khun"], "country": ["la"], "gender": ["male"]}}
{"id": "b", "schema": "PublicBody", "properties": {"name": ["Amt für Sterne"], "country": ["de"]}}
{"id": "c", "schema": "Position", "properties": {"name": ["Minister of Defence"], "country": ["la"]}}
{"id": "d", "schema": "Occupancy", "properties": {"holder": ["a"], "post": ["c"], "startDate": ["2031-03-01"], "endDate": ["2034-03-01"]}}
{"id": "e", "schema": "Airplane", "properties": {"name": ["A 1"]}}
END
cat >people.csv <<'END'
name,country,gender,aliases,name:vi,office,of,from,to
Ceren Aksoylu,TR,f,"Aksoylu Ceren; C. Aksoylu",Xe-ren A-cơ-xoi-lu,prime-minister,TR,2031-01-01,2031-12-31
Dara Sok,KH,,,,speaker of Cambodia,,2030,
END
cat >own.txt <<'END'
origin = "made up"
[Body]
order-of-the-lantern | country=FR | en: Order of the Lantern | fr: ordre de la Lanterne
END

expect 0 -- "$PARLEY" gazetteer check
says out "0 problems"
expect 0 -- "$PARLEY" gazetteer import people.json entities.ijson people.csv own.txt
says out "people.json: 3 entries, 3 of them new or changed"
says out "entities.ijson: 2 entries, 2 of them"
says err "person 3 is left out: it has no name"
says err "1 entities of schema Airplane are no actors"
says err "the office prime-minister of bo-kernhuber is left out"
expect 0 -- "$PARLEY" gazetteer import people.json --country SE
says out "3 entries, 2 of them new or changed"
expect 0 -- "$PARLEY" gazetteer import people.json --country SE
says out "3 entries, 0 of them new or changed"
expect 0 -- "$PARLEY" gazetteer check
expect 0 -- "$PARLEY" decisions
lines out 0

# who held what, in any of the languages; what nobody knows stays unresolved and says so
expect 0 -- "$PARLEY" who "Außenministerin Schwedens" --on 2032-01-01
says out "Ada Lindqvist"
expect 0 -- "$PARLEY" who "глава МИД Швеции" --on 2033-06-30
says out "o:ada-lindqvist"
expect 0 -- "$PARLEY" who "Bộ trưởng Quốc phòng Lào" --on 2033-01-01
says out "Khun Wilanont"
expect 0 -- "$PARLEY" who "Prime Minister" --country TR --on 2031-05-01
says out "Ceren Aksoylu"
expect 1 -- "$PARLEY" who "Premier ministre de la Turquie" --on 1931-05-01
says err "stays unresolved"
expect 1 -- "$PARLEY" who "Prime Minister" --on 2010-05-01
says err "it does not say whose office"
expect 1 -- "$PARLEY" who "court jester of Sweden" --on 2010-05-01
says err "no office is known"
expect 2 -- "$PARLEY" who "President of Sweden" --on yesterday
says err "write it as"

# names of the gazetteer are one actor
printf '{"article":"%s","language":"en","type":"MET_WITH","date":"2031-05-01","date_reasons":["written"],"rule":"test","confidence":80,"evidence":{"sentence":"x","end":1},"participants":[{"role":"a","actor":{"number":1,"label":"Official","name":"%s","names":["%s"]}},{"role":"b","actor":{"number":2,"label":"Official","name":"Eva Rothmund","names":["Eva Rothmund"]}}]}\n' \
    one "Ada Lindqvist" "Ada Lindqvist" two "A. Lindqvist-Berg" "A. Lindqvist-Berg" >claims
expect 0 -- "$PARLEY" load claims
expect 0 -- "$PARLEY" query 'MATCH (n {key: "ada-lindqvist"})--() RETURN n.country, n.names' --format csv
says out "Ада Линдквист"
says out "SE"
expect 0 -- "$PARLEY" explain o:ada-lindqvist
says out "known beforehand: ada-lindqvist (people.json, person 1)"
# and by what articles say, where the gazetteer does not know
printf '{"article":"%s","language":"en","type":"HOLDS","date":"%s","date_reasons":["written"],"rule":"test","confidence":80,"properties":{"role":"Prime Minister"},"evidence":{"sentence":"x","end":1},"participants":[{"role":"holder","actor":{"number":1,"label":"Official","name":"%s","names":["%s"],"country":"BM"}},{"role":"body","actor":{"number":2,"label":"Body","name":"Government of Bermuda","names":["Government of Bermuda"],"country":"BM"}}]}\n' \
    h1 2041-02-01 "Eva Rothmund" "Eva Rothmund" h2 2041-09-01 "Eva Rothmund" "Eva Rothmund" h3 2043-01-01 "Fritz Anders" "Fritz Anders" >holds
expect 0 -- "$PARLEY" load holds
expect 0 -- "$PARLEY" who "Prime Minister of Bermuda" --on 2041-05-05
says out "Eva Rothmund"
says out "so called on 2041-02-01 and 2041-09-01"
expect 0 -- "$PARLEY" who "Thủ tướng Bermuda" --on 2041-10-01
says out "Eva Rothmund"
expect 1 -- "$PARLEY" who "Thủ tướng Bermuda" --on 2042-04-01
says err "Eva Rothmund was so called on 2041-09-01; Fritz Anders was so called on 2043-01-01"

# the reader knows them too
cat >article.txt <<'END'
Foreign Minister Ada Lindqvist of Sweden met with the Order of the Lantern in Paris on May 3, 2032.
END
expect 0 -- "$PARLEY" ingest article.txt
expect 0 -- "$PARLEY" query 'MATCH (a {key: "ada-lindqvist"})-[r:MET_WITH]-(b:Body) RETURN b.key' --format csv
says out "order-of-the-lantern"

# it goes along when stores are united
expect 0 -- "$PARLEY" --db other load "$PARLEY_DB"
expect 0 -- "$PARLEY" --db other who "глава МИД Швеции" --on 2033-06-30

# what is wrong with a gazetteer
cat >wrong.csv <<'END'
name,country,office,of,from,to
Gerd Ohm,SE,foreign-minister,SE,2032-01-01,2035-01-01
Hans Ohm,QQ,,,,
END
expect 1 -- "$PARLEY" gazetteer check wrong.csv
says err "no country has the code QQ"
says err "ada-lindqvist held foreign-minister of SE until 2033-06-30, gerd-ohm from 2032-01-01"
echo "nothing,here" >bad.csv
expect 1 -- "$PARLEY" gazetteer import bad.csv
says err "no column is called name"
echo '{"persons": [' >bad.json
expect 1 -- "$PARLEY" gazetteer import bad.json
says err "bad.json is not JSON"
printf 'name,office,from\nGerd Ohm,foreign-minister,soon\n' >bad.csv
expect 1 -- "$PARLEY" gazetteer import bad.csv
says err 'bad.csv:2: "soon" is not a date'
expect 1 -- "$PARLEY" gazetteer import no-such-file
expect 2 -- "$PARLEY" gazetteer import
passed
