// Tables, views, columns, constraints, indexes and what else stands on a table, as (object, properties) rows.
import { ifKnown, named, notExcepted, notOfExtension, privileges, userSchema } from './fragments.ts'

const relation = named('n.nspname', 'c.relname')
const relations = `pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace`
const visible = `${userSchema} AND ${notExcepted} AND ${notOfExtension('pg_class', 'c.oid')}`

const kinds = `CASE c.relkind WHEN 'r' THEN 'table' WHEN 'p' THEN 'table' WHEN 'v' THEN 'view' WHEN 'm' THEN 'materialized view'
  WHEN 'f' THEN 'foreign table' WHEN 'c' THEN 'composite type' WHEN 'S' THEN 'sequence' ELSE c.relkind::text END`

const tables = `
SELECT ${kinds} || ' ' || ${relation} AS object, jsonb_build_object(
  'partitioned by', pg_get_partkeydef(c.oid),
  'partition of', (SELECT string_agg(inhparent::regclass::text, ', ' ORDER BY inhseqno) FROM pg_inherits WHERE inhrelid = c.oid),
  'partition bounds', pg_get_expr(c.relpartbound, c.oid),
  'persistence', c.relpersistence,
  'access method', (SELECT amname FROM pg_am WHERE oid = c.relam),
  'options', array_to_string(c.reloptions, ', '),
  'tablespace', (SELECT spcname FROM pg_tablespace WHERE oid = c.reltablespace),
  'row security', CASE WHEN c.relrowsecurity THEN 'on' ELSE 'off' END || CASE WHEN c.relforcerowsecurity THEN ', forced' ELSE '' END,
  'replica identity', c.relreplident,
  'definition', CASE WHEN c.relkind IN ('v', 'm') THEN pg_get_viewdef(c.oid) END,
  'populated', CASE WHEN c.relkind = 'm' THEN c.relispopulated END,
  'owner', c.relowner::regrole,
  'privileges', ${privileges('c.relacl', 'r', 'c.relowner')},
  'column order', CASE WHEN c.relkind IN ('r', 'p') THEN (SELECT string_agg(attname, ', ' ORDER BY attnum)
    FROM pg_attribute WHERE attrelid = c.oid AND attnum > 0 AND NOT attisdropped) END
) AS properties
FROM ${relations} WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f', 'c') AND ${visible}`

// PostgreSQL 18 names every NOT NULL; a name that follows from the column's first name is no definition.
const columns = `
SELECT 'column ' || ${relation} || '.' || a.attname AS object, jsonb_build_object(
  'type', format_type(a.atttypid, a.atttypmod),
  'nullable', NOT a.attnotnull,
  'NOT NULL', (SELECT 'not valid' FROM pg_constraint k WHERE k.conrelid = c.oid AND k.contype = 'n' AND k.conkey = ARRAY[a.attnum] AND NOT k.convalidated),
  'NOT NULL constraint', (SELECT k.conname FROM pg_constraint k WHERE k.conrelid = c.oid AND k.contype = 'n' AND k.conkey = ARRAY[a.attnum]),
  'default', CASE WHEN a.attgenerated = '' THEN pg_get_expr(d.adbin, d.adrelid) END,
  'generated', CASE WHEN a.attgenerated <> '' THEN a.attgenerated::text || ': ' || pg_get_expr(d.adbin, d.adrelid) END,
  'identity', nullif(a.attidentity, ''),
  'collation', (SELECT collname FROM pg_collation WHERE oid = a.attcollation AND a.attcollation <> t.typcollation),
  'storage', a.attstorage,
  'compression', nullif(${ifKnown('a', 'attcompression')}, ''),
  'statistics target', nullif(${ifKnown('a', 'attstattarget')}, '-1'),
  'options', array_to_string(a.attoptions, ', '),
  'privileges', CASE WHEN a.attacl IS NOT NULL THEN ${privileges('a.attacl', 'c', 'c.relowner')} END
) AS properties
FROM ${relations} JOIN pg_attribute a ON a.attrelid = c.oid JOIN pg_type t ON t.oid = a.atttypid
LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f', 'c') AND a.attnum > 0 AND NOT a.attisdropped AND ${visible}`

