Feature: Scores of nodes over the whole graph or a part of it

  Background:
    Given an empty graph
    And having executed:
      """
      CREATE (a:Official {key: 'a'}), (b:Official {key: 'b'}), (c:Party {key: 'c'}),
        (d:Body {key: 'd'}), (e:Place {key: 'e'}),
        (a)-[:MET_WITH {date: date('2010-02-01')}]->(b),
        (b)-[:MET_WITH {date: date('2011-02-01')}]->(c),
        (c)-[:SIGNED {date: date('2012-02-01')}]->(a),
        (c)-[:SIGNED {date: date('2013-02-01')}]->(d)
      """

  Scenario: [1] Degree counts every relationship at both its ends
    When executing query:
      """
      CALL degree() YIELD node, score RETURN node.key AS key, score
      """
    Then the result should be, in any order:
      | key | score |
      | 'a' | 2     |
      | 'b' | 2     |
      | 'c' | 3     |
      | 'd' | 1     |
      | 'e' | 0     |

  Scenario Outline: [2] Parts by label, type and window
    When executing query:
      """
      CALL degree(<part>) YIELD node, score WITH node, score WHERE score > 0
      RETURN node.key AS key, score
      """
    Then the result should be, in any order:
      | key | score |
      | <first> | 1 |
      | <second> | 1 |

    Examples:
      | part | first | second |
      | {labels: 'Official'} | 'a' | 'b' |
      | {labels: ['Official', 'Party'], types: 'SIGNED'} | 'c' | 'a' |
      | {between: [2010, 2010]} | 'a' | 'b' |
      | {as_of: '2013-02-01'} | 'c' | 'd' |
      | {types: ['SIGNED', 'HOLDS'], between: ['2012-03', 2020]} | 'c' | 'd' |

  Scenario: [3] Components
    When executing query:
      """
      CALL components() YIELD node, component RETURN component, count(node) AS size ORDER BY size
      """
    Then the result should be, in order:
      | component | size |
      | 1 | 1 |
      | 0 | 4 |

  Scenario: [4] PageRank sums to one, the best known comes first
    When executing query:
      """
      CALL pagerank() YIELD node, score
      WITH node, score ORDER BY score DESC
      WITH collect(node.key) AS keys, sum(score) AS sum
      RETURN head(keys) AS first, last(keys) AS last, round(sum * 1000) AS thousand
      """
    Then the result should be, in any order:
      | first | last | thousand |
      | 'c' | 'e' | 1000.0 |

  Scenario: [5] Core numbers and who is between
    When executing query:
      """
      CALL core() YIELD node, core CALL betweenness() YIELD node AS other, score
      WITH node, core, score WHERE node = other RETURN node.key AS key, core, score
      """
    Then the result should be, in any order:
      | key | core | score |
      | 'a' | 2 | 0.0 |
      | 'b' | 2 | 0.0 |
      | 'c' | 2 | 2.0 |
      | 'd' | 1 | 0.0 |
      | 'e' | 0 | 0.0 |

  Scenario: [6] Communities and closeness answer for every node
    When executing query:
      """
      CALL communities() YIELD node, community CALL closeness() YIELD node AS other, score
      WITH node, community, score WHERE node = other
      RETURN count(community) AS groups, count(score) AS scores
      """
    Then the result should be, in any order:
      | groups | scores |
      | 5 | 5 |
