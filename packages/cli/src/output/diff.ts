// File changes as a unified diff: what `rewrite --dry-run` shows.
import { createTwoFilesPatch } from 'diff'
import type { FileChange } from '@migration-planner/core'
import type { Paint } from '@migration-planner/core/render'

export function diffText(changes: readonly FileChange[], paint: Paint): string {
  return changes
    .filter(({ before, after }) => before !== after)
    .map((change) => colored(patchOf(change), paint))
    .join('')
}

function patchOf({ path, before, after }: FileChange): string {
  const from = before === undefined ? '/dev/null' : `a/${path}`
  const to = after === undefined ? '/dev/null' : `b/${path}`
  const patch = createTwoFilesPatch(from, to, before ?? '', after ?? '', undefined, undefined, { context: 3 })
  return patch.slice(patch.indexOf('--- '))
}

function colored(patch: string, paint: Paint): string {
  return patch
    .split('\n')
    .map((line) => {
      if (line.startsWith('--- ') || line.startsWith('+++ ')) return paint.bold(line)
      if (line.startsWith('@@')) return paint.cyan(line)
      if (line.startsWith('+')) return paint.green(line)
      return line.startsWith('-') ? paint.red(line) : line
    })
    .join('\n')
}
