// Proves plans on a shadow: what `rewrite` does before it writes and `verify` with what lies on the disk.
import { type Migration, type Plan, UsageError } from '@migration-planner/core'
import type { ProofSummary } from '@migration-planner/core/render'
import type { Proof } from '@migration-planner/runner'
import type { Context } from '../context.ts'
import { loadLive } from '../workspace/live.ts'
import type { Workspace } from '../workspace/open.ts'
import { databaseUrlOf } from '../workspace/pending.ts'

/** A pending migration in its place: as it is, or as its plan. */
export type Subject = { readonly kind: 'as-is'; readonly migration: Migration } | { readonly kind: 'plan'; readonly plan: Plan }

export interface ProofInput {
  /** Applied before the first subject. */
  readonly history: readonly Migration[]
  readonly subjects: readonly Subject[]
  /** A step's file, as the tool will run it, and the one that undoes it. */
  readonly stepText: (plan: Plan, step: number) => string
  readonly downText: (plan: Plan, step: number) => string | undefined
}

/** `none`: a person wants no shadow. */
export function wantsNoShadow({ flags }: Context): boolean {
  return flags.shadowUrl === 'none'
}

export async function proveOnShadow(context: Context, workspace: Workspace, input: ProofInput): Promise<Proof> {
  const { shadowUrl } = context.flags
  const targetUrl = databaseUrlOf(context, workspace)
  const major = input.subjects.flatMap((subject) => (subject.kind === 'plan' ? [subject.plan.engine.version] : []))[0]
  const [live, { prove }] = await Promise.all([loadLive(), import('@migration-planner/runner')])
  const shadow = await live.shadow({
    ...(shadowUrl === undefined ? {} : { shadowUrl }),
    ...(targetUrl === undefined ? {} : { targetUrl }),
    ...(major === undefined ? {} : { major }),
  })
  context.terminal.note(`Proving on ${shadow.description}`)
  try {
    return await prove({ live, shadow, ...input, onProgress: (line: string) => context.terminal.detail(line) })
  } finally {
    await shadow.close()
  }
}
