# Written by make_features.py: change that, not this.
Feature: Windows of days inside the search

  Scenario Outline: [1] One hop in a window
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
      | (a {key: 'ada'})-[*1..1]-(b) AS OF 2017-06-11 | '5,' |
      | (a {key: 'ada'})-[*1..1]-(b) AS OF 2018 | '11,' |
      | (a {key: 'ada'})-[*1..1]-(b) AS OF 2016-05 | '' |
      | (a {key: 'ada'})-[*1..1]-(b) BETWEEN 2017 AND 2018 | '1, 11, 5,' |
      | (a {key: 'ada'})-[*1..1]-(b) BETWEEN 2017-06-12 AND 2017-06-12 | '5,' |
      | (a {key: 'ada'})-[*1..1]-(b) BETWEEN 2017-02 AND 2017-03 | '1,' |
      | (a {key: 'ada'})-[*1..1]-(b) BETWEEN 2021 AND 2022 | '' |
      | (a {key: 'ada'})-[*1..1]-(b) BETWEEN 2018-08-31 AND 2019-01-01 | '' |
      | (a {key: 'cy'})-[*1..1]-(b) AS OF 2017-06-11 | '6, 8,' |
      | (a {key: 'cy'})-[*1..1]-(b) AS OF 2018 | '14, 3, 8,' |
      | (a {key: 'cy'})-[*1..1]-(b) AS OF 2016-05 | '8,' |
      | (a {key: 'cy'})-[*1..1]-(b) BETWEEN 2017 AND 2018 | '14, 2, 3, 6, 8,' |
      | (a {key: 'cy'})-[*1..1]-(b) BETWEEN 2017-06-12 AND 2017-06-12 | '8,' |
      | (a {key: 'cy'})-[*1..1]-(b) BETWEEN 2017-02 AND 2017-03 | '2, 8,' |
      | (a {key: 'cy'})-[*1..1]-(b) BETWEEN 2021 AND 2022 | '' |
      | (a {key: 'cy'})-[*1..1]-(b) BETWEEN 2018-08-31 AND 2019-01-01 | '14, 3, 4, 8,' |
      | (a {key: 'dee'})-[*1..1]-(b) AS OF 2017-06-11 | '5, 6,' |
      | (a {key: 'dee'})-[*1..1]-(b) AS OF 2018 | '' |
      | (a {key: 'dee'})-[*1..1]-(b) AS OF 2016-05 | '' |
      | (a {key: 'dee'})-[*1..1]-(b) BETWEEN 2017 AND 2018 | '5, 6, 7,' |
      | (a {key: 'dee'})-[*1..1]-(b) BETWEEN 2017-06-12 AND 2017-06-12 | '5, 7,' |
      | (a {key: 'dee'})-[*1..1]-(b) BETWEEN 2017-02 AND 2017-03 | '' |
      | (a {key: 'dee'})-[*1..1]-(b) BETWEEN 2021 AND 2022 | '' |
      | (a {key: 'dee'})-[*1..1]-(b) BETWEEN 2018-08-31 AND 2019-01-01 | '' |

  Scenario Outline: [2] Every hop in the window
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
      | (a {key: 'ada'})-[*1..3]-(b {key: 'cy'}) AS OF 2017-06-11 | '5,6,' |
      | (a {key: 'ada'})-[*1..3]-(b {key: 'cy'}) AS OF 2018 | '' |
      | (a {key: 'ada'})-[*1..3]-(b {key: 'cy'}) AS OF 2016-05 | '' |
      | (a {key: 'ada'})-[*1..3]-(b {key: 'cy'}) BETWEEN 2017 AND 2018 | '1,2, 1,2,14, 1,3, 1,3,14, 5,6, 5,6,14,' |
      | (a {key: 'ada'})-[*1..3]-(b {key: 'cy'}) BETWEEN 2017-06-12 AND 2017-06-12 | '' |
      | (a {key: 'ada'})-[*1..3]-(b {key: 'cy'}) BETWEEN 2017-02 AND 2017-03 | '1,2,' |
      | (a {key: 'ada'})-[*1..3]-(b {key: 'cy'}) BETWEEN 2021 AND 2022 | '' |
      | (a {key: 'ada'})-[*1..3]-(b {key: 'cy'}) BETWEEN 2018-08-31 AND 2019-01-01 | '' |

