// What is no table and stands on none: schemas, types, functions, operators, extensions, comments, as (object, properties) rows.
import { named, notOfExtension, privileges, userSchema } from './fragments.ts'

const schemas = `
SELECT 'schema ' || n.nspname AS object, jsonb_build_object(
  'owner', n.nspowner::regrole, 'privileges', ${privileges('n.nspacl', 'n', 'n.nspowner')}
) AS properties
FROM pg_namespace n WHERE ${userSchema} AND ${notOfExtension('pg_namespace', 'n.oid')}`

const extensions = `
SELECT 'extension ' || x.extname AS object, jsonb_build_object('version', x.extversion, 'schema', n.nspname) AS properties
FROM pg_extension x JOIN pg_namespace n ON n.oid = x.extnamespace`

const types = `
SELECT CASE t.typtype WHEN 'e' THEN 'enum ' WHEN 'd' THEN 'domain ' ELSE 'type ' END || ${named('n.nspname', 't.typname')} AS object, jsonb_build_object(
  'values', (SELECT string_agg(quote_literal(enumlabel), ', ' ORDER BY enumsortorder) FROM pg_enum WHERE enumtypid = t.oid),
  'base type', CASE WHEN t.typtype = 'd' THEN format_type(t.typbasetype, t.typtypmod) END,
  'nullable', CASE WHEN t.typtype = 'd' THEN NOT t.typnotnull END,
  'default', t.typdefault,
  'collation', CASE WHEN t.typtype = 'd' THEN (SELECT collname FROM pg_collation WHERE oid = t.typcollation) END,
  'constraints', (SELECT string_agg(conname || ' ' || pg_get_constraintdef(oid), '; ' ORDER BY conname) FROM pg_constraint WHERE contypid = t.oid AND contype = 'c'),
  'subtype', (SELECT format_type(rngsubtype, NULL) FROM pg_range WHERE rngtypid = t.oid),
  'owner', t.typowner::regrole,
  'privileges', ${privileges('t.typacl', 'T', 't.typowner')}
) AS properties
FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace
WHERE t.typtype IN ('e', 'd', 'r') AND ${userSchema} AND ${notOfExtension('pg_type', 't.oid')}`

const signature = `${named('n.nspname', 'p.proname')} || '(' || pg_get_function_identity_arguments(p.oid) || ')'`

const functions = `
SELECT 'function ' || ${signature} AS object, jsonb_build_object(
  'definition', CASE WHEN p.prokind = 'a' THEN (SELECT concat_ws(', ', aggtransfn, aggfinalfn, aggcombinefn, aggsortop, format_type(aggtranstype, NULL), agginitval)
    FROM pg_aggregate WHERE aggfnoid = p.oid) ELSE pg_get_functiondef(p.oid) END,
  'owner', p.proowner::regrole,
  'privileges', ${privileges('p.proacl', 'f', 'p.proowner')}
) AS properties
FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace WHERE ${userSchema} AND ${notOfExtension('pg_proc', 'p.oid')}`

const operators = `
SELECT 'operator ' || o.oid::regoperator::text AS object, jsonb_build_object(
  'function', o.oprcode, 'result', format_type(o.oprresult, NULL), 'commutator', o.oprcom::regoperator, 'negator', o.oprnegate::regoperator,
  'restriction', o.oprrest, 'join', o.oprjoin, 'merges', o.oprcanmerge, 'hashes', o.oprcanhash
) AS properties
FROM pg_operator o JOIN pg_namespace n ON n.oid = o.oprnamespace WHERE ${userSchema} AND ${notOfExtension('pg_operator', 'o.oid')}`

const casts = `
SELECT 'cast ' || format_type(k.castsource, NULL) || ' to ' || format_type(k.casttarget, NULL) AS object, jsonb_build_object(
  'function', k.castfunc::regprocedure, 'context', k.castcontext, 'method', k.castmethod
) AS properties
FROM pg_cast k WHERE k.oid >= 16384 AND ${notOfExtension('pg_cast', 'k.oid')}`

