// The words that names are made of, and how alike two names sound.

/** Words that say nothing about what a column holds. */
const emptyWords: ReadonlySet<string> = new Set(['id', 'at', 'on', 'by', 'is', 'has', 'in', 'of', 'to', 'the', 'for', 'and'])

const unitWords: ReadonlySet<string> = new Set(
  'ns us ms s sec secs second seconds millis milliseconds micros nanos min mins minute minutes hour hours day days week weeks month months year years cents dollars euros percent pct ratio bytes kb mb gb grams kg meters metres km miles'.split(
    ' ',
  ),
)

/** `orgId`, `org_id` and `OrgID` all have the words org and id. */
export function wordsOf(name: string): readonly string[] {
  return name
    .replaceAll(/(\p{Ll}|\p{N})(\p{Lu})/gu, '$1 $2')
    .replaceAll(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1 $2')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
    .map((word) => word.toLowerCase())
}

/** From 0 to 1: the part of the telling words that both names have; an abbreviation counts as its word. */
export function nameSimilarity(one: string, other: string): number {
  const [left, right] = [tellingWords(one), tellingWords(other)]
  const shared = left.filter((word) => right.some((candidate) => sameWord(word, candidate)))
  return shared.length / Math.max(left.length, right.length, 1)
}

function tellingWords(name: string): readonly string[] {
  return wordsOf(name).filter((word) => !emptyWords.has(word) && !unitWords.has(word))
}

/** `org` is short for `organization`, `desc` for `description`. */
function sameWord(one: string, other: string): boolean {
  const [short, long] = one.length <= other.length ? [one, other] : [other, one]
  return short === long || (short.length >= 3 && long.startsWith(short))
}

/** `duration_ms` and `duration_seconds`, or `duration`: the same thing counted differently. */
export function unitsDiffer(one: string, other: string): boolean {
  const unit = (name: string): string =>
    wordsOf(name)
      .filter((word) => unitWords.has(word))
      .join(' ')
  return unit(one) !== unit(other)
}
