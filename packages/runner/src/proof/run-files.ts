// Runs files on a shadow as a tool would, and tells why one was refused.
import { type Failure, type LiveEngine, type Migration, type Session, UsageError } from '@migration-planner/core'

/** Undefined where it ran. */
export async function attempt(live: LiveEngine, session: Session, script: string): Promise<Failure | undefined> {
  try {
    await session.script(script)
    return undefined
  } catch (error) {
    return live.failureOf(error)
  }
}

/** A migration in its own transaction mode. */
export async function attemptMigration(live: LiveEngine, session: Session, migration: Migration): Promise<Failure | undefined> {
  if (migration.transaction === 'file') return attempt(live, session, migration.source.text)
  return attemptEach(live, session, await live.split(migration.source.text))
}

/** One after the other; the rest is left where one is refused. */
export async function attemptEach(
  live: LiveEngine,
  session: Session,
  statements: readonly string[],
): Promise<Failure | undefined> {
  for (const statement of statements) {
    const failure = await attempt(live, session, statement)
    if (failure) return failure
  }
  return undefined
}

/** The history up to the first subject; without it nothing can be shown. */
export async function applyHistory(live: LiveEngine, session: Session, history: readonly Migration[]): Promise<void> {
  for (const migration of history) {
    const failure = await attemptMigration(live, session, migration)
    if (!failure) continue
    throw new UsageError(
      `The history does not run on the shadow: ${failure.message}`,
      'Correct the migration, or name a server that has what it needs (extensions, roles) with --shadow-url.',
      migration.source.path,
    )
  }
}
