// Traffic: clients that send queries at fixed times, whether the last one was answered or not, and measure how long each waited.
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'

/** One thing that an application does all day. */
export type Habit = (client: pg.Client) => Promise<void>

/** What became of one query. */
export interface Answer {
  readonly application: string
  /** When it should have been sent, on this process's clock in milliseconds. */
  readonly intended: number
  /** Since then: a query in line behind a stuck one waits, too. */
  readonly waited: number
  /** The server's words, where it refused. */
  readonly refusal?: string
}

export interface Traffic {
  /** Lets every client finish the query in hand; may be said twice. */
  stop(): Promise<readonly Answer[]>
}

export interface TrafficOptions {
  readonly application: string
  readonly url: string
  readonly habits: readonly Habit[]
}

const clients = 4
const everyMs = 20

export async function startTraffic(options: TrafficOptions): Promise<Traffic> {
  const answers: Answer[] = []
  const ending = new AbortController()
  const connections = await Promise.all(Array.from({ length: clients }, () => connect(options.url)))
  const running = connections.map((client, index) => keepSending(options, client, index, answers, ending.signal))
  const finish = async (): Promise<readonly Answer[]> => {
    ending.abort()
    await Promise.all(running)
    await Promise.all(connections.map((client) => client.end()))
    return answers
  }
  let finished: Promise<readonly Answer[]> | undefined
  return { stop: () => (finished ??= finish()) }
}

async function connect(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  return client
}

async function keepSending(
  { application, habits }: TrafficOptions,
  client: pg.Client,
  index: number,
  answers: Answer[],
  ending: AbortSignal,
): Promise<void> {
  // The clients take turns instead of sending all at once.
  const start = performance.now() + (everyMs * index) / clients
  for (let sent = 0; !ending.aborted; sent += 1) {
    const intended = start + sent * everyMs
    const early = intended - performance.now()
    if (early > 0) await sleep(early)
    const refusal = await habits[(sent + index) % habits.length]?.(client).then(
      () => undefined,
      (error: unknown) => (error instanceof Error ? error.message : String(error)),
    )
    const waited = performance.now() - intended
    answers.push({ application, intended, waited, ...(refusal === undefined ? {} : { refusal }) })
  }
}
