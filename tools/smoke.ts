// What a user installs, tried as they would: packs every package, resolves its types, installs the tarballs into an empty
// folder, imports their entrances and lints a small Prisma project with the installed command.

import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { root } from './units.ts'

interface Manifest {
  readonly name: string
  readonly version: string
  readonly bin?: Readonly<Record<string, string>>
  readonly exports: Readonly<Record<string, unknown>>
}

/** Needs vitest beside it, which users of the commands do not have. */
const onlyInTests = ['@migration-planner/core/testing']

/** The environment of somebody's shell: without what npm and pnpm tell the scripts that they start. */
const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^npm_/i.test(name)))

const folder = mkdtempSync(join(tmpdir(), 'migration-planner-smoke-'))
try {
  const tarballs = pack(join(folder, 'tarballs'))
  for (const tarball of tarballs) run('pnpm', ['exec', 'attw', '--format', 'ascii', '--profile', 'esm-only', tarball], root)
  const user = join(folder, 'user')
  writeTree(user, userProject())
  run('npm', ['install', '--no-audit', '--no-fund', '--loglevel=error', ...tarballs], user)
  for (const manifest of manifests()) tryPackage(manifest, user)
  tryLint(user)
  console.log('The packed packages work in an empty folder.')
} finally {
  rmSync(folder, { recursive: true, force: true })
}

function manifests(): readonly Manifest[] {
  return readdirSync(join(root, 'packages')).map(
    (name) => JSON.parse(readFileSync(join(root, 'packages', name, 'package.json'), 'utf8')) as Manifest,
  )
}

function pack(destination: string): readonly string[] {
  mkdirSync(destination)
  run('pnpm', ['--recursive', '--filter', './packages/*', 'pack', '--pack-destination', destination], root)
  return readdirSync(destination).map((name) => join(destination, name))
}

/** A migration that rewrites a table, and one that is safe. */
function userProject(): Readonly<Record<string, string>> {
  return {
    'package.json': JSON.stringify({ private: true, type: 'module' }),
    'prisma/schema.prisma': `datasource db {
  provider = "postgresql"
}

model User {
  id    BigInt @id
  email String
}
`,
    'prisma/migrations/migration_lock.toml': 'provider = "postgresql"\n',
    'prisma/migrations/20260101000000_init/migration.sql': `-- CreateTable
CREATE TABLE "User" (
    "id" INTEGER NOT NULL,
    "email" TEXT NOT NULL,

    CONSTRAINT "User_pkey" PRIMARY KEY ("id")
);
`,
    'prisma/migrations/20260201000000_widen/migration.sql': `-- AlterTable
ALTER TABLE "User" ALTER COLUMN "id" SET DATA TYPE BIGINT;
`,
  }
}

function tryPackage(manifest: Manifest, user: string): void {
  for (const path of Object.keys(manifest.exports)) {
    const entrance = path.replace('.', manifest.name)
    if (path.endsWith('.json') || onlyInTests.includes(entrance)) continue
    run(process.execPath, ['--input-type=module', '--eval', `await import(${JSON.stringify(entrance)})`], user)
  }
  for (const bin of Object.keys(manifest.bin ?? {})) {
    const version = run('npx', ['--no-install', bin, '--version'], user).trim()
    expect(version.includes(manifest.version), `${bin} --version says "${version}", not ${manifest.version}`)
    expect(run('npx', ['--no-install', bin, '--help'], user).includes('lint'), `${bin} --help does not name lint`)
  }
}

function tryLint(user: string): void {
  const lint = ['--no-install', 'prisma-safe', 'lint', '--format', 'json']
  const unsafe = spawnSync('npx', [...lint, '--from', 'all'], { cwd: user, env, encoding: 'utf8' })
  expect(unsafe.status === 1, `lint of an unsafe migration ends with ${unsafe.status}:\n${unsafe.stdout}${unsafe.stderr}`)
  const { summary } = JSON.parse(unsafe.stdout) as { readonly summary: { readonly findings: { readonly high: number } } }
  expect(summary.findings.high > 0, `lint of an unsafe migration finds nothing:\n${unsafe.stdout}`)

  const safe = spawnSync('npx', [...lint, 'prisma/migrations/20260101000000_init/migration.sql'], {
    cwd: user,
    env,
    encoding: 'utf8',
  })
  expect(safe.status === 0, `lint of a safe migration ends with ${safe.status}:\n${safe.stdout}${safe.stderr}`)
}

function run(program: string, args: readonly string[], cwd: string): string {
  const { status, stdout, stderr } = spawnSync(program, args, { cwd, env, encoding: 'utf8' })
  expect(status === 0, `${[program, ...args].join(' ')} ends with ${status}:\n${stdout}${stderr}`)
  return stdout
}

function writeTree(base: string, files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(base, path)), { recursive: true })
    writeFileSync(join(base, path), text)
  }
}

function expect(holds: boolean, otherwise: string): asserts holds {
  if (!holds) throw new Error(otherwise)
}
