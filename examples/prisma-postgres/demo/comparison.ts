// The comparison: both rollouts side by side in one table, and what was promised of the second.
import { bad, type Cell, colour, good, line, table } from './print.ts'
import type { Rollout, Stage } from './rollout.ts'
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
      row('Longest that a query waited', both, ({ answers }) => longest(answers), milliseconds),
      row('  while the migration was deployed', both, (rollout) => longest(during(rollout, 'migration')), milliseconds),
      row('Queries that failed', both, ({ answers }) => refused(answers).length, count),
      row('Values that were read wrong', both, ({ misread }) => misread.length, count),
      row('Acknowledged writes that are lost', both, ({ lost }) => lost.length, count),
      [{ text: 'Queries in all' }, ...both.map(({ answers }): Cell => ({ text: count(answers.length) }))],
      [{ text: 'Writes acknowledged' }, ...both.map(({ acknowledged }): Cell => ({ text: count(acknowledged) }))],
      [{ text: 'The migration took' }, ...both.map((rollout): Cell => ({ text: duration(stageOf(rollout, 'migration')) }))],
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

const largeTable = 20_000_000

function explain(byHand: Rollout): void {
  const words = new Set(refused(byHand.answers).map(({ refusal }) => refusal ?? ''))
  if (words.size > 0) line(colour.dim(`By hand, the old application heard: ${[...words].join('; ')}.`))
  const minutes = ((longest(byHand.answers) / orders) * largeTable) / 60_000
  const size = `${largeTable / 1_000_000} million`
  line(
    colour.dim(
      `Its stop grows with the table, ${count(orders)} orders here: at this rate ${size} mean about ${minutes.toFixed(0)} minutes.`,
    ),
  )
  line()
}

function checkPromises({ byHand, safe }: Compared): boolean {
  const promises: readonly (readonly [boolean, string])[] = [
    [refused(safe.answers).length === 0, 'no query of either application failed'],
    [safe.lost.length === 0, 'no write that was acknowledged is lost'],
    [safe.misread.length === 0, 'both applications always read what the other one had written'],
    [longest(safe.answers) < longest(byHand.answers), 'nobody waited as long as for the migration by hand'],
  ]
  for (const [kept, promise] of promises) {
    if (kept) good(`Rewritten, ${promise}`)
    else bad(`Broken: ${promise}`)
  }
  for (const each of [...safe.lost, ...safe.misread].slice(0, 5)) line(`  ${each}`)
  for (const { refusal } of refused(safe.answers).slice(0, 5)) line(`  ${refusal ?? ''}`)
  return promises.every(([kept]) => kept)
}

function during(rollout: Rollout, title: Stage['title']): readonly Answer[] {
  const stage = stageOf(rollout, title)
  return rollout.answers.filter(({ intended }) => stage !== undefined && intended >= stage.from && intended < stage.to)
}

function stageOf({ stages }: Rollout, title: Stage['title']): Stage | undefined {
  return stages.find((stage) => stage.title === title)
}

const refused = (answers: readonly Answer[]): readonly Answer[] => answers.filter(({ refusal }) => refusal !== undefined)
const longest = (answers: readonly Answer[]): number => Math.max(0, ...answers.map(({ waited }) => waited))
const milliseconds = (value: number): string => `${count(Math.round(value))} ms`
const count = (value: number): string => value.toLocaleString('en-US')
const duration = (stage: Stage | undefined): string => (stage ? `${((stage.to - stage.from) / 1000).toFixed(1)} s` : '')
