# Written by make_features.py: change that, not this.
Feature: Paths that respect the order of days

  Scenario Outline: [1] One hop after the other
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
      | CHRONOLOGICAL (a {key: 'ada'})-[*1..3]-(b {key: 'cy'}) | '1,3, 1,3,14, 11,13,4, 5,6, 5,6,14,' |
      | CHRONOLOGICAL STRICT (a {key: 'ada'})-[*1..3]-(b {key: 'cy'}) | '1,3, 1,3,14, 11,13,4, 5,6, 5,6,14,' |
      | CHRONOLOGICAL (a {key: 'ada'})-[*1..3]-(b {key: 'oslo'}) | '1,3,4, 11,13, 5,6,4,' |
      | CHRONOLOGICAL STRICT (a {key: 'ada'})-[*1..3]-(b {key: 'oslo'}) | '1,3,4, 11,13, 5,6,4,' |
      | CHRONOLOGICAL (a {key: 'bo'})-[*1..3]-(b {key: 'oslo'}) | '1,11,13, 2,14,4, 2,4, 3,14,4, 3,4,' |
      | CHRONOLOGICAL STRICT (a {key: 'bo'})-[*1..3]-(b {key: 'oslo'}) | '1,11,13, 2,14,4, 2,4, 3,14,4, 3,4,' |
      | CHRONOLOGICAL (a {key: 'ada'})-[*1..3]-(b {key: 'union'}) | '5,7,' |
      | CHRONOLOGICAL STRICT (a {key: 'ada'})-[*1..3]-(b {key: 'union'}) | '5,7,' |
      | CHRONOLOGICAL (a {key: 'zug'})-[*1..3]-(b {key: 'cy'}) | '13,4,' |
      | CHRONOLOGICAL STRICT (a {key: 'zug'})-[*1..3]-(b {key: 'cy'}) | '13,4,' |

  Scenario Outline: [2] Neighbours near in time
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
      | CHRONOLOGICAL WITHIN duration('P0D') (a {key: 'ada'})-[*1..3]-(b {key: 'cy'}) | '5,6,' |
      | CHRONOLOGICAL WITHIN duration('P1D') (a {key: 'ada'})-[*1..3]-(b {key: 'cy'}) | '5,6,' |
      | CHRONOLOGICAL WITHIN duration('P100D') (a {key: 'ada'})-[*1..3]-(b {key: 'cy'}) | '5,6,' |
      | CHRONOLOGICAL WITHIN duration('P700D') (a {key: 'ada'})-[*1..3]-(b {key: 'cy'}) | '1,3, 1,3,14, 11,13,4, 5,6, 5,6,14,' |
      | CHRONOLOGICAL WITHIN duration('P0D') (a {key: 'ada'})-[*1..3]-(b {key: 'oslo'}) | '' |
      | CHRONOLOGICAL WITHIN duration('P1D') (a {key: 'ada'})-[*1..3]-(b {key: 'oslo'}) | '11,13,' |
      | CHRONOLOGICAL WITHIN duration('P100D') (a {key: 'ada'})-[*1..3]-(b {key: 'oslo'}) | '11,13,' |
      | CHRONOLOGICAL WITHIN duration('P700D') (a {key: 'ada'})-[*1..3]-(b {key: 'oslo'}) | '1,3,4, 11,13, 5,6,4,' |
      | CHRONOLOGICAL WITHIN duration('P0D') (a {key: 'bo'})-[*1..3]-(b {key: 'oslo'}) | '' |
      | CHRONOLOGICAL WITHIN duration('P1D') (a {key: 'bo'})-[*1..3]-(b {key: 'oslo'}) | '3,4,' |
      | CHRONOLOGICAL WITHIN duration('P100D') (a {key: 'bo'})-[*1..3]-(b {key: 'oslo'}) | '3,4,' |
      | CHRONOLOGICAL WITHIN duration('P700D') (a {key: 'bo'})-[*1..3]-(b {key: 'oslo'}) | '1,11,13, 2,14,4, 2,4, 3,14,4, 3,4,' |
      | CHRONOLOGICAL WITHIN duration('P0D') (a {key: 'ada'})-[*1..3]-(b {key: 'union'}) | '5,7,' |
      | CHRONOLOGICAL WITHIN duration('P1D') (a {key: 'ada'})-[*1..3]-(b {key: 'union'}) | '5,7,' |
      | CHRONOLOGICAL WITHIN duration('P100D') (a {key: 'ada'})-[*1..3]-(b {key: 'union'}) | '5,7,' |
      | CHRONOLOGICAL WITHIN duration('P700D') (a {key: 'ada'})-[*1..3]-(b {key: 'union'}) | '5,7,' |
      | CHRONOLOGICAL WITHIN duration('P0D') (a {key: 'zug'})-[*1..3]-(b {key: 'cy'}) | '' |
      | CHRONOLOGICAL WITHIN duration('P1D') (a {key: 'zug'})-[*1..3]-(b {key: 'cy'}) | '' |
      | CHRONOLOGICAL WITHIN duration('P100D') (a {key: 'zug'})-[*1..3]-(b {key: 'cy'}) | '' |
      | CHRONOLOGICAL WITHIN duration('P700D') (a {key: 'zug'})-[*1..3]-(b {key: 'cy'}) | '13,4,' |

  Scenario Outline: [3] All on one day
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
      | SIMULTANEOUS (a {key: 'ada'})-[*1..3]-(b {key: 'cy'}) | '5,6,' |
      | SIMULTANEOUS (a {key: 'ada'})-[*1..3]-(b {key: 'oslo'}) | '' |
      | SIMULTANEOUS (a {key: 'bo'})-[*1..3]-(b {key: 'oslo'}) | '' |
      | SIMULTANEOUS (a {key: 'ada'})-[*1..3]-(b {key: 'union'}) | '5,7,' |
      | SIMULTANEOUS (a {key: 'zug'})-[*1..3]-(b {key: 'cy'}) | '' |

  Scenario Outline: [4] A hop without a date is in no order
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
      | (a {key: 'eve'})-[*1..3]-(b) | '10, 10,11, 10,11,1, 10,11,5, 10,11,9, 10,13, 10,13,4,' |
      | CHRONOLOGICAL (a {key: 'eve'})-[*1..3]-(b) | '' |
      | SIMULTANEOUS (a {key: 'eve'})-[*1..3]-(b) | '' |

