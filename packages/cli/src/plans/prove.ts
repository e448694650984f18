// Proves plans on a shadow: what `rewrite` does with what it is about to write, and `verify` with what lies on the disk.
import type { LiveEngine, Shadow } from '@migration-planner/core'
import { type Proof, prove, type ProofInput } from '@migration-planner/runner'
import type { Context } from '../context.ts'
import { loadLive } from '../workspace/live.ts'
import type { Workspace } from '../workspace/open.ts'
import { databaseUrlOf } from '../workspace/database-url.ts'

/** A person wants no shadow: `--shadow-url none`. */
export function wantsNoShadow({ flags }: Context): boolean {
  return flags.shadowUrl === 'none'
}

export async function proveOnShadow(
  context: Context,
  workspace: Workspace,
  input: Pick<ProofInput, 'history' | 'subjects' | 'stepText' | 'downText'>,
): Promise<Proof> {
  const major = input.subjects.flatMap((subject) => (subject.kind === 'plan' ? [subject.plan.engine.version] : []))[0]
  return withShadow(context, workspace, major, async (shadow, live) => {
    context.terminal.note(`Proving on ${shadow.description}`)
    return prove({ live, shadow, ...input, onProgress: (line) => context.terminal.detail(line) })
  })
}

/** A throw-away place for databases, gone afterwards. */
export async function withShadow<Result>(
  context: Context,
  workspace: Workspace,
  major: number | undefined,
  work: (shadow: Shadow, live: LiveEngine) => Promise<Result>,
): Promise<Result> {
  const { shadowUrl } = context.flags
  const targetUrl = databaseUrlOf(context, workspace)
  const live = await loadLive()
  const shadow = await live.shadow({
    ...(shadowUrl === undefined ? {} : { shadowUrl }),
    ...(targetUrl === undefined ? {} : { targetUrl }),
    ...(major === undefined ? {} : { major }),
  })
  try {
    return await work(shadow, live)
  } finally {
    await shadow.close()
  }
}
