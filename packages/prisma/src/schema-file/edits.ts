// Edits of a Prisma schema's text, one line or block at a time: all else stays byte for byte.
import type { Member } from './blocks.ts'
import { fileText, lineBreakOf, type PlacedBlock, type PrismaSchema, replaceText } from './prisma-schema.ts'

/** A replacement inside one member. */
export interface TextEdit {
  readonly start: number
  readonly end: number
  readonly text: string
}

/** Several edits of one file at once; none may touch another. */
export function editText(schema: PrismaSchema, path: string, edits: readonly TextEdit[]): PrismaSchema {
  return edits
    .toSorted((one, other) => other.start - one.start)
    .reduce((edited, { start, end, text }) => replaceText(edited, path, start, end, text), schema)
}

/** Takes an attribute and the blank before it out of a member. */
export function withoutAttribute(
  schema: PrismaSchema,
  path: string,
  attribute: { readonly start: number; readonly end: number },
): TextEdit {
  const before = fileText(schema, path).slice(0, attribute.start)
  return { start: before.trimEnd().length, end: attribute.end, text: '' }
}

export function appended(member: Member, text: string): TextEdit {
  return { start: member.end, end: member.end, text: ` ${text}` }
}

/** Adds a line to a block: a field behind another or behind the last one, an attribute of the block at its end. */
export function addMember(schema: PrismaSchema, block: PlacedBlock, code: string, after?: Member): PrismaSchema {
  const file = fileText(schema, block.path)
  const lineBreak = lineBreakOf(file)
  const line = indentation(file, block) + inLineBreaksOf(file, code) + lineBreak
  const lastField = block.members.findLast(({ name }) => name !== undefined)
  if (!code.startsWith('@@')) return insert(schema, block, after?.lines.end ?? lastField?.lines.end ?? block.bodyStart, line)
  const lastAttribute = block.members.findLast(({ name }) => name === undefined)
  if (lastAttribute) return insert(schema, block, lastAttribute.lines.end, line)
  return insert(schema, block, block.bodyEnd, isBlank(lineBefore(file, block.bodyEnd)) ? line : lineBreak + line)
}

/** Takes a member away with its whole line; with the block's only attribute goes the blank line before it. */
export function removeMember(schema: PrismaSchema, block: PlacedBlock, member: Member): PrismaSchema {
  const file = fileText(schema, block.path)
  const others = block.members.filter((other) => other !== member && other.name === undefined)
  const above = lineBefore(file, member.lines.start)
  const alone = member.name === undefined && others.length === 0 && above.length > 0 && isBlank(above)
  return replaceText(schema, block.path, member.lines.start - (alone ? above.length : 0), member.lines.end, '')
}

/** Adds a block at a file's end, a blank line before it. */
export function addBlock(schema: PrismaSchema, path: string, text: string): PrismaSchema {
  const file = fileText(schema, path)
  const lineBreak = lineBreakOf(file)
  const ending = file === '' || file.endsWith('\n') ? '' : lineBreak
  return replaceText(schema, path, file.length, file.length, ending + lineBreak + inLineBreaksOf(file, text) + lineBreak)
}

/** Takes a block away, and the blank line before it. */
export function removeBlock(schema: PrismaSchema, block: PlacedBlock): PrismaSchema {
  const above = lineBefore(fileText(schema, block.path), block.lines.start)
  return replaceText(schema, block.path, block.lines.start - (isBlank(above) ? above.length : 0), block.lines.end, '')
}

/** Text of another version of the file, with this one's line breaks. */
function inLineBreaksOf(file: string, text: string): string {
  return text.replaceAll('\r\n', '\n').replaceAll('\n', lineBreakOf(file))
}

function insert(schema: PrismaSchema, block: PlacedBlock, offset: number, text: string): PrismaSchema {
  return replaceText(schema, block.path, offset, offset, text)
}

function indentation(file: string, block: PlacedBlock): string {
  const [member] = block.members
  if (!member) return '  '
  const lineStart = file.lastIndexOf('\n', member.start - 1) + 1
  const before = file.slice(lineStart, member.start)
  return isBlank(before) ? before : '  '
}

function lineBefore(file: string, offset: number): string {
  if (offset === 0) return ''
  return file.slice(file.lastIndexOf('\n', offset - 2) + 1, offset)
}

function isBlank(line: string): boolean {
  return line.trim() === ''
}
