// Names of migrations: Prisma's order, timestamps, and names that keep their place in it.
import { UsageError } from '@migration-planner/core'

/** Prisma sorts migrations so, not by bytes. */
export function byName(one: string, other: string): number {
  return one.localeCompare(other)
}

/** Prisma itself cuts names here; its table takes 255. */
const longestName = 200

export interface NameParts {
  /** Fourteen digits, where the name starts with them. */
  readonly timestamp?: string
  /** What stands behind the timestamp; the whole name where there is none. */
  readonly words: string
}

function partsOf(id: string): NameParts {
  const match = /^(?<timestamp>\d{14})(?:_(?<words>.*))?$/.exec(id)
  const timestamp = match?.groups?.['timestamp']
  return timestamp === undefined ? { words: id } : { timestamp, words: match?.groups?.['words'] ?? '' }
}

/** `20260303120000_add_status_02_backfill_status`: sorts right behind the original and in the order of the steps. */
export function stepName(original: string, number: number, count: number, slug: string): string {
  const { timestamp, words } = partsOf(original)
  const ending = `${String(number).padStart(String(count).length, '0')}_${slugOf(slug)}`
  return join([...(timestamp === undefined ? [] : [timestamp]), words], ending)
}

/** `20260310090000_add_status_drop_old_status`. */
export function releasedName(timestamp: string, original: string, slug: string): string {
  return join([timestamp, partsOf(original).words], slugOf(slug))
}

/** The timestamp, or the second after the last one that is used: what is released runs last. */
export function timestampAfter(now: string, existing: readonly string[]): string {
  const latest = existing
    .flatMap((id) => partsOf(id).timestamp ?? [])
    .toSorted()
    .at(-1)
  return latest === undefined || latest < now ? now : nextSecond(latest)
}

export function nextSecond(timestamp: string): string {
  const field = (start: number, end: number): number => Number(timestamp.slice(start, end))
  const time = Date.UTC(field(0, 4), field(4, 6) - 1, field(6, 8), field(8, 10), field(10, 12), field(12, 14) + 1)
  return new Date(time).toISOString().slice(0, 19).replaceAll(/\D/g, '')
}

/** Fails where a new name would change the order in which existing migrations and the new ones run. */
export function checkOrder(names: readonly string[], earlier: readonly string[], later: readonly string[]): void {
  const [first, last] = [names[0], names.at(-1)]
  if (first === undefined || last === undefined) return
  const before = earlier.find((id) => byName(id, first) >= 0)
  const after = later.find((id) => byName(last, id) >= 0)
  const unsorted = names.some((name, index) => index > 0 && byName(names[index - 1] ?? '', name) >= 0)
  const other = before ?? after
  if (other === undefined && !unsorted) return
  throw new UsageError(
    `the new migrations (${first}${names.length > 1 ? ` to ${last}` : ''}) would not run in their place: ${other ?? 'they'} would come between`,
    `Rename ${other ?? 'the migration'} so that its name sorts clearly before or after, with a timestamp of its own.`,
  )
}

function slugOf(text: string): string {
  return text
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '_')
    .replaceAll(/^_+|_+$/g, '')
}

/** Cuts the middle, because both ends say which one it is. */
function join(start: readonly string[], ending: string): string {
  const beginning = start.filter((part) => part !== '').join('_')
  return `${beginning.slice(0, longestName - ending.length - 1)}_${ending}`
}
