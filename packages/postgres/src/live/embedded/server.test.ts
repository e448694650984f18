// The launcher, on the real builds: it starts fast, two at once, and leaves nothing behind.
import { spawn } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { describe, expect, it } from 'vitest'
import { dataFolder } from './data-folder.ts'
import { availableMajors, nearestMajor, startEmbedded } from './server.ts'

async function serverVersion(url: string): Promise<string> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const { rows } = await client.query<{ server_version: string }>('SHOW server_version')
  await client.end()
  return rows[0]!.server_version
}

describe('embedded PostgreSQL', () => {
  it('starts every installed major, all at once', async () => {
    const majors = availableMajors()
    expect(majors).toEqual(expect.arrayContaining([15, 16, 17, 18]))
    const servers = await Promise.all(majors.map((major) => startEmbedded({ major })))
    const versions = await Promise.all(servers.map(({ url }) => serverVersion(url)))
    expect(versions).toEqual(servers.map(({ version }) => version))
    expect(versions.map((version) => Number.parseInt(version, 10))).toEqual(majors)
    await Promise.all(servers.map(({ stop }) => stop()))
    await expect(serverVersion(servers[0]!.url)).rejects.toThrow('ECONNREFUSED')
  })

  it('takes the same major, else the next newer one, else the newest', () => {
    expect(nearestMajor(16, [18, 17, 16, 15])).toBe(16)
    expect(nearestMajor(14, [18, 17])).toBe(17)
    expect(nearestMajor(19, [18, 17])).toBe(18)
    expect(nearestMajor(undefined, [15, 18])).toBe(18)
    expect(nearestMajor(16, [])).toBeUndefined()
  })

  it('says what to do where a major is not installed', async () => {
    await expect(startEmbedded({ major: 9 })).rejects.toMatchObject({
      name: 'UsageError',
      message: expect.stringContaining('PostgreSQL 9'),
    })
  })

  it.each(['SIGKILL', 'SIGINT', 'SIGTERM'] as const)('is gone with its files when the process ends by %s', async (signal) => {
    const { home, alive } = await inAnotherProcess(signal, 'await new Promise((resolve) => setTimeout(resolve, 60_000))')
    expect(await became(() => !existsSync(home) && !alive())).toBe(true)
  })

  it('is gone with its files when the process forgets to stop it or throws', async () => {
    const { home, alive } = await inAnotherProcess(undefined, 'throw new Error("forgotten")')
    expect(await became(() => !existsSync(home) && !alive())).toBe(true)
  })
})

async function inAnotherProcess(signal: NodeJS.Signals | undefined, then: string) {
  const before = new Set(homes())
  const script = `
    import { startEmbedded } from ${JSON.stringify(new URL('server.ts', import.meta.url).href)}
    const server = await startEmbedded({ major: 18 })
    console.log(new URL(server.url).port)
    ${then}`
  const flags = ['--conditions=@migration-planner/source', '--import', 'tsx', '--input-type=module', '-e', script]
  const child = spawn(process.execPath, flags, { stdio: ['ignore', 'pipe', 'ignore'] })
  const port = await new Promise<string>((resolve) =>
    child.stdout.once('data', (chunk: Buffer) => resolve(chunk.toString().trim())),
  )
  const home = homes().find((found) => !before.has(found))
  if (signal) child.kill(signal)
  expect(Number(port)).toBeGreaterThan(0)
  return { home: `${dataFolder()}/${home ?? '?'}`, alive: () => child.exitCode === null && child.signalCode === null }
}

function homes(): readonly string[] {
  return readdirSync(dataFolder()).filter((name) => name.startsWith('migration-planner-postgres-18-'))
}

async function became(condition: () => boolean): Promise<boolean> {
  const deadline = Date.now() + 10_000
  while (!condition() && Date.now() < deadline) await sleep(20)
  return condition()
}
