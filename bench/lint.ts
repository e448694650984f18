// How fast lint is: one file, and 1,000 files of five statements, from the command line; squawk beside it. `pnpm bench` after `pnpm build`.
import { spawn } from 'node:child_process'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { availableParallelism, cpus } from 'node:os'
import path from 'node:path'
import { makeProject } from './projects.ts'
import { bringSquawk } from './squawk.ts'

/** What is measured: a command, and how long it may take. */
interface Contest {
  readonly title: string
  readonly who: string
  readonly program: string
  readonly args: readonly string[]
  readonly directory: string
  readonly targetSeconds?: number
}

interface Measurement {
  readonly title: string
  readonly who: string
  readonly seconds: number
  readonly runs: readonly number[]
  readonly targetSeconds?: number
}

const rounds = 5
const prismaSafe = path.resolve(import.meta.dirname, '../packages/prisma/bin/prisma-safe.js')
const results = path.join(import.meta.dirname, 'results/lint.json')

async function measure(contest: Contest): Promise<Measurement> {
  const { title, who, targetSeconds } = contest
  const runs: number[] = []
  for (let round = 0; round < rounds; round += 1) runs.push(await secondsOf(contest))
  const seconds = runs.toSorted((one, other) => one - other)[Math.floor(rounds / 2)] ?? Number.NaN
  return { title, who, seconds, runs, ...(targetSeconds === undefined ? {} : { targetSeconds }) }
}

// 0 and 1 are answers; anything else means that nothing was measured.
function secondsOf({ program, args, directory }: Contest): Promise<number> {
  const started = performance.now()
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd: directory, stdio: ['ignore', 'pipe', 'pipe'] })
    let said = ''
    child.stdout.resume()
    child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text))
    child.once('error', reject)
    child.once('close', (code) => {
      if (code === 0 || code === 1) resolve((performance.now() - started) / 1000)
      else reject(new Error(`${program} ended with ${code}\n${said}`))
    })
  })
}

function print(measurements: readonly Measurement[]): void {
  const titles = Math.max(...measurements.map(({ title }) => title.length))
  const names = Math.max(...measurements.map(({ who }) => who.length))
  for (const { title, who, seconds, runs, targetSeconds } of measurements) {
    const verdict =
      targetSeconds === undefined ? '' : `   target ${targetSeconds} s: ${seconds < targetSeconds ? 'met' : 'missed'}`
    console.log(
      `${title.padEnd(titles)}   ${who.padEnd(names)}   ${inSeconds(seconds)}   fastest ${inSeconds(Math.min(...runs))}${verdict}`,
    )
  }
}

function inSeconds(seconds: number): string {
  return `${seconds.toFixed(3).padStart(7)} s`
}

const [one, thousand] = [makeProject(1), makeProject(1000)]
try {
  const ours = { who: 'prisma-safe', program: process.execPath }
  const contests: Contest[] = [
    {
      ...ours,
      title: 'one file',
      directory: one.directory,
      args: [prismaSafe, 'lint', ...one.files],
      targetSeconds: 0.4,
    },
    {
      ...ours,
      title: '1,000 files of five statements',
      directory: thousand.directory,
      args: [prismaSafe, 'lint', '--from', 'all'],
      targetSeconds: 2,
    },
  ]
  const squawk = await bringSquawk()
  if ('program' in squawk) {
    const theirs = { who: `squawk ${squawk.version}`, program: squawk.program }
    contests.push({ ...theirs, title: 'one file', directory: one.directory, args: one.files })
    contests.push({ ...theirs, title: '1,000 files of five statements', directory: thousand.directory, args: thousand.files })
  }
  const measurements: Measurement[] = []
  for (const contest of contests) measurements.push(await measure(contest))

  const machine = { processor: cpus()[0]?.model ?? 'unknown', cores: availableParallelism(), node: process.version }
  console.log(
    `${machine.processor}, ${machine.cores} cores, Node ${machine.node}; the median of ${rounds} runs, start of the program included\n`,
  )
  print(measurements)
  if ('missing' in squawk) console.log(`\nNot measured: ${squawk.missing}`)
  mkdirSync(path.dirname(results), { recursive: true })
  writeFileSync(results, `${JSON.stringify({ machine, measurements }, null, 2)}\n`)
  console.log(`\nWritten to ${path.relative(process.cwd(), results)}`)
  if (measurements.some(({ seconds, targetSeconds = Infinity }) => seconds >= targetSeconds)) process.exitCode = 1
} finally {
  for (const { directory } of [one, thousand]) rmSync(directory, { recursive: true, force: true })
}
