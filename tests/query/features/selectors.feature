# Written by make_features.py: change that, not this.
Feature: Which of the paths

  Scenario Outline: [1] All shortest paths
    Given an empty graph
    And having executed:
      """
      CREATE
        (ada:Official {key: 'ada', name: 'Ada Lind'}),
        (bo:Official {key: 'bo', name: 'Bo Nguyễn'}),
        (cy:Official {key: 'cy', name: 'Cy Orlow'}),
        (dee:Official {key: 'dee', name: 'Dee Park'}),
        (eve:Official {key: 'eve', name: 'Eve Quist'}),
        (zug:Official {key: 'zug', name: 'Зюганов'}),
        (union:Party {key: 'union', name: 'Union'}),
        (hall:Body {key: 'hall', name: 'City Hall'}),
        (oslo:Place {key: 'oslo', name: 'Oslo'}),
        (ada)-[:MET_WITH {n: 1, date: date('2017-03-01')}]->(bo),
        (bo)-[:MET_WITH {n: 2, date: date('2017-02-01')}]->(cy),
        (bo)-[:SIGNED {n: 3, date: date('2018')}]->(cy),
        (cy)-[:VISITED {n: 4, date: date('2019-01-01')}]->(oslo),
        (ada)-[:MET_WITH {n: 5, date: date('2017-06-10/2017-06-12')}]->(dee),
        (dee)-[:MET_WITH {n: 6, date: date('2017-06-11')}]->(cy),
        (dee)-[:SIGNED {n: 7, date: date('2017-06-12')}]->(union),
        (cy)-[:HOLDS {n: 8, date: date('2016/2020')}]->(hall),
        (ada)-[:MET_WITH {n: 9, date: date('2019-05-05')}]->(bo),
        (eve)-[:MET_WITH {n: 10}]->(zug),
        (zug)-[:MET_WITH {n: 11, date: date('2018-01-20')}]->(ada),
        (hall)-[:SIGNED {n: 12, date: date('2020-02-02')}]->(union),
        (zug)-[:VISITED {n: 13, date: date('2018-01-21')}]->(oslo),
        (cy)-[:MET_WITH {n: 14, date: date('2018-08')}]->(cy)
      """
    When executing query:
      """
      MATCH p = <search>
      WITH reduce(s = '', r IN relationships(p) | s + toString(r.n) + ',') AS one ORDER BY one
      WITH collect(one) AS all
      RETURN CASE WHEN size(all) = 0 THEN '' ELSE
        reduce(s = head(all), x IN tail(all) | s + ' ' + x) END AS edges
      """
    Then the result should be, in any order:
      | edges |
      | <result> |
    And no side effects

    Examples:
      | search | result |
      | ALL SHORTEST (a {key: 'ada'})-[*1..4]-(b {key: 'cy'}) | '1,2, 1,3, 5,6, 9,2, 9,3,' |
      | ALL SHORTEST (a {key: 'ada'})-[*1..4]-(b {key: 'oslo'}) | '11,13,' |
      | ALL SHORTEST (a {key: 'eve'})-[*1..4]-(b {key: 'cy'}) | '10,13,4,' |
      | ALL SHORTEST (a {key: 'ada'})-[*1..4]-(b {key: 'union'}) | '5,7,' |
      | ALL SHORTEST (a {key: 'union'})-[*1..4]-(b {key: 'bo'}) | '12,8,2, 12,8,3, 7,5,1, 7,5,9, 7,6,2, 7,6,3,' |
      | ALL SHORTEST (a {key: 'ada'})-[*1..4]-(b {key: 'ada'}) | '1,9, 9,1,' |
      | ALL SHORTEST (a {key: 'bo'})-[*1..4]-(b {key: 'hall'}) | '2,8, 3,8,' |
      | ALL SHORTEST (a {key: 'oslo'})-[*1..4]-(b {key: 'dee'}) | '4,6,' |
      | ALL SHORTEST (a {key: 'ada'})-[*1..4]-(b) | '1, 1,2, 1,2,8, 1,3, 1,3,8, 1,9, 11, 11,10, 11,13, 5, 5,6, 5,6,8, 5,7, 5,7,12, 9, 9,1, 9,2, 9,2,8, 9,3, 9,3,8,' |

  Scenario Outline: [2] Groups of equal length
    Given an empty graph
    And having executed:
      """
      CREATE
        (ada:Official {key: 'ada', name: 'Ada Lind'}),
        (bo:Official {key: 'bo', name: 'Bo Nguyễn'}),
        (cy:Official {key: 'cy', name: 'Cy Orlow'}),
        (dee:Official {key: 'dee', name: 'Dee Park'}),
        (eve:Official {key: 'eve', name: 'Eve Quist'}),
        (zug:Official {key: 'zug', name: 'Зюганов'}),
        (union:Party {key: 'union', name: 'Union'}),
        (hall:Body {key: 'hall', name: 'City Hall'}),
        (oslo:Place {key: 'oslo', name: 'Oslo'}),
        (ada)-[:MET_WITH {n: 1, date: date('2017-03-01')}]->(bo),
        (bo)-[:MET_WITH {n: 2, date: date('2017-02-01')}]->(cy),
        (bo)-[:SIGNED {n: 3, date: date('2018')}]->(cy),
        (cy)-[:VISITED {n: 4, date: date('2019-01-01')}]->(oslo),
        (ada)-[:MET_WITH {n: 5, date: date('2017-06-10/2017-06-12')}]->(dee),
        (dee)-[:MET_WITH {n: 6, date: date('2017-06-11')}]->(cy),
        (dee)-[:SIGNED {n: 7, date: date('2017-06-12')}]->(union),
        (cy)-[:HOLDS {n: 8, date: date('2016/2020')}]->(hall),
        (ada)-[:MET_WITH {n: 9, date: date('2019-05-05')}]->(bo),
        (eve)-[:MET_WITH {n: 10}]->(zug),
        (zug)-[:MET_WITH {n: 11, date: date('2018-01-20')}]->(ada),
        (hall)-[:SIGNED {n: 12, date: date('2020-02-02')}]->(union),
        (zug)-[:VISITED {n: 13, date: date('2018-01-21')}]->(oslo),
        (cy)-[:MET_WITH {n: 14, date: date('2018-08')}]->(cy)
      """
    When executing query:
      """
      MATCH p = <search>
      WITH reduce(s = '', r IN relationships(p) | s + toString(r.n) + ',') AS one ORDER BY one
      WITH collect(one) AS all
      RETURN CASE WHEN size(all) = 0 THEN '' ELSE
        reduce(s = head(all), x IN tail(all) | s + ' ' + x) END AS edges
      """
    Then the result should be, in any order:
      | edges |
      | <result> |
    And no side effects

    Examples:
      | search | result |
      | SHORTEST 1 GROUPS (a {key: 'ada'})-[*1..4]-(b {key: 'cy'}) | '1,2, 1,3, 5,6, 9,2, 9,3,' |
      | SHORTEST 2 GROUPS (a {key: 'ada'})-[*1..4]-(b {key: 'cy'}) | '1,2, 1,2,14, 1,3, 1,3,14, 11,13,4, 5,6, 5,6,14, 9,2, 9,2,14, 9,3, 9,3,14,' |
      | SHORTEST 1 GROUPS (a {key: 'ada'})-[*1..4]-(b {key: 'oslo'}) | '11,13,' |
      | SHORTEST 2 GROUPS (a {key: 'ada'})-[*1..4]-(b {key: 'oslo'}) | '1,2,4, 1,3,4, 11,13, 5,6,4, 9,2,4, 9,3,4,' |
      | SHORTEST 1 GROUPS (a {key: 'eve'})-[*1..4]-(b {key: 'cy'}) | '10,13,4,' |
      | SHORTEST 2 GROUPS (a {key: 'eve'})-[*1..4]-(b {key: 'cy'}) | '10,11,1,2, 10,11,1,3, 10,11,5,6, 10,11,9,2, 10,11,9,3, 10,13,4, 10,13,4,14,' |
      | SHORTEST 1 GROUPS (a {key: 'ada'})-[*1..4]-(b {key: 'union'}) | '5,7,' |
      | SHORTEST 2 GROUPS (a {key: 'ada'})-[*1..4]-(b {key: 'union'}) | '1,2,6,7, 1,2,8,12, 1,3,6,7, 1,3,8,12, 1,9,5,7, 5,6,8,12, 5,7, 9,1,5,7, 9,2,6,7, 9,2,8,12, 9,3,6,7, 9,3,8,12,' |
      | SHORTEST 1 GROUPS (a {key: 'union'})-[*1..4]-(b {key: 'bo'}) | '12,8,2, 12,8,3, 7,5,1, 7,5,9, 7,6,2, 7,6,3,' |
      | SHORTEST 2 GROUPS (a {key: 'union'})-[*1..4]-(b {key: 'bo'}) | '12,8,14,2, 12,8,14,3, 12,8,2, 12,8,3, 7,5,1, 7,5,9, 7,6,14,2, 7,6,14,3, 7,6,2, 7,6,3,' |
      | SHORTEST 1 GROUPS (a {key: 'ada'})-[*1..4]-(b {key: 'ada'}) | '1,9, 9,1,' |
      | SHORTEST 2 GROUPS (a {key: 'ada'})-[*1..4]-(b {key: 'ada'}) | '1,2,3,9, 1,2,6,5, 1,3,2,9, 1,3,6,5, 1,9, 5,6,2,1, 5,6,2,9, 5,6,3,1, 5,6,3,9, 9,1, 9,2,3,1, 9,2,6,5, 9,3,2,1, 9,3,6,5,' |

  Scenario Outline: [3] So many shortest paths
    Given an empty graph
    And having executed:
      """
      CREATE
        (ada:Official {key: 'ada', name: 'Ada Lind'}),
        (bo:Official {key: 'bo', name: 'Bo Nguyễn'}),
        (cy:Official {key: 'cy', name: 'Cy Orlow'}),
        (dee:Official {key: 'dee', name: 'Dee Park'}),
        (eve:Official {key: 'eve', name: 'Eve Quist'}),
        (zug:Official {key: 'zug', name: 'Зюганов'}),
        (union:Party {key: 'union', name: 'Union'}),
        (hall:Body {key: 'hall', name: 'City Hall'}),
        (oslo:Place {key: 'oslo', name: 'Oslo'}),
        (ada)-[:MET_WITH {n: 1, date: date('2017-03-01')}]->(bo),
        (bo)-[:MET_WITH {n: 2, date: date('2017-02-01')}]->(cy),
        (bo)-[:SIGNED {n: 3, date: date('2018')}]->(cy),
        (cy)-[:VISITED {n: 4, date: date('2019-01-01')}]->(oslo),
        (ada)-[:MET_WITH {n: 5, date: date('2017-06-10/2017-06-12')}]->(dee),
        (dee)-[:MET_WITH {n: 6, date: date('2017-06-11')}]->(cy),
        (dee)-[:SIGNED {n: 7, date: date('2017-06-12')}]->(union),
        (cy)-[:HOLDS {n: 8, date: date('2016/2020')}]->(hall),
        (ada)-[:MET_WITH {n: 9, date: date('2019-05-05')}]->(bo),
        (eve)-[:MET_WITH {n: 10}]->(zug),
        (zug)-[:MET_WITH {n: 11, date: date('2018-01-20')}]->(ada),
        (hall)-[:SIGNED {n: 12, date: date('2020-02-02')}]->(union),
        (zug)-[:VISITED {n: 13, date: date('2018-01-21')}]->(oslo),
        (cy)-[:MET_WITH {n: 14, date: date('2018-08')}]->(cy)
      """
    When executing query:
      """
      MATCH p = <search>
      WITH b.key + ':' + toString(length(p)) AS one ORDER BY one
      WITH collect(one) AS all
      RETURN CASE WHEN size(all) = 0 THEN '' ELSE
        reduce(s = head(all), x IN tail(all) | s + ' ' + x) END AS ends
      """
    Then the result should be, in any order:
      | ends |
      | <result> |
    And no side effects

    Examples:
      | search | result |
      | ANY SHORTEST (a {key: 'ada'})-[*1..4]-(b {key: 'cy'}) | 'cy:2' |
      | SHORTEST 2 (a {key: 'ada'})-[*1..4]-(b {key: 'cy'}) | 'cy:2 cy:2' |
      | SHORTEST 3 (a {key: 'ada'})-[*1..4]-(b {key: 'cy'}) | 'cy:2 cy:2 cy:2' |
      | ANY SHORTEST (a {key: 'ada'})-[*1..4]-(b {key: 'oslo'}) | 'oslo:2' |
      | SHORTEST 2 (a {key: 'ada'})-[*1..4]-(b {key: 'oslo'}) | 'oslo:2 oslo:3' |
      | SHORTEST 3 (a {key: 'ada'})-[*1..4]-(b {key: 'oslo'}) | 'oslo:2 oslo:3 oslo:3' |
      | ANY SHORTEST (a {key: 'eve'})-[*1..4]-(b {key: 'cy'}) | 'cy:3' |
      | SHORTEST 2 (a {key: 'eve'})-[*1..4]-(b {key: 'cy'}) | 'cy:3 cy:4' |
      | SHORTEST 3 (a {key: 'eve'})-[*1..4]-(b {key: 'cy'}) | 'cy:3 cy:4 cy:4' |
      | ANY SHORTEST (a {key: 'ada'})-[*1..4]-(b {key: 'union'}) | 'union:2' |
      | SHORTEST 2 (a {key: 'ada'})-[*1..4]-(b {key: 'union'}) | 'union:2 union:4' |
      | SHORTEST 3 (a {key: 'ada'})-[*1..4]-(b {key: 'union'}) | 'union:2 union:4 union:4' |
      | ANY SHORTEST (a {key: 'union'})-[*1..4]-(b {key: 'bo'}) | 'bo:3' |
      | SHORTEST 2 (a {key: 'union'})-[*1..4]-(b {key: 'bo'}) | 'bo:3 bo:3' |
      | SHORTEST 3 (a {key: 'union'})-[*1..4]-(b {key: 'bo'}) | 'bo:3 bo:3 bo:3' |
      | ANY SHORTEST (a {key: 'ada'})-[*1..4]-(b {key: 'ada'}) | 'ada:2' |
      | SHORTEST 2 (a {key: 'ada'})-[*1..4]-(b {key: 'ada'}) | 'ada:2 ada:2' |
      | SHORTEST 3 (a {key: 'ada'})-[*1..4]-(b {key: 'ada'}) | 'ada:2 ada:2 ada:4' |
      | ANY SHORTEST (a {key: 'bo'})-[*1..4]-(b {key: 'hall'}) | 'hall:2' |
      | SHORTEST 2 (a {key: 'bo'})-[*1..4]-(b {key: 'hall'}) | 'hall:2 hall:2' |
      | SHORTEST 3 (a {key: 'bo'})-[*1..4]-(b {key: 'hall'}) | 'hall:2 hall:2 hall:3' |
      | ANY SHORTEST (a {key: 'oslo'})-[*1..4]-(b {key: 'dee'}) | 'dee:2' |
      | SHORTEST 2 (a {key: 'oslo'})-[*1..4]-(b {key: 'dee'}) | 'dee:2 dee:3' |
      | SHORTEST 3 (a {key: 'oslo'})-[*1..4]-(b {key: 'dee'}) | 'dee:2 dee:3 dee:3' |

  Scenario Outline: [4] Modes
    Given an empty graph
    And having executed:
      """
      CREATE
        (ada:Official {key: 'ada', name: 'Ada Lind'}),
        (bo:Official {key: 'bo', name: 'Bo Nguyễn'}),
        (cy:Official {key: 'cy', name: 'Cy Orlow'}),
        (dee:Official {key: 'dee', name: 'Dee Park'}),
        (eve:Official {key: 'eve', name: 'Eve Quist'}),
        (zug:Official {key: 'zug', name: 'Зюганов'}),
        (union:Party {key: 'union', name: 'Union'}),
        (hall:Body {key: 'hall', name: 'City Hall'}),
        (oslo:Place {key: 'oslo', name: 'Oslo'}),
        (ada)-[:MET_WITH {n: 1, date: date('2017-03-01')}]->(bo),
        (bo)-[:MET_WITH {n: 2, date: date('2017-02-01')}]->(cy),
        (bo)-[:SIGNED {n: 3, date: date('2018')}]->(cy),
        (cy)-[:VISITED {n: 4, date: date('2019-01-01')}]->(oslo),
        (ada)-[:MET_WITH {n: 5, date: date('2017-06-10/2017-06-12')}]->(dee),
        (dee)-[:MET_WITH {n: 6, date: date('2017-06-11')}]->(cy),
        (dee)-[:SIGNED {n: 7, date: date('2017-06-12')}]->(union),
        (cy)-[:HOLDS {n: 8, date: date('2016/2020')}]->(hall),
        (ada)-[:MET_WITH {n: 9, date: date('2019-05-05')}]->(bo),
        (eve)-[:MET_WITH {n: 10}]->(zug),
        (zug)-[:MET_WITH {n: 11, date: date('2018-01-20')}]->(ada),
        (hall)-[:SIGNED {n: 12, date: date('2020-02-02')}]->(union),
        (zug)-[:VISITED {n: 13, date: date('2018-01-21')}]->(oslo),
        (cy)-[:MET_WITH {n: 14, date: date('2018-08')}]->(cy)
      """
    When executing query:
      """
      MATCH p = <search>
      WITH reduce(s = '', r IN relationships(p) | s + toString(r.n) + ',') AS one ORDER BY one
      WITH collect(one) AS all
      RETURN CASE WHEN size(all) = 0 THEN '' ELSE
        reduce(s = head(all), x IN tail(all) | s + ' ' + x) END AS edges
      """
    Then the result should be, in any order:
      | edges |
      | <result> |
    And no side effects

    Examples:
      | search | result |
      | (a {key: 'ada'})-[*1..3]-(b {key: 'cy'}) | '1,2, 1,2,14, 1,3, 1,3,14, 11,13,4, 5,6, 5,6,14, 9,2, 9,2,14, 9,3, 9,3,14,' |
      | ACYCLIC (a {key: 'ada'})-[*1..4]-(b {key: 'cy'}) | '1,2, 1,3, 11,13,4, 5,6, 5,7,12,8, 9,2, 9,3,' |
      | WALK (a {key: 'ada'})-[*1..3]-(b {key: 'cy'}) | '1,2, 1,2,14, 1,3, 1,3,14, 11,13,4, 5,6, 5,6,14, 9,2, 9,2,14, 9,3, 9,3,14,' |
      | (a {key: 'ada'})-[*1..3]-(b {key: 'oslo'}) | '1,2,4, 1,3,4, 11,13, 5,6,4, 9,2,4, 9,3,4,' |
      | ACYCLIC (a {key: 'ada'})-[*1..4]-(b {key: 'oslo'}) | '1,2,4, 1,3,4, 11,13, 5,6,4, 9,2,4, 9,3,4,' |
      | WALK (a {key: 'ada'})-[*1..3]-(b {key: 'oslo'}) | '1,2,4, 1,3,4, 11,13, 5,6,4, 9,2,4, 9,3,4,' |
      | (a {key: 'eve'})-[*1..3]-(b {key: 'cy'}) | '10,13,4,' |
      | ACYCLIC (a {key: 'eve'})-[*1..4]-(b {key: 'cy'}) | '10,11,1,2, 10,11,1,3, 10,11,5,6, 10,11,9,2, 10,11,9,3, 10,13,4,' |
      | WALK (a {key: 'eve'})-[*1..3]-(b {key: 'cy'}) | '10,13,4,' |
      | (a {key: 'ada'})-[*1..3]-(b {key: 'union'}) | '5,7,' |
      | ACYCLIC (a {key: 'ada'})-[*1..4]-(b {key: 'union'}) | '1,2,6,7, 1,2,8,12, 1,3,6,7, 1,3,8,12, 5,6,8,12, 5,7, 9,2,6,7, 9,2,8,12, 9,3,6,7, 9,3,8,12,' |
      | WALK (a {key: 'ada'})-[*1..3]-(b {key: 'union'}) | '5,7,' |

