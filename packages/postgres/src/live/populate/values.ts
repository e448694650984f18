// Values that find faults: extremes of each type, text that casts and text that does not, and as many fresh ones as are wanted.
import type { FillableColumn } from './tables.ts'

/** A value as text that the server reads as the column's type. */
type Text = string

interface ValuesOfType {
  /** Each is tried at least once where there are rows enough. */
  readonly notable: (limits: readonly number[]) => readonly Text[]
  /** Another value for every number. */
  readonly fresh: (number: number, limits: readonly number[]) => Text
}

const wholeNumbers = (least: string, greatest: string): ValuesOfType => ({
  notable: () => ['0', '1', '-1', '42', greatest, least],
  fresh: (number) => `${number + 2}`,
})

const day = (number: number): string => new Date(Date.UTC(2020, 0, 1 + number)).toISOString().slice(0, 10)

// Ends within the limit, also in a unique column: what tells the numbers apart stands at the end.
function shortened(text: string, [length]: readonly number[]): string {
  return length === undefined ? text : [...text].slice(-length).join('')
}

const words: ValuesOfType = {
  notable: ([length]) =>
    [
      'plain',
      '42',
      '',
      'it\'s "quoted" \\ and long: äöü 漢字 🚀',
      '007',
      '12.50',
      'true',
      '2026-01-31',
      '2026-01-31 12:34:56+02',
      'a3bb189e-8bf9-3888-9912-ace4e6543002',
      ' padded ',
      'user@example.com',
      '99999999999',
      'UPPER lower',
      '{"a": 1}',
      'x'.repeat(length ?? 300),
    ].filter((text) => length === undefined || [...text].length <= length),
  fresh: (number, limits) => shortened(`value ${number}`, limits),
}

const numerics: ValuesOfType = {
  notable([precision, scale = 0]) {
    if (precision === undefined)
      return ['0', '1', '-1', '0.1', '12.50', '123456789012345678901234567890.123456789', '-0.000000001']
    const whole = '9'.repeat(Math.max(0, precision - scale))
    const greatest = `${whole === '' ? '0' : whole}${scale > 0 ? `.${'9'.repeat(scale)}` : ''}`
    return ['0', greatest, `-${greatest}`, scale > 0 ? `0.${'0'.repeat(scale - 1)}1` : '0']
  },
  fresh: (number, [precision, scale = 0]) =>
    precision !== undefined && precision - scale < 4 ? `${number % 10}` : `${number}.5`,
}

const fixed = (notable: readonly Text[], fresh?: (number: number) => Text): ValuesOfType => ({
  notable: () => notable,
  fresh: fresh ?? ((number) => notable[number % notable.length] ?? ''),
})

const bits: ValuesOfType = {
  notable: ([length = 1]) => ['0'.repeat(length), '1'.repeat(length)],
  fresh: (number, [length = 1]) => number.toString(2).padStart(length, '0').slice(-length),
}

const hex = (number: number, length: number): string => number.toString(16).padStart(length, '0')

