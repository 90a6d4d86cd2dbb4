Feature: Values at their edges

  Scenario Outline: [1] A value is <value>
    Given any graph
    When executing query:
      """
      RETURN <expression> AS value
      """
    Then the result should be, in any order:
      | value   |
      | <value> |
    And no side effects

    Examples:
      | expression                                                  | value          |
      | null.name                                                   | null           |
      | null[0]                                                     | null           |
      | NOT null IS NULL                                            | false          |
      | [1, 2, 3, 4][-2..]                                          | [3, 4]         |
      | [1, 2, 3][2..1]                                             | []             |
      | [1, 2, 3][null..2]                                          | null           |
      | [1, null] IN [[1, null]]                                    | null           |
      | [] IN [[]]                                                  | true           |
      | [1, null] = [2, null]                                       | false          |
      | {a: 1, b: null} = {a: 2, b: null}                           | false          |
      | [1, 2] < [1]                                                | false          |
      | single(x IN [1, 1, null] WHERE x = 1)                       | false          |
      | single(x IN [1, null] WHERE x = 1)                          | null           |
      | none(x IN [] WHERE true)                                    | true           |
      | reduce(t = '', x IN ['a', 'b'] \| t + x)                    | 'ab'           |
      | -2 ^ 2                                                      | 4.0            |
      | -7 / 2                                                      | -3             |
      | -7 % 3                                                      | -1             |
      | toString(1e100)                                             | '1e100'        |
      | toString(0.0000001)                                         | '1e-7'         |
      | toString(1000000.0)                                         | '1000000.0'    |
      | toInteger('4.9')                                            | 4              |
      | split('', ',')                                              | ['']           |
      | size(range(5, 1, -2))                                       | 3              |
      | size(range(1, 0))                                           | 0              |
      | toString(duration({seconds: 2, milliseconds: -1}))          | 'PT1.999S'     |
      | toString(duration({days: 1, milliseconds: -1}))             | 'P1DT-0.001S'  |
      | duration({days: 1}) = duration({hours: 24})                 | false          |
      | toString(date('2011-01-31') + duration({months: 1}))        | '2011-02-28'   |
      | toString(date.truncate('week', date('2024-05-05')))         | '2024-04-29'   |
      | date('2015-01-01') < 'text'                                 | null           |
      | toString(localtime('23:30') + duration({hours: 1}))         | '00:30'        |

  Scenario: [2] A mistake that only data shows: 1 / 0
    Given any graph
    When executing query:
      """
      RETURN 1 / 0
      """
    Then an ArithmeticError should be raised at runtime: DivisionByZero

  Scenario: [2] A mistake that only data shows: 9223372036854775807 + 1
    Given any graph
    When executing query:
      """
      RETURN 9223372036854775807 + 1
      """
    Then an ArithmeticError should be raised at runtime: IntegerOverflow

  Scenario: [2] A mistake that only data shows: range(0, 1, 0)
    Given any graph
    When executing query:
      """
      RETURN range(0, 1, 0)
      """
    Then an ArgumentError should be raised at runtime: NumberOutOfRange

  Scenario: [2] A mistake that only data shows: {a: 1}[0]
    Given any graph
    When executing query:
      """
      RETURN {a: 1}[0]
      """
    Then a TypeError should be raised at runtime: MapElementAccessByNonString

  Scenario: [3] Deleted nodes keep no properties, deleted relationships keep their type
    Given an empty graph
    When executing query:
      """
      CREATE ()-[r:SIGNED {year: 3}]->() DELETE r RETURN type(r) AS type
      """
    Then the result should be, in any order:
      | type     |
      | 'SIGNED' |

  Scenario: [4] A pair nobody closed, by what is not there
    Given an empty graph
    And having executed:
      """
      CREATE (a:Official {name: 'Ada'})-[:KNOWS]->(b {name: 'Bo'})-[:KNOWS]->(c {name: 'Cy'}),
        (b)-[:KNOWS]->(d {name: 'Dee'}), (a)-[:FOLLOWS]->(c)
      """
    When executing query:
      """
      MATCH (a:Official)-[:KNOWS]->()-[:KNOWS]->(x)
      OPTIONAL MATCH (a)-[r:FOLLOWS]->(x)
      WITH x WHERE r IS NULL
      RETURN x.name AS name
      """
    Then the result should be, in any order:
      | name  |
      | 'Dee' |
