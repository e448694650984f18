// Names of database objects, and the keys by which two spellings of one name are the same.

/** A table's or other object's name as the catalog spells it; `schema` is undefined where the migration left it to the search path. */
export interface TableName {
  readonly schema: string | undefined
  readonly name: string
}

/** One string per object: `public` stands in where no schema was written. Only for comparing and for maps, never for SQL. */
export function keyOf(name: TableName): string {
  return `${name.schema ?? 'public'}.${name.name}`
}

/** Whether two spellings mean the same object. */
export function sameName(one: TableName, other: TableName): boolean {
  return one.name === other.name && (one.schema ?? 'public') === (other.schema ?? 'public')
}

/** The name as a person reads it: without the schema where the migration wrote none. */
export function displayName(name: TableName): string {
  return name.schema === undefined ? name.name : `${name.schema}.${name.name}`
}

/** A name of the same schema as another. */
export function siblingName(of: TableName, name: string): TableName {
  return { schema: of.schema, name }
}
