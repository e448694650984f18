// The two errors there are: a person can mend the one, only we can mend the other.

/** Bad input: one message, where it is, and what to do about it. Exit code 2. */
export class UsageError extends Error {
  readonly remedy: string
  /** `file:line:column`, where there is a place. */
  readonly place: string | undefined
  constructor(message: string, remedy: string, place?: string) {
    super(message)
    this.name = 'UsageError'
    this.remedy = remedy
    this.place = place
  }
}

/** Our own mistake: with a stack and where to report it. */
export class Bug extends Error {
  constructor(message: string) {
    super(`${message}. This is a bug in Migration Planner: please report it with the migration that caused it.`)
    this.name = 'Bug'
  }
}

/** For the end of a closed union's switch. */
export function assertNever(value: never): never {
  throw new Bug(`unexpected ${JSON.stringify(value)}`)
}
