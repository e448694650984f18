// Shadow: chooses the place for throw-away databases: a server that was named, a native build, or the one inside this process.
import { type Shadow, type ShadowOptions, UsageError } from '@migration-planner/core'
import { availableMajors, nearestMajor, startEmbedded } from '../embedded/server.ts'
import { addressOf } from '../session.ts'
import { openInProcessShadow } from './in-process-shadow.ts'
import { openServerShadow } from './server-shadow.ts'

export async function openShadow(options: ShadowOptions): Promise<Shadow> {
  if (options.shadowUrl !== undefined) return shadowOnServer(options.shadowUrl, options.targetUrl)
  const major = nearestMajor(options.major, availableMajors())
  if (major === undefined) return openInProcessShadow()
  const server = await startEmbedded({ major })
  return openServerShadow({
    url: server.url,
    description: `embedded PostgreSQL ${server.version}`,
    fileCopy: true,
    closed: server.stop,
  })
}

function shadowOnServer(shadowUrl: string, targetUrl: string | undefined): Promise<Shadow> {
  if (targetUrl !== undefined && addressOf(shadowUrl) === addressOf(targetUrl)) {
    throw new UsageError(
      `The shadow's URL names the target itself (${addressOf(targetUrl)}).`,
      'Give the URL of another server or database with --shadow-url; throw-away databases are made beside it.',
    )
  }
  return openServerShadow({ url: shadowUrl, description: undefined, fileCopy: false, closed: () => Promise.resolve() })
}
