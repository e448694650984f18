// The classification table: one row for each change of the original, with what the plan makes of it.
import type { Change } from '../changes/change.ts'
import { isOnFreshTable, tableOf } from '../changes/change.ts'
import type { Effects } from '../effects/effects.ts'
import { highest, type Finding, type Risk } from '../findings/finding.ts'
import type { Classification, Step } from '../plan/plan.ts'
import { estimateMs } from '../plan/sizing.ts'
import { describe as describeChange } from './describe.ts'
import { changesOf } from './order.ts'
import type { Item } from './items.ts'

export function classify(
  items: readonly Item[],
  findings: readonly Finding[],
  stepsOf: (item: Item) => readonly Step[],
  rowsOf: (change: Change) => number | undefined,
): readonly Classification[] {
  return items.map((item) => {
    const [first] = changesOf(item)
    const rows = first ? rowsOf(first) : undefined
    return {
      change: item.kind === 'draft' ? item.draft.title : describeChange(item.change.operation, item.change.sql).title,
      type: item.kind === 'draft' ? item.draft.type : typeOf(item.change),
      risk: riskOf(item, findings),
      lock:
        stepsOf(item).length === 0
          ? 'none'
          : lockText(
              stepsOf(item).map(({ effects }) => effects),
              rows,
            ),
      strategy: item.kind === 'draft' ? item.draft.strategy : 'As written, with a lock timeout',
    }
  })
}

function typeOf(change: Change): string {
  const words = change.operation.kind.replaceAll('-', ' ')
  const fresh = isOnFreshTable(change) && tableOf(change.operation) ? ', on a new table' : ''
  return words.charAt(0).toUpperCase() + words.slice(1) + fresh
}

function riskOf(item: Item, findings: readonly Finding[]): Risk {
  const changes = changesOf(item)
  const own = findings.filter(({ origin }) =>
    changes.some((change) => change.origin.span.start <= origin.span.start && origin.span.end <= change.origin.span.end),
  )
  return highest(own.map(({ risk }) => risk)) ?? 'low'
}

/** The strongest lock that anybody waits for, and the longest work, which should be another one. */
function lockText(all: readonly Effects[], rows: number | undefined): string {
  const locks = all.flatMap((effects) => effects.locks.map((lock) => ({ lock, effects })))
  const strength = ({ lock }: (typeof locks)[number]): number => ['nothing', 'writes', 'reads and writes'].indexOf(lock.blocks)
  const strongest = locks.toSorted((one, other) => strength(other) - strength(one))[0]
  const longest = locks.find(({ effects }) => ['scan', 'build', 'rewrite'].includes(effects.work))
  const parts = [strongest, longest === strongest ? undefined : longest].flatMap((found) =>
    found ? [describe(found.lock.mode, found.effects, rows)] : [],
  )
  return [...new Set(parts)].join('; ') || 'none'
}

function describe(mode: string, { work }: Effects, rows: number | undefined): string {
  if (work === 'catalog' || work === 'rows') return `${mode}, ${work === 'rows' ? 'row by row' : 'brief'}`
  const milliseconds = estimateMs(work, rows)
  const duration =
    milliseconds === undefined ? '' : ` ≈ ${milliseconds < 1000 ? `${milliseconds} ms` : `${Math.ceil(milliseconds / 1000)} s`}`
  return `${mode}, ${work}${duration}`
}
