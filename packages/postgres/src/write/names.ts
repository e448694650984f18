// Names, types and text as PostgreSQL reads them back.
import { type DataType, siblingName, type TableName } from '@migration-planner/core'

/** Always quoted: a name that is not a keyword today may be one in the next version. */
export function quote(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}

/** A name with its schema, where it has one. */
export function qualified(name: TableName): string {
  return name.schema === undefined ? quote(name.name) : `${quote(name.schema)}.${quote(name.name)}`
}

/** A name in the schema of another. */
export function qualifiedSibling(of: TableName, name: string): string {
  return qualified(siblingName(of, name))
}

export function columnList(columns: readonly string[]): string {
  return `(${columns.map(quote).join(', ')})`
}

/** Text as a literal that means the same under every setting. */
export function literal(text: string): string {
  const quoted = `'${text.replaceAll("'", "''")}'`
  return text.includes('\\') ? `E${quoted.replaceAll('\\', '\\\\')}` : quoted
}

/** The type as it stands in SQL: built-in types come canonical, and a user's type comes bare where it was renamed since. */
export function typeSql(type: DataType): string {
  const bare = type.array ? `${type.name}[]` : type.name
  if (type.sql !== bare || isPlain(type.name) || type.name.startsWith('"')) return type.sql
  return `${quote(type.name)}${type.array ? '[]' : ''}`
}

function isPlain(name: string): boolean {
  return [...name].every(
    (letter) => (letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9') || letter === '_' || letter === ' ',
  )
}

/** A body between dollar signs, under a tag that the body does not hold. */
export function dollarQuoted(body: string): string {
  let tag = '$$'
  for (let count = 0; body.includes(tag); count += 1) tag = `$body${count === 0 ? '' : count}$`
  return `${tag}\n${body}\n${tag}`
}
