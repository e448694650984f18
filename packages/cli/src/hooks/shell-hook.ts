// A hook that is a shell script: our command goes before the person's own, whose last exit code stays the hook's.
import { isCommand, type LeftAlone } from './framework.ts'

const mark = '# migration-planner: staged migrations must be safe'
const shells = ['sh', 'bash', 'dash', 'zsh', 'ksh', 'ash', 'busybox']

/** After the first line and what prepares the script; at the end it would hide a failure, or never be reached. */
export function insertIntoShellHook(text: string | undefined, command: string): string | LeftAlone {
  const block = [mark, `${command} || exit $?`]
  if (text === undefined || text.trim() === '') return ['#!/bin/sh', ...block, ''].join('\n')
  const lines = text.split('\n')
  if (lines.some((line) => isCommand(line, command))) return text
  if (!isShell(lines[0] ?? '')) return { because: 'it is no shell script', lines: command }
  const head = lines.findLastIndex((line, index) => (index === 0 && line.startsWith('#!')) || line.includes('/husky.sh'))
  const ending = text.includes('\r\n') ? '\r' : ''
  return [...lines.slice(0, head + 1), ...block.map((line) => line + ending), ...lines.slice(head + 1)].join('\n')
}

/** Without a first line that says otherwise, git and husky give the script to sh. */
function isShell(firstLine: string): boolean {
  if (!firstLine.startsWith('#!')) return true
  const words = firstLine
    .slice(2)
    .trim()
    .split(/[\s/]+/)
  return words.some((word) => shells.includes(word))
}
