// Runs our own program in this process, as a person without a terminal would run it in a project's folder.
import { runCli } from '@migration-planner/cli'
import { prisma } from '../../packages/prisma/src/adapter.ts'
import type { CommandResult } from '../harness/prisma-cli.ts'
import type { PrismaProject } from '../harness/prisma-project.ts'

/** What a run needs to know of a project. */
export type SafeProject = Pick<PrismaProject, 'directory' | 'env'>

/** `prisma-safe <args>` in the project's folder. */
export async function prismaSafe({ directory, env }: SafeProject, ...argv: readonly string[]): Promise<CommandResult> {
  const output = { stdout: '', stderr: '' }
  const code = await runCli({
    name: 'prisma-safe',
    version: '0.0.0',
    adapters: [prisma],
    argv,
    cwd: directory,
    stdout: { write: (text) => (output.stdout += text) },
    stderr: { write: (text) => (output.stderr += text) },
    stdin: {},
    env: { ...process.env, ...env },
  })
  return { code, ...output }
}

/** The rules that `lint` reports at medium or high risk, each once, in alphabetical order; with its exit code. */
export async function lint(
  project: SafeProject,
  ...argv: readonly string[]
): Promise<{ readonly code: number; readonly rules: readonly string[] }> {
  const { code, stdout, stderr } = await prismaSafe(project, 'lint', '--format', 'json', ...argv)
  if (code === 2) throw new Error(stderr)
  const report: LintJson = JSON.parse(stdout)
  const findings = report.migrations.flatMap((migration) => migration.findings)
  const rules = findings.filter(({ risk }) => risk !== 'low').map(({ rule }) => rule)
  return { code, rules: [...new Set(rules)].toSorted() }
}

interface LintJson {
  readonly migrations: readonly { readonly findings: readonly { readonly rule: string; readonly risk: string }[] }[]
}