const constraints = `
SELECT 'constraint ' || k.conname || ' on ' || ${relation} AS object, jsonb_build_object(
  'definition', pg_get_constraintdef(k.oid),
  'validated', k.convalidated,
  'inherited', NOT k.conislocal
) AS properties
FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE k.contype NOT IN ('n', 't') AND ${visible}`

const indexes = `
SELECT 'index ' || ${named('n.nspname', 'i.relname')} AS object, jsonb_build_object(
  'definition', pg_get_indexdef(x.indexrelid),
  'valid', x.indisvalid AND x.indisready AND x.indislive,
  'primary', x.indisprimary,
  'checked at once', x.indimmediate,
  'clustered', x.indisclustered,
  'replica identity', x.indisreplident,
  'tablespace', (SELECT spcname FROM pg_tablespace WHERE oid = i.reltablespace),
  'statistics targets', (SELECT string_agg(a.attnum || ':' || (${ifKnown('a', 'attstattarget')}), ', ' ORDER BY a.attnum) FROM pg_attribute a
    WHERE a.attrelid = x.indexrelid AND ${ifKnown('a', 'attstattarget')} <> '-1')
) AS properties
FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid JOIN pg_class c ON c.oid = x.indrelid JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind IN ('r', 'p', 'm') AND ${visible}`

const triggers = `
SELECT 'trigger ' || g.tgname || ' on ' || ${relation} AS object, jsonb_build_object(
  'definition', pg_get_triggerdef(g.oid), 'enabled', g.tgenabled
) AS properties
FROM pg_trigger g JOIN pg_class c ON c.oid = g.tgrelid JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE NOT g.tgisinternal AND ${visible}`

const rules = `
SELECT 'rule ' || r.rulename || ' on ' || ${relation} AS object, jsonb_build_object(
  'definition', pg_get_ruledef(r.oid), 'enabled', r.ev_enabled
) AS properties
FROM pg_rewrite r JOIN pg_class c ON c.oid = r.ev_class JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE r.rulename <> '_RETURN' AND ${visible}`

const policies = `
SELECT 'policy ' || p.polname || ' on ' || ${relation} AS object, jsonb_build_object(
  'command', p.polcmd, 'permissive', p.polpermissive,
  'roles', (SELECT string_agg(CASE WHEN role = 0 THEN 'PUBLIC' ELSE role::regrole::text END, ', ' ORDER BY role) FROM unnest(p.polroles) role),
  'using', pg_get_expr(p.polqual, p.polrelid), 'check', pg_get_expr(p.polwithcheck, p.polrelid)
) AS properties
FROM pg_policy p JOIN pg_class c ON c.oid = p.polrelid JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE ${visible}`

const sequences = `
SELECT 'sequence ' || ${relation} AS object, jsonb_build_object(
  'type', format_type(s.seqtypid, NULL), 'start', s.seqstart::text, 'increment', s.seqincrement::text, 'minimum', s.seqmin::text, 'maximum', s.seqmax::text,
  'cache', s.seqcache::text, 'cycle', s.seqcycle, 'persistence', c.relpersistence,
  'owned by', (SELECT d.refobjid::regclass::text || '.' || a.attname FROM pg_depend d JOIN pg_attribute a ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid
    WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.refclassid = 'pg_class'::regclass AND d.deptype IN ('a', 'i')),
  'owner', c.relowner::regrole,
  'privileges', ${privileges('c.relacl', 's', 'c.relowner')}
) AS properties
FROM ${relations} JOIN pg_sequence s ON s.seqrelid = c.oid WHERE c.relkind = 'S' AND ${visible}`

const statistics = `
SELECT 'statistics ' || ${named('n.nspname', 's.stxname')} AS object, jsonb_build_object(
  'definition', pg_get_statisticsobjdef(s.oid), 'target', nullif(${ifKnown('s', 'stxstattarget')}, '-1')
) AS properties
FROM pg_statistic_ext s JOIN pg_namespace n ON n.oid = s.stxnamespace WHERE ${userSchema}`

export const tableQueries: readonly string[] = [
  tables,
  columns,
  constraints,
  indexes,
  triggers,
  rules,
  policies,
  sequences,
  statistics,
]
