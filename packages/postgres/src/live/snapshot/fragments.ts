// Pieces of catalog queries that several of them share.

/** A name as a person reads it: without the schema where it is `public`. */
export function named(schema: string, name: string): string {
  return `CASE WHEN ${schema} = 'public' THEN '' ELSE ${schema} || '.' END || ${name}`
}

/** Leaves out the engine's own schemas; `n` is pg_namespace. */
export const userSchema = `n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'`

/** Leaves out what an extension brought: the extension's version stands for it. */
export function notOfExtension(catalog: string, oid: string): string {
  return `NOT EXISTS (SELECT 1 FROM pg_depend e WHERE e.classid = '${catalog}'::regclass AND e.objid = ${oid} AND e.deptype = 'e')`
}

/** Leaves out the tables that the caller named; `$1` holds them as `schema.name`. */
export const notExcepted = `n.nspname || '.' || c.relname <> ALL ($1::text[])`

/** Rights as sorted text. Never granted and granted as by default are the same. */
export function privileges(acl: string, kind: string, owner: string): string {
  return `(SELECT string_agg(CASE WHEN grantee = 0 THEN 'PUBLIC' ELSE grantee::regrole::text END || '=' || privilege_type
      || CASE WHEN is_grantable THEN '*' ELSE '' END, ' ' ORDER BY 1)
    FROM (SELECT * FROM aclexplode(coalesce(${acl}, acldefault('${kind}', ${owner}))) ORDER BY grantee, privilege_type) exploded)`
}

/** A row's column that not every major has. */
export function ifKnown(row: string, column: string): string {
  return `to_jsonb(${row}) ->> '${column}'`
}
