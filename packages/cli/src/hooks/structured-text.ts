// Adds one entry to a YAML or JSON text, and leaves every other byte as its author wrote it.
import { isDeepStrictEqual } from 'node:util'
import { type Document, isCollection, isMap, parseDocument, type ParsedNode, stringify } from 'yaml'
import { parsedJson } from './framework.ts'

/** An item at the end of a list, or a key of a map; what is missing of the path is made. */
export type Addition =
  | { readonly path: readonly string[]; readonly item: unknown }
  | { readonly path: readonly string[]; readonly key: string; readonly value: unknown }

export type TextFormat = 'yaml' | 'json'

/** `choose` says what to add to the parsed text, or nothing. Undefined where the text cannot be read or extended. */
export function addTo(format: TextFormat, text: string, choose: (config: unknown) => Addition | undefined): string | undefined {
  if (format === 'json' && text.trim() !== '' && parsedJson(text) === undefined) return undefined
  const document = parseDocument(text)
  if (document.errors.length > 0) return undefined
  const addition = choose(document.toJS())
  if (!addition) return text
  const wanted = extended(text, addition)
  if (!wanted) return undefined
  const inserted = insertedText(format, text, document, addition)
  if (inserted !== undefined && isDeepStrictEqual(valueOf(format, inserted), wanted.toJS())) return inserted
  return format === 'yaml' ? wanted.toString({ lineWidth: 0 }) : `${JSON.stringify(wanted.toJS(), undefined, indentOf(text))}\n`
}

/** What the text must mean afterwards. */
function extended(text: string, addition: Addition): Document | undefined {
  const document: Document = parseDocument(text)
  try {
    if ('key' in addition) document.setIn([...addition.path, addition.key], document.createNode(addition.value))
    else if (document.hasIn(addition.path)) document.addIn(addition.path, document.createNode(addition.item))
    else document.setIn(addition.path, document.createNode([addition.item]))
    return document
  } catch {
    return undefined
  }
}

function valueOf(format: TextFormat, text: string): unknown {
  if (format === 'json') return parsedJson(text)
  const document = parseDocument(text)
  return document.errors.length > 0 ? undefined : document.toJS()
}

/** At the end of the deepest collection on the path that is there; undefined where none is, or it is empty. */
function insertedText(format: TextFormat, text: string, document: Document.Parsed, addition: Addition): string | undefined {
  const steps = 'key' in addition ? [...addition.path, addition.key] : addition.path
  for (let depth = addition.path.length; depth >= 0; depth -= 1) {
    const node = depth === 0 ? document.contents : nodeAt(document, addition.path.slice(0, depth))
    if (!isCollection(node) || node.items.length === 0) continue
    const missing = steps.slice(depth)
    if (isMap(node) && missing[0] !== undefined && node.has(missing[0])) return undefined
    const leaf = 'key' in addition ? addition.value : depth === addition.path.length ? addition.item : [addition.item]
    const value = missing.reduceRight<unknown>((inner, key) => ({ [key]: inner }), leaf)
    return format === 'json' ? intoJson(text, node, value) : intoYaml(text, node, value)
  }
  return undefined
}

function nodeAt(document: Document.Parsed, path: readonly string[]): unknown {
  return document.hasIn(path) ? document.getIn(path, true) : undefined
}

type Place = Pick<ParsedNode, 'range'> & { readonly items: readonly unknown[]; readonly flow?: boolean | undefined }

/** Lines of its own after the last entry, as deep as the first one. */
function intoYaml(text: string, node: unknown, value: unknown): string | undefined {
  if (!isPlace(node) || node.flow === true) return undefined
  const [start, end] = node.range
  const column = start - (text.lastIndexOf('\n', start - 1) + 1)
  const isList = !isMap(node)
  const lines = stringify(isList ? [value] : value, { lineWidth: 0 })
    .trimEnd()
    .split('\n')
  const at = endOfLine(text, lastContent(text, end))
  const before = text.slice(0, at)
  return `${before}${before.endsWith('\n') ? '' : '\n'}${lines.map((line) => ' '.repeat(column) + line).join('\n')}\n${text.slice(at)}`
}

/** After the last entry, on a line that is indented like the others. */
function intoJson(text: string, node: unknown, value: unknown): string | undefined {
  if (!isPlace(node)) return undefined
  const [start, end] = node.range
  const indent = indentOf(text)
  const lineStart = text.lastIndexOf('\n', start) + 1
  const outer = text.slice(lineStart, text.length - text.slice(lineStart).trimStart().length)
  const inside = JSON.stringify(isMap(node) ? value : [value], undefined, indent)
    .slice(1, -1)
    .trim()
  const lines = inside.split('\n').map((line, index) => (index === 0 ? outer + indent : outer) + line)
  const last = lastContent(text, text.lastIndexOf(isMap(node) ? '}' : ']', end - 1))
  return `${text.slice(0, last)},\n${lines.join('\n')}${text.slice(last)}`
}

function isPlace(node: unknown): node is Place & { readonly range: readonly [number, number, number] } {
  return isCollection(node) && Array.isArray(node.range)
}

/** Behind the last character that is no space. */
function lastContent(text: string, end: number): number {
  return text.slice(0, end).trimEnd().length
}

function endOfLine(text: string, from: number): number {
  const at = text.indexOf('\n', from)
  return at < 0 ? text.length : at + 1
}

/** As the first indented line has it. */
function indentOf(text: string): string {
  return /^([ \t]+)\S/m.exec(text)?.[1] ?? '  '
}
