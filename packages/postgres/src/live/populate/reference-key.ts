// One text per reference, for maps.
import { keyOf } from '@migration-planner/core'
import type { Reference } from './tables.ts'

export function referenceKey(reference: Reference): string {
  return `${reference.columns.join(',')} → ${keyOf(reference.target)}`
}
