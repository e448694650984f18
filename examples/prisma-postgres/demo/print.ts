// How the demonstration looks: headings, commands, quoted output and one table; in colour only on a terminal.
import picocolors from 'picocolors'

const inColour = process.stdout.isTTY === true && process.env['NO_COLOR'] === undefined
export const colour = picocolors.createColors(inColour)

export type Paint = (text: string) => string

const margin = '   '
const width = 100

export function title(text: string): void {
  print(`\n${colour.bold(text)}\n`)
}

let number = 0

/** `2  What is wrong with it                     $ prisma-safe lint` */
export function heading(text: string, command?: string): void {
  number += 1
  const left = `${number}  ${text}`
  const right = command === undefined ? '' : `$ ${command}`
  const gap = width - left.length - right.length
  if (gap >= 2 || right === '') print(`\n${colour.bold(left)}${' '.repeat(Math.max(gap, 0))}${colour.cyan(right)}\n`)
  else print(`\n${colour.bold(left)}\n${margin}${colour.cyan(right)}\n`)
}

export function line(text = ''): void {
  print(text === '' ? '' : `${margin}${text}`)
}

/** Prose, wrapped at the width. */
export function paragraph(text: string, indent = 0, paint: Paint = same): void {
  let current = ''
  for (const word of text.split(' ')) {
    if (current !== '' && margin.length + indent + current.length + word.length >= width) {
      line(' '.repeat(indent) + paint(current))
      current = ''
    }
    current += current === '' ? word : ` ${word}`
  }
  line(' '.repeat(indent) + paint(current))
}

export function good(text: string): void {
  line(`${colour.green('✓')} ${text}`)
}

export function bad(text: string): void {
  line(`${colour.red('✗')} ${text}`)
}

/** What is being done, and when it is done how long it took. */
export async function during<Result>(text: string, work: () => Promise<Result>): Promise<Result> {
  const started = performance.now()
  if (process.stdout.isTTY) process.stdout.write(`${margin}${colour.dim(`${text} …`)}`)
  const result = await work()
  const seconds = `${((performance.now() - started) / 1000).toFixed(1)} s`
  const done = `${margin}${text}${' '.repeat(Math.max(width - margin.length - text.length - seconds.length, 2))}${colour.dim(seconds)}`
  process.stdout.write(process.stdout.isTTY ? `\r\u001B[K${done}\n` : `${done}\n`)
  return result
}

/** A cell, and how it is painted. */
export interface Cell {
  readonly text: string
  readonly paint?: Paint
}

/** The first column to the left, the others to the right. */
export function table(head: readonly string[], rows: readonly (readonly Cell[])[]): void {
  const all = [head.map((text): Cell => ({ text, paint: colour.dim })), ...rows]
  const widths = head.map((_, column) => Math.max(...all.map((row) => row[column]?.text.length ?? 0)))
  for (const row of all) {
    const cells = row.map(({ text, paint = same }, column) => {
      const space = ' '.repeat((widths[column] ?? 0) - text.length)
      return column === 0 ? paint(text) + space : `    ${space}${paint(text)}`
    })
    line(cells.join('').trimEnd())
  }
}

const same = (text: string): string => text

function print(text: string): void {
  process.stdout.write(`${text}\n`)
}