const types: Readonly<Record<string, ValuesOfType>> = {
  int2: wholeNumbers('-32768', '32767'),
  int4: wholeNumbers('-2147483648', '2147483647'),
  int8: wholeNumbers('-9223372036854775808', '9223372036854775807'),
  oid: fixed(['0', '42', '4294967295'], (number) => `${100 + number}`),
  numeric: numerics,
  money: fixed(['0', '12.50', '-1'], (number) => `${number}`),
  float4: fixed(['0', '1.5', '-1e30', '3.4e38', '0.1'], (number) => `${number}.25`),
  float8: fixed(['0', '1.5', '-1e300', '1.7e308', '0.1'], (number) => `${number}.25`),
  bool: fixed(['true', 'false']),
  text: words,
  varchar: words,
  bpchar: words,
  citext: words,
  name: { notable: () => words.notable([60]), fresh: words.fresh },
  uuid: fixed(
    ['00000000-0000-0000-0000-000000000000', 'ffffffff-ffff-ffff-ffff-ffffffffffff'],
    (number) => `6f1c0000-0000-4000-8000-${hex(number, 12)}`,
  ),
  date: fixed(['2026-01-31', '1999-12-31', '0001-01-01', '9999-12-31', '2024-02-29'], day),
  timestamp: fixed(
    ['2026-01-31 12:34:56.789', '1970-01-01 00:00:00', '2024-02-29 23:59:59.999999'],
    (number) => `${day(number)} 08:00:00`,
  ),
  timestamptz: fixed(
    ['2026-03-29 02:30:00+01', '1970-01-01 00:00:00Z', '2026-01-31 12:34:56.789-08'],
    (number) => `${day(number)} 08:00:00Z`,
  ),
  time: fixed(['00:00:00', '23:59:59.999999', '12:34:56']),
  timetz: fixed(['00:00:00Z', '12:34:56+02']),
  interval: fixed(['0', '1 day', '-3 hours', '1 year 2 months 3 days'], (number) => `${number} minutes`),
  json: fixed(['{}', '[]', 'null', '{"a": {"b": [1, 2]}, "c": "ä"}', '"text"', '42']),
  jsonb: fixed(['{}', '[]', 'null', '{"a": {"b": [1, 2]}, "c": "ä"}', '"text"', '42'], (number) => `{"number": ${number}}`),
  bytea: fixed(['\\x', '\\x00ff'], (number) => `\\x${hex(number, 8)}`),
  inet: fixed(['127.0.0.1', '::1', '10.0.0.0/8'], (number) => `10.0.${(number >> 8) & 255}.${number & 255}`),
  cidr: fixed(['10.0.0.0/8', '::/0'], (number) => `10.${(number >> 8) & 255}.${number & 255}.0/24`),
  macaddr: fixed(['08:00:2b:01:02:03']),
  bit: bits,
  varbit: bits,
  xml: fixed(['<a/>', '<a>text</a>']),
  tsvector: fixed(['a b', 'one two']),
  tsquery: fixed(['a & b']),
  point: fixed(['(0,0)', '(1.5,-2)']),
  line: fixed(['{1,2,3}']),
  lseg: fixed(['[(0,0),(1,1)]']),
  box: fixed(['(1,1),(0,0)']),
  path: fixed(['[(0,0),(1,1)]']),
  polygon: fixed(['((0,0),(1,1),(1,0))']),
  circle: fixed(['<(0,0),1>']),
  hstore: fixed(['', 'a=>1, b=>NULL']),
  ltree: fixed(['a', 'a.b.c'], (number) => `a.n${number}`),
  int4range: fixed(['empty', '[1,5)', '(,)'], (number) => `[${number * 10},${number * 10 + 5})`),
  int8range: fixed(['empty', '[1,5)', '(,)'], (number) => `[${number * 10},${number * 10 + 5})`),
  numrange: fixed(['empty', '[1.5,5)'], (number) => `[${number * 10},${number * 10 + 5})`),
  daterange: fixed(['empty', '[2026-01-01,2026-02-01)'], (number) => `[${day(number * 10)},${day(number * 10 + 5)})`),
  tsrange: fixed(['empty', '[2026-01-01,2026-02-01)'], (number) => `[${day(number * 10)},${day(number * 10 + 5)})`),
  tstzrange: fixed(['empty', '[2026-01-01,2026-02-01)'], (number) => `[${day(number * 10)},${day(number * 10 + 5)})`),
}

/** Where a column's values come from; undefined for a type that nobody here can write. */
export interface ValueSource {
  readonly notable: readonly Text[]
  readonly fresh: (number: number) => Text
}

export function valuesFor(column: FillableColumn): ValueSource | undefined {
  const element = valuesOfElement(column)
  if (!element || !column.array) return element
  const [first = '', second = first] = element.notable
  return {
    notable: ['{}', arrayOf([first]), arrayOf([first, second])],
    fresh: (number) => arrayOf([element.fresh(number)]),
  }
}

function valuesOfElement(column: FillableColumn): ValueSource | undefined {
  if (column.kind === 'enum')
    return { notable: column.labels, fresh: (number) => column.labels[number % column.labels.length] ?? '' }
  const values = types[column.base]
  return values && { notable: values.notable(column.limits), fresh: (number) => values.fresh(number, column.limits) }
}

/** An array in the server's own notation; quoted elements can hold anything. */
function arrayOf(elements: readonly Text[]): Text {
  return `{${elements.map((element) => `"${element.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`).join(',')}}`
}
