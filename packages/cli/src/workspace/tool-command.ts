// Runs a tool's own command, as the project installed it, with the terminal handed over while it runs.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { UsageError } from '@migration-planner/core'
import type { Context } from '../context.ts'
import { codeOf } from './project-files.ts'

/** The command's exit code; 128 and the signal's number where a signal ended it, as shells tell it. */
export async function runTool(context: Context, command: readonly string[]): Promise<number> {
  const [name = '', ...args] = command
  const executable = installed(context.cwd, name) ?? name
  const { terminal, streams, cwd, env } = context
  terminal.note(terminal.paint.dim(`$ ${command.join(' ')}`))
  const child = spawn(executable, args, {
    cwd,
    env: { ...env },
    stdio: terminal.interactive ? 'inherit' : ['ignore', 'pipe', 'pipe'],
  })
  child.stdout?.setEncoding('utf8').on('data', (text: string) => streams.stdout.write(text))
  child.stderr?.setEncoding('utf8').on('data', (text: string) => streams.stderr.write(text))
  return new Promise((resolve, reject) => {
    child.on('error', (error) => reject(codeOf(error) === 'ENOENT' ? notInstalled(name) : error))
    child.on('close', (code) => resolve(code ?? 130))
  })
}

/** The project's own executable, looked for upward as package managers install it. */
function installed(cwd: string, name: string): string | undefined {
  for (let folder = cwd; ; folder = dirname(folder)) {
    const path = join(folder, 'node_modules', '.bin', name)
    if (existsSync(path)) return path
    if (dirname(folder) === folder) return undefined
  }
}

function notInstalled(name: string): UsageError {
  return new UsageError(`\`${name}\` is not installed in this project`, `Install it, for example: npm install --save-dev ${name}`)
}
