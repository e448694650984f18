// Brings everything that a machine with only Node and npm lacks, then runs one task:
//
//   node tools/bootstrap.mjs install          pnpm and the dependencies
//   node tools/bootstrap.mjs build            … and the packages, compiled
//   node tools/bootstrap.mjs test [args…]     … and the tests; ends with one line: "N passed, N failed[, N skipped]"
//   node tools/bootstrap.mjs demo [args…]     … and the demonstration
//
// Plain JavaScript without dependencies, because nothing is installed yet when it starts.
// No corepack: it does not know the signatures of newer package managers.

import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join, resolve } from 'node:path'

const root = resolve(import.meta.dirname, '..')
const toolsFolder = join(root, '.tools')
const pnpmVersion = readJson(join(root, 'package.json')).packageManager.split('@')[1]
const inCI = Boolean(process.env.CI) && process.env.CI !== 'false'

const tasks = { install, build, test, demo }
const [name = 'build', ...args] = process.argv.slice(2)
const task = tasks[name]
if (task === undefined) {
  console.error(`No task "${name}": choose one of ${Object.keys(tasks).join(', ')}.`)
  process.exit(2)
}

// The child is interrupted by the same Ctrl-C; its answer decides ours.
process.on('SIGINT', () => {})
process.env.PATH = [join(toolsFolder, 'node_modules', '.bin'), process.env.PATH].join(delimiter)
process.exitCode = await task(args)

async function install() {
  const stamp = join(root, 'node_modules', '.installed')
  const wanted = createHash('sha256')
    .update(readFileSync(join(root, 'pnpm-lock.yaml')))
    .digest('hex')
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return 0

  const pnpm = await findPnpm()
  if (pnpm === undefined) return 1
  const command = [...pnpm, 'install', '--frozen-lockfile', '--config.confirm-modules-purge=false']
  const code = await quietly('Installing the dependencies', command)
  if (code === 0) writeFileSync(stamp, wanted)
  return code
}

async function build() {
  return (await install()) || (await quietly('', [process.execPath, local('typescript/bin/tsc'), '-b', '--pretty']))
}

async function test(vitestArgs) {
  const unready = await build()
  if (unready !== 0) return unready

  const folder = mkdtempSync(join(tmpdir(), 'migration-planner-tests-'))
  const report = join(folder, 'report.json')
  const reporters = ['default', 'json', ...(process.env.GITHUB_ACTIONS ? ['github-actions'] : [])]
  const code = await loudly([
    process.execPath,
    local('vitest/vitest.mjs'),
    'run',
    ...reporters.map((reporter) => `--reporter=${reporter}`),
    `--outputFile.json=${report}`,
    ...vitestArgs,
  ])
  const { passed, failed, skipped } = count(existsSync(report) ? readJson(report) : undefined, code)
  rmSync(folder, { recursive: true, force: true })

  const skippedInCI = inCI && skipped > 0
  if (skippedInCI) console.error(`${skipped} skipped: in CI every test runs.`)
  console.log(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`)
  return code || Number(skippedInCI)
}

async function demo(demoArgs) {
  const script = join(root, 'examples', 'prisma-postgres', 'demo', 'run.ts')
  return (await build()) || (await loudly([process.execPath, '--import', 'tsx', script, ...demoArgs]))
}

/** What vitest's report says, with a failure that belongs to no test (a file that does not load, a crash) counted as one. */
function count(report, code) {
  const total = { passed: 0, failed: 0, skipped: 0 }
  for (const file of report?.testResults ?? []) {
    const statuses = file.assertionResults.map((result) => result.status)
    for (const status of statuses) total[status in total ? status : 'skipped'] += 1
    if (file.status === 'failed' && !statuses.includes('failed')) total.failed += 1
  }
  if (code !== 0 && total.failed === 0) total.failed = 1
  return total
}

/** The command of the pinned pnpm: the one that started us, the one in `.tools`, or a fresh one there. */
async function findPnpm() {
  const started = process.env.npm_execpath ?? ''
  const startedByPnpm = /pnpm\.c?js$/.test(started) && process.env.npm_config_user_agent?.startsWith(`pnpm/${pnpmVersion} `)
  if (startedByPnpm) return [process.execPath, started]

  const folder = join(toolsFolder, 'node_modules', 'pnpm')
  const command = [process.execPath, join(folder, 'bin', 'pnpm.cjs')]
  if (existsSync(folder) && readJson(join(folder, 'package.json')).version === pnpmVersion) return command

  mkdirSync(toolsFolder, { recursive: true })
  const npm = started.endsWith('npm-cli.js') ? [process.execPath, started] : ['npm']
  const options = ['--prefix', toolsFolder, '--no-audit', '--no-fund', '--no-save', '--loglevel=error']
  const code = await quietly(`Installing pnpm ${pnpmVersion}`, [...npm, 'install', ...options, `pnpm@${pnpmVersion}`])
  return code === 0 ? command : undefined
}

/** Runs a command whose output matters only when it fails. */
async function quietly(title, command) {
  const started = performance.now()
  if (title !== '') process.stderr.write(`${title} … `)
  const output = []
  const code = await run(command, ['ignore', 'pipe', 'pipe'], (chunk) => output.push(chunk))
  if (title !== '') process.stderr.write(`${((performance.now() - started) / 1000).toFixed(1)} s\n`)
  if (code !== 0) process.stderr.write(Buffer.concat(output))
  return code
}

function loudly(command) {
  return run(command, 'inherit')
}

function run([program, ...programArgs], stdio, onOutput) {
  const shell = process.platform === 'win32' && program === 'npm'
  return new Promise((done) => {
    const child = spawn(program, programArgs, { cwd: root, stdio, shell })
    child.stdout?.on('data', onOutput)
    child.stderr?.on('data', onOutput)
    child.on('error', (error) => {
      console.error(`${program} does not start: ${error.message}`)
      done(1)
    })
    child.on('close', (code) => done(code ?? 1))
  })
}

function local(path) {
  return join(root, 'node_modules', path)
}

function readJson(path) {
  return JSON.parse(readFileSync(path, 'utf8'))
}
