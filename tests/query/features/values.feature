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
      | toString(datetime('2017-10-29T02:30+02:00[Europe/Stockholm]') + duration('PT1H')) | '2017-10-29T02:30+01:00[Europe/Stockholm]' |
      | toString(datetime('2017-10-28T12:00[Europe/Stockholm]') + duration('PT24H')) | '2017-10-29T11:00+01:00[Europe/Stockholm]' |
      | toString(datetime('2017-10-28T12:00[Europe/Stockholm]') + duration('P1D')) | '2017-10-29T12:00+01:00[Europe/Stockholm]' |
      | toString(datetime('2017-03-25T02:30[Europe/Stockholm]') + duration('P1D')) | '2017-03-26T03:30+02:00[Europe/Stockholm]' |
      | toString(datetime('2017-03-26T02:30[Europe/Stockholm]')) | '2017-03-26T03:30+02:00[Europe/Stockholm]' |
      | toString(duration.between(datetime('2017-06-01T00:00[Europe/Stockholm]'), datetime('2017-12-01T00:00Z'))) | 'P6MT1H' |
      | toString(duration.between(datetime('2017-10-29T00:00[Europe/Stockholm]'), datetime('2017-10-29T12:00[Europe/Stockholm]'))) | 'PT13H' |
      | toString(duration.between(time('12:00Z'), time('00:30+01:00'))) | 'PT-12H-30M' |
      | toString(date({year: -44, month: 3, day: 15})) | '-0044-03-15' |
      | date('-0044-03-15') = date({year: -44, month: 3, day: 15}) | true |
      | toString(datetime({epochSeconds: 0, timezone: '+01:00'})) | '1970-01-01T01:00+01:00' |
      | toString(datetime({epochMillis: -1})) | '1969-12-31T23:59:59.999Z' |

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

  Scenario: [2] A mistake that only data shows: date('9999-12-31') + duration('P1D')
    Given any graph
    When executing query:
      """
      RETURN date('9999-12-31') + duration('P1D')
      """
    Then an ArithmeticError should be raised at runtime: TemporalOverflow

  Scenario: [2] A mistake that only data shows: datetime({epochSeconds: 9223372036854775807})
    Given any graph
    When executing query:
      """
      RETURN datetime({epochSeconds: 9223372036854775807})
      """
    Then an ArgumentError should be raised at runtime: InvalidArgumentValue

  Scenario: [2] A mistake that only data shows: date('2015-366')
    Given any graph
    When executing query:
      """
      RETURN date('2015-366')
      """
    Then an ArgumentError should be raised at runtime: InvalidArgumentValue

  Scenario: [2] A mistake that only data shows: date({year: 2014, week: 53})
    Given any graph
    When executing query:
      """
      RETURN date({year: 2014, week: 53})
      """
    Then an ArgumentError should be raised at runtime: InvalidArgumentValue

  Scenario: [2] A mistake that only data shows: duration({months: 9000000000000000000}) + duration({months: 9000000000000000000})
    Given any graph
    When executing query:
      """
      RETURN duration({months: 9000000000000000000}) + duration({months: 9000000000000000000})
      """
    Then an ArithmeticError should be raised at runtime: IntegerOverflow

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
