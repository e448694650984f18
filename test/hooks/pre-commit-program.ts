// The real pre-commit: installed once, from PyPI, into a folder of the workspace.
import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import path from 'node:path'
import { promisify } from 'node:util'

const execute = promisify(execFile)
const version = '4.3.0'
const folder = path.resolve(import.meta.dirname, `../../.tools/pre-commit-${version}`)

/** Its path. Without Python it cannot be had: then undefined and a word about it, but never in CI, where nothing is left out. */
export async function preCommitProgram(): Promise<string | undefined> {
  const program = path.join(folder, 'bin/pre-commit')
  if (existsSync(program)) return program
  try {
    await execute('python3', ['-m', 'venv', folder])
    await execute(path.join(folder, 'bin/pip'), ['install', '--quiet', '--disable-pip-version-check', `pre-commit==${version}`])
    return program
  } catch (error) {
    if (process.env['CI']) throw error
    console.warn(`pre-commit is not tried: python3 cannot install it here (${String(error)})`)
    return undefined
  }
}
