// Asks a database a plan's questions and says which answers are as expected.
import type { Query, WrittenCheck } from '@migration-planner/core'
import { type CheckedValue, expectedText } from '@migration-planner/core/render'

/** What was written down before, by the check's title. */
export type Baseline = ReadonlyMap<string, string>

export interface AskedCheck extends CheckedValue {
  readonly expected: string
}

export async function askChecks(
  query: Query,
  checks: readonly WrittenCheck[],
  baseline: Baseline,
): Promise<readonly AskedCheck[]> {
  const asked: AskedCheck[] = []
  for (const check of checks) {
    const rows = await query(check.sql)
    const actual = textOf(rows[0]?.['value'])
    asked.push({
      title: check.title,
      expected: expectedText(check),
      actual,
      status: statusOf(check, actual, baseline.get(check.title)),
    })
  }
  return asked
}

function statusOf({ expected }: WrittenCheck, actual: string, before: string | undefined): CheckedValue['status'] {
  if (typeof expected === 'number') return Number(actual) === expected ? 'OK' : 'FAIL'
  if (expected !== 'unchanged' || before === undefined) return 'recorded'
  return actual === before ? 'OK' : 'FAIL'
}

function textOf(value: unknown): string {
  return value === null || value === undefined ? 'NULL' : String(value)
}

/** An answer that is not as expected. */
export function failures(asked: readonly AskedCheck[]): readonly AskedCheck[] {
  return asked.filter(({ status }) => status === 'FAIL')
}
