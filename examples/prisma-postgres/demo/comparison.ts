// The comparison: both rollouts side by side in one table, and what was promised of the second.
import { bad, type Cell, colour, good, line, table } from './print.ts'
import type { Rollout } from './rollout.ts'
import { orders } from './shop.ts'
import type { Answer } from './traffic.ts'

export interface Compared {
  readonly byHand: Rollout
  readonly safe: Rollout
}

/** Whether every promise was kept. */
export function compare({ byHand, safe }: Compared): boolean {
  const both = [byHand, safe]
  table(
    ['', 'written by hand', 'rewritten'],
    [
      row('Longest that a query waited', both, (rollout) => longest(duringStatements(rollout)), milliseconds),
      row('Queries that failed', both, ({ answers }) => refused(answers).length, count),
      row('Values that were read wrong', both, ({ misread }) => misread.length, count),
      row('Acknowledged writes that are lost', both, ({ lost }) => lost.length, count),
      [{ text: 'Queries in all' }, ...both.map(({ answers }): Cell => ({ text: count(answers.length) }))],
      [{ text: 'Writes acknowledged' }, ...both.map(({ acknowledged }): Cell => ({ text: count(acknowledged) }))],
      [{ text: 'The statements took' }, ...both.map((rollout): Cell => ({ text: duration(rollout) }))],
    ],
  )
  line()
  explain(byHand)
  return checkPromises({ byHand, safe })
}

function row(
  title: string,
  rollouts: readonly Rollout[],
  measure: (rollout: Rollout) => number,
  write: (value: number) => string,
): readonly Cell[] {
  const values = rollouts.map(measure)
  const best = Math.min(...values)
  const cells = values.map((value): Cell => ({ text: write(value), paint: value === best ? colour.green : colour.red }))
  return [{ text: title }, ...cells]
}

const largeTable = 100_000_000

function explain(byHand: Rollout): void {
  const words = new Set(refused(byHand.answers).map(({ refusal }) => refusal ?? ''))
  if (words.size > 0) line(colour.dim(`By hand, the old application heard: ${[...words].join('; ')}.`))
  const minutes = ((longest(duringStatements(byHand)) / orders) * largeTable) / 60_000
  const size = `${largeTable / 1_000_000} million`
  line(
    colour.dim(
      `It stops the shop for longer the larger the table: ${count(orders)} orders here; ${size} at this rate, ${minutes.toFixed(0)} minutes.`,
    ),
  )
  line()
}

function checkPromises({ byHand, safe }: Compared): boolean {
  const promises: readonly (readonly [boolean, string])[] = [
    [refused(safe.answers).length === 0, 'no query of either application failed'],
    [safe.lost.length === 0, 'no write that was acknowledged is lost'],
    [safe.misread.length === 0, 'both applications always read what the other one had written'],
    [longest(duringStatements(safe)) < longest(duringStatements(byHand)), 'nobody waited as long as for the migration by hand'],
  ]
  for (const [kept, promise] of promises) {
    if (kept) good(`Rewritten, ${promise}`)
    else bad(`Broken: ${promise}`)
  }
  for (const each of [...safe.lost, ...safe.misread].slice(0, 5)) line(`  ${each}`)
  for (const { refusal } of refused(safe.answers).slice(0, 5)) line(`  ${refusal ?? ''}`)
  return promises.every(([kept]) => kept)
}

/** Queries that were under way while a statement of the migration was. */
function duringStatements({ answers, statements }: Rollout): readonly Answer[] {
  return answers.filter(({ intended, waited }) => statements.some(({ from, to }) => intended < to && intended + waited > from))
}

const refused = (answers: readonly Answer[]): readonly Answer[] => answers.filter(({ refusal }) => refusal !== undefined)
const longest = (answers: readonly Answer[]): number => Math.max(0, ...answers.map(({ waited }) => waited))
const milliseconds = (value: number): string => `${count(Math.round(value))} ms`
const count = (value: number): string => value.toLocaleString('en-US')
const duration = ({ statements }: Rollout): string =>
  `${(statements.reduce((sum, { from, to }) => sum + to - from, 0) / 1000).toFixed(1)} s`
