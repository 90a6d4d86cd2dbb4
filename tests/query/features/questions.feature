Feature: Questions in plain words, and names in any spelling

  Background:
    Given an empty graph
    And having executed:
      """
      CREATE (ada:Official {key: 'ada', name: 'Ada Lind', names: ['Ada Lind', 'Ада Линд']}),
        (vuong:Official {key: 'vuong', name: 'Trần Quốc Vượng'}),
        (zug:Official {key: 'zug', name: 'Зюганов', names: ['Зюганов', 'Sjuganow']}),
        (lee1:Official {key: 'lee-1', name: 'Lee Min'}),
        (lee2:Official {key: 'lee-2', name: 'Lee Min'}),
        (union:Party {key: 'union', name: 'Union'}),
        (ada)-[:MET_WITH {date: date('2017-03-01'), sources: 2}]->(vuong),
        (vuong)-[:SIGNED {date: date('2018'), sources: 1}]->(union),
        (vuong)-[:MET_WITH {date: date('2016-07'), sources: 1}]->(zug),
        (lee1)-[:MET_WITH {date: date('2019-01-05'), sources: 1}]->(ada)
      """

  Scenario: [1] Neighbours of a name
    When executing query:
      """
      NEIGHBORS OF 'Tran Quoc Vuong'
      """
    Then the result should be, in order:
      | name       | label      | hops | relation   | date         | sources |
      | 'Зюганов'  | 'Official' | 1    | 'MET_WITH' | '2016-07'    | 1       |
      | 'Ada Lind' | 'Official' | 1    | 'MET_WITH' | '2017-03-01' | 2       |
      | 'Union'    | 'Party'    | 1    | 'SIGNED'   | '2018'       | 1       |

  Scenario: [2] Neighbours in another script, two hops away
    When executing query:
      """
      NEIGHBORS OF 'ADA LIND' WITHIN 2 HOPS ONLY Official
      """
    Then the result should be, in order:
      | name              | label      | hops | relation   | date         | sources |
      | 'Trần Quốc Vượng' | 'Official' | 1    | 'MET_WITH' | '2017-03-01' | 2       |
      | 'Lee Min'         | 'Official' | 1    | 'MET_WITH' | '2019-01-05' | 1       |
      | 'Зюганов'         | 'Official' | 2    | 'MET_WITH' | '2016-07'    | 1       |

  Scenario: [3] Neighbours by type, in a window, so many
    When executing query:
      """
      NEIGHBORS OF 'vuong' VIA MET_WITH, SIGNED BETWEEN 2017 AND 2018 LIMIT 1
      """
    Then the result should be, in order:
      | name       | label      | hops | relation   | date         | sources |
      | 'Ada Lind' | 'Official' | 1    | 'MET_WITH' | '2017-03-01' | 2       |

  Scenario: [4] A path between two names
    When executing query:
      """
      PATH FROM 'Ada Lind' TO 'Union' WITHIN 3 HOPS
      """
    Then the result should be, in any order:
      | path |
      | <(:Official {key: 'ada', name: 'Ada Lind', names: ['Ada Lind', 'Ада Линд']})-[:MET_WITH {date: '2017-03-01', sources: 2}]->(:Official {key: 'vuong', name: 'Trần Quốc Vượng'})-[:SIGNED {date: '2018', sources: 1}]->(:Party {key: 'union', name: 'Union'})> |

  Scenario: [5] No path against time
    When executing query:
      """
      PATH FROM 'Ada Lind' TO 'Sjuganow' CHRONOLOGICAL
      """
    Then the result should be empty

  Scenario: [6] A name that fits two
    When executing query:
      """
      NEIGHBORS OF 'Lee Min'
      """
    Then a SemanticError should be raised at compile time: AmbiguousName

  Scenario: [7] The key tells the two apart
    When executing query:
      """
      NEIGHBORS OF 'lee-1'
      """
    Then the result should be, in order:
      | name       | label      | hops | relation   | date         | sources |
      | 'Ada Lind' | 'Official' | 1    | 'MET_WITH' | '2019-01-05' | 1       |

  Scenario: [8] A name that nobody has
    When executing query:
      """
      PATH FROM 'Ada Lynd' TO 'Union'
      """
    Then a SemanticError should be raised at compile time: UnknownName

  Scenario: [9] A pattern asks for a node by name
    When executing query:
      """
      MATCH (a:Official ~ 'sjuganow')--(b) RETURN b.key
      """
    Then the result should be, in any order:
      | b.key   |
      | 'vuong' |

  Scenario: [10] The same as a predicate
    When executing query:
      """
      MATCH (a) WHERE named(a, 'Ада Линд') OR named(a, 'union') RETURN a.key ORDER BY a.key
      """
    Then the result should be, in order:
      | a.key   |
      | 'ada'   |
      | 'union' |

  Scenario: [11] Misspelt names are similar
    When executing query:
      """
      MATCH (a:Party) RETURN similar(a, 'Union') AS same, similar(a, 'Zebra') < 0.5 AS other
      """
    Then the result should be, in any order:
      | same | other |
      | 1.0  | true  |

  Scenario: [12] A vague date is possibly before another, not certainly
    When executing query:
      """
      WITH date('2018') AS year, date('2018-06-01') AS day
      RETURN year < day, certainly(year < day), year = day, certainly(day <= date('2019'))
      """
    Then the result should be, in any order:
      | year < day | certainly(year < day) | year = day | certainly(day <= date('2019')) |
      | true       | false                 | true       | true                           |

  Scenario: [13] A bare year stands for its days
    When executing query:
      """
      MATCH ()-[r]->() WHERE r.date = 2018 RETURN type(r), r.date.first, r.date.last
      """
    Then the result should be, in any order:
      | type(r)  | r.date.first | r.date.last  |
      | 'SIGNED' | '2018-01-01' | '2018-12-31' |

  Scenario: [14] Is a path over vague dates certain?
    When executing query:
      """
      MATCH p = CHRONOLOGICAL (a {key: 'ada'})-[*2]-(b) RETURN b.key, certain(p), departure(p), arrival(p)
      """
    Then the result should be, in any order:
      | b.key   | certain(p) | departure(p) | arrival(p)   |
      | 'union' | true       | '2017-03-01' | '2018-01-01' |
