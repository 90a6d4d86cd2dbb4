#!/usr/bin/env bash
# Import of CSV files with typed headers, and one process that answers for a store by lines.
. "$(dirname "$0")/program.sh"

cat >nodes.csv <<'CSV'
id:ID,:LABEL,key,name,born:int
1,Official;Person,a,"Ada ""Bo"" Lind",1960
2,Official,b,"Zoë, the second",
3,Party,c,Union,
CSV
cat >edges.csv <<'CSV'
:START_ID,:END_ID,:TYPE,date:date,article:int
1,2,MET_WITH,2010-02-01,7
2,3,SIGNED,2011,8
CSV
expect 0 -- "$PARLEY" import --nodes nodes.csv --edges edges.csv
says out '3 nodes, 2 relationships imported'
expect 0 -- "$PARLEY" query 'MATCH (a:Person)-[r]-(b) AS OF 2010 RETURN a.name, a.born + 1, b.name, r.article'
says out '"a.name":"Ada \"Bo\" Lind"'
says out '"b.name":"Zoë, the second"'
says out '1961'

# A bad row fails with its place, and changes nothing; --skip-bad leaves it out.
printf ':START_ID,:END_ID,:TYPE,date:date\n1,2,MET_WITH,2012-01-01\n1,9,MET_WITH,2012-01-01\n' >bad.csv
expect 1 -- "$PARLEY" import --nodes /dev/null --edges bad.csv
printf 'id:ID,:LABEL\n1,Official\n2,Official\n' >two.csv
expect 1 -- "$PARLEY" import --nodes two.csv --edges bad.csv
says err 'bad.csv:3'
expect 0 -- "$PARLEY" query 'MATCH (n) RETURN count(n) AS n'
says out '"n":3'
expect 0 -- "$PARLEY" import --nodes two.csv --edges bad.csv --skip-bad 1
says err 'bad.csv:3'
says out '2 nodes, 1 relationships imported, 1 rows left out'
expect 2 -- "$PARLEY" import --edges edges.csv

# The line protocol on a store: what it wrote is there for the next process.
cat >requests <<'LINES'
{"id":1,"hello":{"protocol":1,"client":"test"}}
{"id":2,"query":"MATCH (n {key: $key}) RETURN n.name","params":{"key":"c"}}
{"id":3,"query":"MATCH (n {key: 'c'}) SET n.name = 'United'"}
{"id":4,"reset":true}
LINES
"$PARLEY" shell --protocol lines <requests >replies || fail "the line protocol ended badly"
lines replies 4
says replies '"rows":[["Union"]]'
says replies '"detail":"Unsupported"'
expect 0 -- "$PARLEY" query 'MATCH (n {key: "c"}) RETURN n.name'
says out 'United'
passed
