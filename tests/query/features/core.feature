Feature: The core, as clauses are put together

  Background:
    Given an empty graph
    And having executed:
      """
      CREATE (ada:Official {n: 'ada', v: 1}), (bo:Official {n: 'bo', v: 2}),
        (cy:Official {n: 'cy', v: 2}), (hall:Body {n: 'hall'}),
        (ada)-[:MET {w: 1}]->(bo), (bo)-[:MET {w: 2}]->(cy),
        (ada)-[:SIGNED]->(cy), (cy)-[:HOLDS {w: 3}]->(hall)
      """

  Scenario Outline: [1] One list from <query>
    When executing query:
      """
      <query>
      """
    Then the result should be, in any order:
      | all      |
      | <result> |

    Examples:
      | query | result |
      | MATCH (o:Official) OPTIONAL MATCH (o)-[:HOLDS]->(b) WITH o, b ORDER BY o.n RETURN collect([o.n, b.n]) AS all | [['ada', null], ['bo', null], ['cy', 'hall']] |
      | MATCH (o:Official) OPTIONAL MATCH (o)-[:HOLDS]->(b) WHERE b.n = 'x' RETURN collect(b.n) + count(b) + count(*) AS all | [0, 3] |
      | OPTIONAL MATCH (x:Nobody) OPTIONAL MATCH (x)-->(y) RETURN [x, y] AS all | [null, null] |
      | OPTIONAL MATCH (x:Nobody) WITH x MATCH (x)-->(y) RETURN collect(y) AS all | [] |
      | MATCH (a {n: 'ada'}) OPTIONAL MATCH p = (a)-[:NONE*]->(z) RETURN [p, length(p), nodes(p)] AS all | [null, null, null] |
      | MATCH (o:Official) WITH o ORDER BY o.n DESC LIMIT 2 MATCH (o)-->(x) WITH o, x ORDER BY o.n RETURN collect(x.n) AS all | ['cy', 'hall'] |
      | MATCH (o) WITH o.v AS v, count(*) AS c WHERE c > 1 RETURN [v, c] AS all | [2, 2] |
      | MATCH (o:Official) WITH o.v AS v, count(*) AS c WHERE o.v > 1 RETURN [v, c] AS all | [2, 2] |
      | MATCH (o:Official) WITH DISTINCT o.v AS v WHERE o.v = 2 RETURN [v] AS all | [2] |
      | MATCH (o:Official) WITH o AS p ORDER BY o.n DESC LIMIT 1 RETURN [p.n] AS all | ['cy'] |
      | MATCH (a:Official), (b:Body) WITH a AS b, b AS a ORDER BY b.n RETURN collect(b.n + a.n) AS all | ['adahall', 'bohall', 'cyhall'] |
      | MATCH (n:Official) WITH n.v + 1 AS n ORDER BY n.v + 1 DESC RETURN collect(n) AS all | [3, 3, 2] |
      | MATCH (n:Official) WITH n.n AS n ORDER BY n.n DESC RETURN collect(n) AS all | ['cy', 'bo', 'ada'] |
      | MATCH (n:Official) WITH n, n.v AS v ORDER BY reduce(s = 0, n IN [{v: 1}, {v: 2}] \| s + n.v), n.n DESC RETURN collect(n.n) AS all | ['cy', 'bo', 'ada'] |
      | MATCH (o:Official) WITH o ORDER BY o.v DESC, o.n SKIP 1 LIMIT 1 RETURN collect(o.n) AS all | ['cy'] |
      | UNWIND [[1, 2], [], null, [3]] AS l UNWIND l AS x RETURN collect(x) AS all | [1, 2, 3] |
      | UNWIND [1, 1, 2, null, null] AS x RETURN [count(x), count(DISTINCT x), count(*), size(collect(DISTINCT x))] AS all | [3, 2, 5, 2] |
      | UNWIND ['a', 1, null, [1], true] AS x RETURN [min(x), max(x)] AS all | [[1], 1] |
      | UNWIND [true, 1, 'a', null, [1], {a: 1}] AS x WITH x ORDER BY x RETURN [y IN collect([x]) \| y[0]] AS all | [{a: 1}, [1], 'a', true, 1, null] |
      | MATCH (n:Nobody) RETURN [count(*), sum(n.v), avg(n.v), min(n.v), collect(n.v)] AS all | [0, 0, null, null, []] |
      | MATCH (o:Official) RETURN [x IN collect(o.v) WHERE x > 1 \| x * 10] AS all | [20, 20] |
      | MATCH (o:Official) WITH {c: count(*), m: max(o.v)} AS m RETURN [m.c, m.m] AS all | [3, 2] |
      | MATCH (o:Official) WITH o, size([(o)-->(x) WHERE x.n > o.n \| x]) AS c ORDER BY o.n RETURN collect(c) AS all | [2, 1, 1] |
      | MATCH (o) WHERE (o)-[:MET]->()-[:MET]->(:Official) RETURN collect(o.n) AS all | ['ada'] |
      | MATCH (o) WHERE NOT (o)-->() RETURN collect(o.n) AS all | ['hall'] |
      | MATCH (o) WHERE EXISTS { MATCH (o)-->(x) WHERE EXISTS { (x)-->(:Body) } } WITH o ORDER BY o.n RETURN collect(o.n) AS all | ['ada', 'bo'] |
      | MATCH (o:Official) WHERE NOT EXISTS { (o)-[:MET]->(x) WHERE x.v > o.v } WITH o ORDER BY o.n RETURN collect(o.n) AS all | ['bo', 'cy'] |
      | MATCH p = (a {n: 'ada'})-[*]->(:Body) WITH p ORDER BY length(p) RETURN collect([x IN nodes(p) \| x.n]) AS all | [['ada', 'cy', 'hall'], ['ada', 'bo', 'cy', 'hall']] |
      | MATCH p = (a {n: 'ada'})-[*]->(:Body) WHERE none(x IN nodes(p) WHERE x.n = 'bo') RETURN collect(length(p)) AS all | [2] |
      | MATCH (a {n: 'ada'})-[rs:MET*0..2]->(x) WITH rs, x ORDER BY size(rs) RETURN collect([x.n, [r IN rs \| r.w]]) AS all | [['ada', []], ['bo', [1]], ['cy', [1, 2]]] |
      | MATCH (a)-[r]->(b) WITH r MATCH (x)-[r]-(y) RETURN [count(*)] AS all | [8] |
      | MATCH (a {n: 'ada'})-[rs*2]->(x) WITH rs, x ORDER BY x.n MATCH (y)-[rs*]->(z) RETURN collect(y.n + z.n) AS all | ['adacy', 'adahall'] |
      | MATCH p = shortestPath((a {n: 'ada'})-[:MET*]-(c {n: 'cy'})) RETURN [length(p)] AS all | [2] |
      | MATCH p = ANY SHORTEST (a {n: 'ada'})-[]->+(c:Body) RETURN [length(p)] AS all | [2] |
      | MATCH (a {n: 'ada'})-[r* WHERE r.w < 3]->(b) WITH r, b ORDER BY size(r) RETURN collect([b.n, size(r)]) AS all | [['bo', 1], ['cy', 2]] |
      | MATCH (a {n: 'ada'})-[r WHERE type(r) <> 'SIGNED']->{1,3}(b:Body) RETURN collect(size(r)) AS all | [3] |
      | MATCH p = ANY SHORTEST (a {n: 'ada'})-[r* WHERE type(r) IN ['MET', 'HOLDS']]-(b:Body) RETURN [length(p)] AS all | [3] |
      | MATCH (a)-[r]-(b) RETURN [count(*), count(DISTINCT r)] AS all | [8, 4] |
      | MATCH (a)-[r]->(b), (b)-[s]->(c) RETURN [count(*)] AS all | [3] |
      | RETURN [x IN [1, 2, 3, null] WHERE x <> 2 \| CASE x WHEN 1 THEN 'one' ELSE 'many' END] AS all | ['one', 'many'] |
      | UNWIND [1, 2, null] AS x RETURN collect(CASE WHEN x > 1 THEN 'big' WHEN x IS NULL THEN 'none' END) AS all | ['big', 'none'] |
      | RETURN [null = null, null IN [], 1 IN [1, null], 2 IN [1, null], NOT null, null AND false, null OR true] AS all | [null, false, true, null, null, false, true] |
      | RETURN [1 < 2 < 3, 1 < 3 < 2, 1 < null < 3, 1 = 1.0, [1, null] = [1, 2], [1, null] = [2, 2]] AS all | [true, false, null, true, null, false] |
      | MATCH (n {n: 'ada'}) RETURN [n {.n, .gone, x: 1}, n {.*}] AS all | [{gone: null, n: 'ada', x: 1}, {n: 'ada', v: 1}] |

  Scenario Outline: [2] A | after a label before a comprehension's result: <query>
    When executing query:
      """
      <query>
      """
    Then the result should be, in any order:
      | all      |
      | <result> |

    Examples:
      | query | result |
      | MATCH (a {n: 'ada'}) RETURN [(a)-->(x) WHERE x:Official \| x.n] AS all | ['bo', 'cy'] |
      | MATCH (n) WITH collect(n) AS l RETURN [x IN l WHERE x:Body \| x.n] AS all | ['hall'] |
      | MATCH (n) WITH collect(n) AS l RETURN [x IN l WHERE x:Body\|Nobody \| x.n] AS all | ['hall'] |
      | MATCH (n) WITH collect(n) AS l RETURN [x IN l WHERE x:Nobody\|Body AND x.n > 'a' \| x.n] AS all | ['hall'] |
      | MATCH (n) WITH collect(n) AS l RETURN [x IN l WHERE x:Body \| x:Nobody\|Body] AS all | [true] |
      | MATCH (n) WITH collect(n) AS l RETURN [x IN l WHERE (x:Nobody\|Body) \| x.n] AS all | ['hall'] |
      | MATCH (n) WITH collect(n) AS l RETURN [x IN l WHERE size([y IN l WHERE y:Body \| y.n]) = 1 AND x:Body \| x.n] AS all | ['hall'] |
      | MATCH (n) WITH collect(n) AS l RETURN [x IN l WHERE (x:Nobody\|Body)] = [x IN l WHERE x:Body] AS all | true |

  Scenario Outline: [3] A query in a query: <query>
    When executing query:
      """
      <query>
      """
    Then the result should be, in any order:
      | all      |
      | <result> |

    Examples:
      | query | result |
      | CALL { RETURN 1 AS a UNION RETURN 2 AS a UNION RETURN 1 AS a } RETURN collect(a) AS all | [1, 2] |
      | CALL { RETURN 1 AS a UNION ALL RETURN 1 AS a } RETURN collect(a) AS all | [1, 1] |
      | UNWIND [1, 2] AS x CALL { WITH x RETURN x AS a UNION ALL WITH x RETURN x * 10 AS a } RETURN collect([x, a]) AS all | [[1, 1], [1, 10], [2, 2], [2, 20]] |
      | UNWIND [1, 2] AS x CALL { UNWIND [3, 4] AS y RETURN y } RETURN collect([x, y]) AS all | [[1, 3], [1, 4], [2, 3], [2, 4]] |
      | UNWIND [3, 4] AS x CALL { WITH x UNWIND range(1, x) AS y WITH y ORDER BY y DESC LIMIT 2 RETURN collect(y) AS l } RETURN collect(l) AS all | [[3, 2], [4, 3]] |
      | MATCH (n:Body) CALL { MATCH (n:Official) RETURN count(n) AS c } RETURN [n.n, c] AS all | ['hall', 3] |
      | UNWIND [1, 2] AS x CALL { WITH x WITH x WHERE x > 1 RETURN x AS y } RETURN collect(y) AS all | [2] |
      | UNWIND [1, 2] AS x CALL { WITH x UNWIND [1, 2, 3] AS y CREATE (:New {v: y}) } RETURN collect(x) AS all | [1, 2] |
      | MERGE (m:New)-[r:SELF]->(m) WITH m MERGE (m)-[s:SELF]->(m) RETURN [count(s)] AS all | [1] |
      | MATCH (n) CALL { WITH n CREATE (m:New {of: n.n}) RETURN m } RETURN [count(m)] AS all | [4] |

  Scenario Outline: [4] What does not go: <query>
    When executing query:
      """
      <query>
      """
    Then a SyntaxError should be raised at compile time: <detail>

    Examples:
      | query | detail |
      | UNWIND [1] AS x CALL { RETURN x AS y } RETURN y | UndefinedVariable |
      | UNWIND [1] AS x CALL { RETURN 2 AS x } RETURN x | VariableAlreadyBound |
      | UNWIND [1] AS x CALL { CREATE (m:New) } RETURN m | UndefinedVariable |
      | MATCH (n) RETURN n.v AS v, count(*) AS c ORDER BY n.n | UndefinedVariable |
      | UNWIND [1, 2] AS x RETURN count(*) + x | AmbiguousAggregationExpression |
      | RETURN 1 AS x UNION RETURN 1 AS y | DifferentColumnsInUnion |
      | NEIGHBORS OF 'ada' WITHIN 0 HOPS | NumberOutOfRange |
      | MATCH (n) WHERE EXISTS { CALL { CREATE (:New) } RETURN 1 } RETURN n | InvalidClauseComposition |
