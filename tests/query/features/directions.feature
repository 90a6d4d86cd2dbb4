# Written by make_features.py: change that, not this.
Feature: Types and directions

  Scenario Outline: [1] Hops of some types one way or both
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
      | (a {key: 'cy'})-[*1..1]-(b) | 'bo:1 bo:1 cy:1 dee:1 hall:1 oslo:1' |
      | (a {key: 'cy'})-[*1..2]-(b) | 'ada:2 ada:2 ada:2 ada:2 ada:2 bo:1 bo:1 bo:2 bo:2 cy:1 cy:2 cy:2 dee:1 dee:2 hall:1 hall:2 oslo:1 oslo:2 union:2 union:2 zug:2' |
      | (a {key: 'cy'})-[*1..1]->(b) | 'cy:1 hall:1 oslo:1' |
      | (a {key: 'cy'})-[*1..2]->(b) | 'cy:1 hall:1 hall:2 oslo:1 oslo:2 union:2' |
      | (a {key: 'cy'})<-[*1..1]-(b) | 'bo:1 bo:1 cy:1 dee:1' |
      | (a {key: 'cy'})<-[*1..2]-(b) | 'ada:2 ada:2 ada:2 ada:2 ada:2 bo:1 bo:1 bo:2 bo:2 cy:1 dee:1 dee:2' |
      | (a {key: 'cy'})-[:MET_WITH*1..1]-(b) | 'bo:1 cy:1 dee:1' |
      | (a {key: 'cy'})-[:MET_WITH*1..2]-(b) | 'ada:2 ada:2 ada:2 bo:1 bo:2 cy:1 dee:1 dee:2' |
      | (a {key: 'cy'})-[:MET_WITH*1..1]->(b) | 'cy:1' |
      | (a {key: 'cy'})-[:MET_WITH*1..2]->(b) | 'cy:1' |
      | (a {key: 'cy'})<-[:MET_WITH*1..1]-(b) | 'bo:1 cy:1 dee:1' |
      | (a {key: 'cy'})<-[:MET_WITH*1..2]-(b) | 'ada:2 ada:2 ada:2 bo:1 bo:2 cy:1 dee:1 dee:2' |
      | (a {key: 'cy'})-[:SIGNED\|VISITED*1..1]-(b) | 'bo:1 oslo:1' |
      | (a {key: 'cy'})-[:SIGNED\|VISITED*1..2]-(b) | 'bo:1 oslo:1 zug:2' |
      | (a {key: 'cy'})-[:SIGNED\|VISITED*1..1]->(b) | 'oslo:1' |
      | (a {key: 'cy'})-[:SIGNED\|VISITED*1..2]->(b) | 'oslo:1' |
      | (a {key: 'cy'})<-[:SIGNED\|VISITED*1..1]-(b) | 'bo:1' |
      | (a {key: 'cy'})<-[:SIGNED\|VISITED*1..2]-(b) | 'bo:1' |
      | (a {key: 'zug'})-[*1..1]-(b) | 'ada:1 eve:1 oslo:1' |
      | (a {key: 'zug'})-[*1..2]-(b) | 'ada:1 bo:2 bo:2 cy:2 dee:2 eve:1 oslo:1' |
      | (a {key: 'zug'})-[*1..1]->(b) | 'ada:1 oslo:1' |
      | (a {key: 'zug'})-[*1..2]->(b) | 'ada:1 bo:2 bo:2 dee:2 oslo:1' |
      | (a {key: 'zug'})<-[*1..1]-(b) | 'eve:1' |
      | (a {key: 'zug'})<-[*1..2]-(b) | 'eve:1' |
      | (a {key: 'zug'})-[:MET_WITH*1..1]-(b) | 'ada:1 eve:1' |
      | (a {key: 'zug'})-[:MET_WITH*1..2]-(b) | 'ada:1 bo:2 bo:2 dee:2 eve:1' |
      | (a {key: 'zug'})-[:MET_WITH*1..1]->(b) | 'ada:1' |
      | (a {key: 'zug'})-[:MET_WITH*1..2]->(b) | 'ada:1 bo:2 bo:2 dee:2' |
      | (a {key: 'zug'})<-[:MET_WITH*1..1]-(b) | 'eve:1' |
      | (a {key: 'zug'})<-[:MET_WITH*1..2]-(b) | 'eve:1' |
      | (a {key: 'zug'})-[:SIGNED\|VISITED*1..1]-(b) | 'oslo:1' |
      | (a {key: 'zug'})-[:SIGNED\|VISITED*1..2]-(b) | 'cy:2 oslo:1' |
      | (a {key: 'zug'})-[:SIGNED\|VISITED*1..1]->(b) | 'oslo:1' |
      | (a {key: 'zug'})-[:SIGNED\|VISITED*1..2]->(b) | 'oslo:1' |
      | (a {key: 'zug'})<-[:SIGNED\|VISITED*1..1]-(b) | '' |
      | (a {key: 'zug'})<-[:SIGNED\|VISITED*1..2]-(b) | '' |
      | (a {key: 'union'})-[*1..1]-(b) | 'dee:1 hall:1' |
      | (a {key: 'union'})-[*1..2]-(b) | 'ada:2 cy:2 cy:2 dee:1 hall:1' |
      | (a {key: 'union'})-[*1..1]->(b) | '' |
      | (a {key: 'union'})-[*1..2]->(b) | '' |
      | (a {key: 'union'})<-[*1..1]-(b) | 'dee:1 hall:1' |
      | (a {key: 'union'})<-[*1..2]-(b) | 'ada:2 cy:2 dee:1 hall:1' |
      | (a {key: 'union'})-[:MET_WITH*1..1]-(b) | '' |
      | (a {key: 'union'})-[:MET_WITH*1..2]-(b) | '' |
      | (a {key: 'union'})-[:MET_WITH*1..1]->(b) | '' |
      | (a {key: 'union'})-[:MET_WITH*1..2]->(b) | '' |
      | (a {key: 'union'})<-[:MET_WITH*1..1]-(b) | '' |
      | (a {key: 'union'})<-[:MET_WITH*1..2]-(b) | '' |
      | (a {key: 'union'})-[:SIGNED\|VISITED*1..1]-(b) | 'dee:1 hall:1' |
      | (a {key: 'union'})-[:SIGNED\|VISITED*1..2]-(b) | 'dee:1 hall:1' |
      | (a {key: 'union'})-[:SIGNED\|VISITED*1..1]->(b) | '' |
      | (a {key: 'union'})-[:SIGNED\|VISITED*1..2]->(b) | '' |
      | (a {key: 'union'})<-[:SIGNED\|VISITED*1..1]-(b) | 'dee:1 hall:1' |
      | (a {key: 'union'})<-[:SIGNED\|VISITED*1..2]-(b) | 'dee:1 hall:1' |

