# Written by make_features.py: change that, not this.
Feature: Earliest and latest

  Scenario Outline: [1] Earliest arrival
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
      | EARLIEST (a {key: 'ada'})-[*1..4]-(b {key: 'cy'}) | '5,6,' |
      | EARLIEST CHRONOLOGICAL WITHIN duration('P400D') (a {key: 'ada'})-[*1..4]-(b {key: 'cy'}) | '5,6,' |
      | EARLIEST 2 (a {key: 'ada'})-[*1..4]-(b {key: 'cy'}) | '1,3, 5,6,' |
      | EARLIEST 2 CHRONOLOGICAL WITHIN duration('P400D') (a {key: 'ada'})-[*1..4]-(b {key: 'cy'}) | '1,3, 5,6,' |
      | EARLIEST (a {key: 'ada'})-[*1..4]-(b {key: 'oslo'}) | '11,13,' |
      | EARLIEST CHRONOLOGICAL WITHIN duration('P400D') (a {key: 'ada'})-[*1..4]-(b {key: 'oslo'}) | '11,13,' |
      | EARLIEST 2 (a {key: 'ada'})-[*1..4]-(b {key: 'oslo'}) | '1,3,4, 11,13,' |
      | EARLIEST 2 CHRONOLOGICAL WITHIN duration('P400D') (a {key: 'ada'})-[*1..4]-(b {key: 'oslo'}) | '1,3,4, 11,13,' |
      | EARLIEST (a {key: 'bo'})-[*1..4]-(b {key: 'oslo'}) | '1,11,13,' |
      | EARLIEST CHRONOLOGICAL WITHIN duration('P400D') (a {key: 'bo'})-[*1..4]-(b {key: 'oslo'}) | '1,11,13,' |
      | EARLIEST 2 (a {key: 'bo'})-[*1..4]-(b {key: 'oslo'}) | '1,11,13, 2,4,' |
      | EARLIEST 2 CHRONOLOGICAL WITHIN duration('P400D') (a {key: 'bo'})-[*1..4]-(b {key: 'oslo'}) | '1,11,13, 3,4,' |
      | EARLIEST (a {key: 'ada'})-[*1..4]-(b {key: 'union'}) | '5,7,' |
      | EARLIEST CHRONOLOGICAL WITHIN duration('P400D') (a {key: 'ada'})-[*1..4]-(b {key: 'union'}) | '5,7,' |
      | EARLIEST 2 (a {key: 'ada'})-[*1..4]-(b {key: 'union'}) | '1,3,8,12, 5,7,' |
      | EARLIEST 2 CHRONOLOGICAL WITHIN duration('P400D') (a {key: 'ada'})-[*1..4]-(b {key: 'union'}) | '1,3,8,12, 5,7,' |
      | EARLIEST (a {key: 'zug'})-[*1..4]-(b {key: 'hall'}) | '13,4,8,' |
      | EARLIEST CHRONOLOGICAL WITHIN duration('P400D') (a {key: 'zug'})-[*1..4]-(b {key: 'hall'}) | '13,4,8,' |
      | EARLIEST 2 (a {key: 'zug'})-[*1..4]-(b {key: 'hall'}) | '13,4,8,' |
      | EARLIEST 2 CHRONOLOGICAL WITHIN duration('P400D') (a {key: 'zug'})-[*1..4]-(b {key: 'hall'}) | '13,4,8,' |
      | EARLIEST (a {key: 'ada'})-[*1..4]-(b) | '1, 1,9, 11, 11,13, 5, 5,6, 5,6,8, 5,7,' |
      | EARLIEST CHRONOLOGICAL WITHIN duration('P400D') (a {key: 'ada'})-[*1..4]-(b) | '1, 11, 11,13, 5, 5,6, 5,6,3,9, 5,6,8, 5,7,' |
      | EARLIEST 2 (a {key: 'ada'})-[*1..4]-(b) | '1, 1,3, 1,3,4, 1,3,8, 1,3,8,12, 1,9, 11, 11,13, 5, 5,6, 5,6,3, 5,6,3,9, 5,6,8, 5,7,' |
      | EARLIEST 2 CHRONOLOGICAL WITHIN duration('P400D') (a {key: 'ada'})-[*1..4]-(b) | '1, 1,3, 1,3,4, 1,3,8, 1,3,8,12, 11, 11,13, 5, 5,6, 5,6,3, 5,6,3,9, 5,6,8, 5,7,' |

  Scenario Outline: [2] Latest departure
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
      | LATEST (a {key: 'ada'})-[*1..4]-(b {key: 'cy'}) | '11,13,4,' |
      | LATEST CHRONOLOGICAL WITHIN duration('P400D') (a {key: 'ada'})-[*1..4]-(b {key: 'cy'}) | '11,13,4,' |
      | LATEST 2 (a {key: 'ada'})-[*1..4]-(b {key: 'cy'}) | '11,13,4, 5,7,12,8,' |
      | LATEST 2 CHRONOLOGICAL WITHIN duration('P400D') (a {key: 'ada'})-[*1..4]-(b {key: 'cy'}) | '11,13,4, 5,6,' |
      | LATEST (a {key: 'ada'})-[*1..4]-(b {key: 'oslo'}) | '11,13,' |
      | LATEST CHRONOLOGICAL WITHIN duration('P400D') (a {key: 'ada'})-[*1..4]-(b {key: 'oslo'}) | '11,13,' |
      | LATEST 2 (a {key: 'ada'})-[*1..4]-(b {key: 'oslo'}) | '11,13, 5,6,4,' |
      | LATEST 2 CHRONOLOGICAL WITHIN duration('P400D') (a {key: 'ada'})-[*1..4]-(b {key: 'oslo'}) | '1,3,4, 11,13,' |
      | LATEST (a {key: 'bo'})-[*1..4]-(b {key: 'oslo'}) | '3,4,' |
      | LATEST CHRONOLOGICAL WITHIN duration('P400D') (a {key: 'bo'})-[*1..4]-(b {key: 'oslo'}) | '3,4,' |
      | LATEST 2 (a {key: 'bo'})-[*1..4]-(b {key: 'oslo'}) | '3,14,4, 3,4,' |
      | LATEST 2 CHRONOLOGICAL WITHIN duration('P400D') (a {key: 'bo'})-[*1..4]-(b {key: 'oslo'}) | '3,14,4, 3,4,' |
      | LATEST (a {key: 'ada'})-[*1..4]-(b {key: 'union'}) | '5,7,' |
      | LATEST CHRONOLOGICAL WITHIN duration('P400D') (a {key: 'ada'})-[*1..4]-(b {key: 'union'}) | '5,7,' |
      | LATEST 2 (a {key: 'ada'})-[*1..4]-(b {key: 'union'}) | '5,6,8,12, 5,7,' |
      | LATEST 2 CHRONOLOGICAL WITHIN duration('P400D') (a {key: 'ada'})-[*1..4]-(b {key: 'union'}) | '1,3,8,12, 5,7,' |
      | LATEST (a {key: 'zug'})-[*1..4]-(b {key: 'hall'}) | '13,4,8,' |
      | LATEST CHRONOLOGICAL WITHIN duration('P400D') (a {key: 'zug'})-[*1..4]-(b {key: 'hall'}) | '13,4,8,' |
      | LATEST 2 (a {key: 'zug'})-[*1..4]-(b {key: 'hall'}) | '13,4,8,' |
      | LATEST 2 CHRONOLOGICAL WITHIN duration('P400D') (a {key: 'zug'})-[*1..4]-(b {key: 'hall'}) | '13,4,8,' |
      | LATEST (a {key: 'ada'})-[*1..4]-(b) | '11, 11,13, 11,13,4, 11,13,4,8, 5, 5,6,3,9, 5,7, 9,' |
      | LATEST CHRONOLOGICAL WITHIN duration('P400D') (a {key: 'ada'})-[*1..4]-(b) | '11, 11,13, 11,13,4, 11,13,4,8, 5, 5,6,3,9, 5,7, 9,' |
      | LATEST 2 (a {key: 'ada'})-[*1..4]-(b) | '1,9, 11, 11,13, 11,13,4, 11,13,4,8, 5, 5,6,3, 5,6,3,9, 5,6,4, 5,6,8,12, 5,7, 5,7,12, 5,7,12,8, 9,' |
      | LATEST 2 CHRONOLOGICAL WITHIN duration('P400D') (a {key: 'ada'})-[*1..4]-(b) | '1,3,4, 1,3,8,12, 11, 11,13, 11,13,4, 11,13,4,8, 5, 5,6, 5,6,3, 5,6,3,9, 5,6,8, 5,7, 9,' |

