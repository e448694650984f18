// Code frame: the lines of a file that a message is about, with the place underlined.
import type { Origin } from '../source.ts'
import type { Paint } from './paint.ts'

const longestFrame = 6

/** The statement's lines with their numbers, its first line underlined; as many lines as a person reads at a glance. */
export function codeFrame(text: string, origin: Origin, paint: Paint): string {
  const { start, end } = origin
  const all = text.split('\n').slice(start.line - 1, end.line)
  const shown = all.slice(0, longestFrame)
  const width = String(start.line + shown.length).length
  const gutter = (mark: string): string => paint.dim(`  ${mark.padStart(width)} │ `)
  const rows = shown.flatMap((content, index) => {
    const line = content.replace(/\r$/, '')
    const row = gutter(String(start.line + index)) + line
    if (index > 0) return [row]
    const from = start.column - 1
    const to = end.line === start.line ? end.column - 1 : line.length
    return [row, gutter('') + blank(line.slice(0, from)) + paint.red('^'.repeat(Math.max(1, columns(line.slice(from, to)))))]
  })
  const rest = all.length - shown.length
  return [...rows, ...(rest > 0 ? [gutter('') + paint.dim(`… ${rest} more ${rest === 1 ? 'line' : 'lines'}`)] : [])].join('\n')
}

/** As wide as the text, but empty: tabs stay tabs, so that the caret stands under its character whatever a tab is. */
function blank(text: string): string {
  return Array.from(text, (character) => (character === '\t' ? '\t' : ' '.repeat(columnsOf(character)))).join('')
}

function columns(text: string): number {
  return Array.from(text).reduce((sum, character) => sum + columnsOf(character), 0)
}

/** Terminals give East Asian wide characters and emoji two columns, and combining marks none. */
function columnsOf(character: string): number {
  if (/\p{Mark}|\u200d|\ufe0f/u.test(character)) return 0
  return /\p{Script=Han}|\p{Script=Hiragana}|\p{Script=Katakana}|\p{Script=Hangul}|\p{Emoji_Presentation}/u.test(character)
    ? 2
    : 1
}