const collations = `
SELECT 'collation ' || ${named('n.nspname', 'k.collname')} AS object,
  to_jsonb(k) - ARRAY['oid', 'collname', 'collnamespace', 'collowner', 'collversion'] AS properties
FROM pg_collation k JOIN pg_namespace n ON n.oid = k.collnamespace WHERE ${userSchema} AND ${notOfExtension('pg_collation', 'k.oid')}`

const textSearch = `
SELECT 'text search configuration ' || ${named('n.nspname', 't.cfgname')} AS object, jsonb_build_object(
  'parser', (SELECT prsname FROM pg_ts_parser WHERE oid = t.cfgparser),
  'mappings', (SELECT string_agg(maptokentype || ':' || mapseqno || ':' || mapdict::regdictionary::text, ', ' ORDER BY maptokentype, mapseqno)
    FROM pg_ts_config_map WHERE mapcfg = t.oid)
) AS properties
FROM pg_ts_config t JOIN pg_namespace n ON n.oid = t.cfgnamespace WHERE ${userSchema} AND ${notOfExtension('pg_ts_config', 't.oid')}`

const textSearchDictionaries = `
SELECT 'text search dictionary ' || ${named('n.nspname', 't.dictname')} AS object, jsonb_build_object(
  'template', (SELECT tmplname FROM pg_ts_template WHERE oid = t.dicttemplate), 'options', t.dictinitoption
) AS properties
FROM pg_ts_dict t JOIN pg_namespace n ON n.oid = t.dictnamespace WHERE ${userSchema} AND ${notOfExtension('pg_ts_dict', 't.oid')}`

const operatorClasses = `
SELECT 'operator class ' || ${named('n.nspname', 'o.opcname')} || ' using ' || a.amname AS object, jsonb_build_object(
  'type', format_type(o.opcintype, NULL), 'default', o.opcdefault
) AS properties
FROM pg_opclass o JOIN pg_am a ON a.oid = o.opcmethod JOIN pg_namespace n ON n.oid = o.opcnamespace
WHERE ${userSchema} AND ${notOfExtension('pg_opclass', 'o.oid')}`

const eventTriggers = `
SELECT 'event trigger ' || evtname AS object, jsonb_build_object(
  'event', evtevent, 'function', evtfoid::regprocedure, 'enabled', evtenabled, 'tags', array_to_string(evttags, ', ')
) AS properties
FROM pg_event_trigger t WHERE ${notOfExtension('pg_event_trigger', 't.oid')}`

const publications = `
SELECT 'publication ' || p.pubname AS object, to_jsonb(p) - ARRAY['oid', 'pubname', 'pubowner'] || jsonb_build_object(
  'tables', (SELECT string_agg(schemaname || '.' || tablename, ', ' ORDER BY schemaname, tablename) FROM pg_publication_tables t WHERE t.pubname = p.pubname)
) AS properties
FROM pg_publication p`

const defaultPrivileges = `
SELECT 'default privileges of ' || d.defaclrole::regrole::text || coalesce(' in schema ' || n.nspname, '') || ' on ' || d.defaclobjtype::text AS object,
  jsonb_build_object('privileges', ${privileges('d.defaclacl', 'r', 'd.defaclrole')}) AS properties
FROM pg_default_acl d LEFT JOIN pg_namespace n ON n.oid = d.defaclnamespace`

const comments = `
SELECT pg_describe_object(d.classoid, d.objoid, d.objsubid) AS object, jsonb_build_object('comment', d.description) AS properties
FROM pg_description d WHERE (d.objoid >= 16384 OR d.objoid = 'public'::regnamespace)
AND NOT EXISTS (SELECT 1 FROM pg_depend e WHERE e.classid = d.classoid AND e.objid = d.objoid AND e.deptype = 'e')`

export const objectQueries: readonly string[] = [
  schemas,
  extensions,
  types,
  functions,
  operators,
  operatorClasses,
  casts,
  collations,
  textSearch,
  textSearchDictionaries,
  eventTriggers,
  publications,
  defaultPrivileges,
  comments,
]
