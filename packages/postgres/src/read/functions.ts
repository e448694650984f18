// Functions: which of PostgreSQL's own functions give the same value for the same input, for ever or within one statement.
// Taken from pg_proc, the least steady overload of each name; a function that is not here counts as new for every row.
import type { Expression } from '@migration-planner/core'

const constantNames = `
  abs acos acosd acosh ascii asin asind asinh atan atan2 atan2d atand atanh bit_count bit_length btrim cardinality cbrt ceil
  ceiling char_length character_length chr cos cosd cosh cot cotd date_bin decode degrees div encode exp factorial floor gcd
  generate_subscripts get_bit get_byte host hostmask initcap isempty isfinite justify_days justify_hours justify_interval lcm
  left ln log log10 lower lower_inc lower_inf lpad ltrim make_date make_interval make_time make_timestamp masklen md5 mod
  netmask network normalize is_normalized num_nonnulls num_nulls numnode octet_length overlay parse_ident pi point position
  power pow querytree quote_ident radians range_merge regexp_count regexp_instr regexp_like regexp_match regexp_matches
  regexp_replace regexp_split_to_array regexp_split_to_table regexp_substr repeat replace reverse right round rpad rtrim scale
  set_bit set_byte setweight sha224 sha256 sha384 sha512 sign similar_to_escape like_escape sin sind sinh split_part sqrt
  string_to_array string_to_table strpos substr substring tan tand tanh text to_hex translate trim_array trim_scale trunc
  ts_rank ts_rank_cd tsvector_to_array unistr unnest upper upper_inc upper_inf varchar width_bucket xmlcomment xmlexists
  array_dims array_fill array_length array_lower array_ndims array_position array_positions array_remove array_replace
  array_upper array_append array_prepend array_cat array_to_tsvector
  int4range int8range numrange tsrange tstzrange daterange int4multirange int8multirange nummultirange tsmultirange
  tstzmultirange datemultirange
  json_array_elements json_array_elements_text json_array_length json_each json_each_text json_extract_path
  json_extract_path_text json_object json_object_keys json_strip_nulls json_typeof jsonb_array_elements
  jsonb_array_elements_text jsonb_array_length jsonb_each jsonb_each_text jsonb_extract_path jsonb_extract_path_text
  jsonb_insert jsonb_object jsonb_object_keys jsonb_path_exists jsonb_path_match jsonb_path_query jsonb_path_query_array
  jsonb_path_query_first jsonb_pretty jsonb_set jsonb_set_lax jsonb_strip_nulls jsonb_typeof
  array_agg avg bit_and bit_or bool_and bool_or count every max min stddev string_agg sum variance jsonb_object_agg
  cume_dist dense_rank first_value lag last_value lead nth_value ntile percent_rank rank row_number
`

const stableNames = `
  age array_to_json array_to_string concat concat_ws convert convert_from convert_to current_database current_schema
  current_schemas current_setting current_user date date_part date_trunc enum_first enum_last enum_range extract format
  generate_series json_agg json_build_array json_build_object json_object_agg json_populate_record json_to_record jsonb_agg
  jsonb_build_array jsonb_build_object jsonb_populate_record jsonb_to_record length make_timestamptz now numeric
  obj_description pg_get_serial_sequence pg_typeof phraseto_tsquery plainto_tsquery quote_literal quote_nullable row_to_json
  session_user statement_timestamp timestamp timestamptz timezone to_char to_date to_json to_jsonb to_number to_regclass
  to_regtype to_timestamp to_tsquery to_tsvector transaction_timestamp txid_current version websearch_to_tsquery
`

/** The functions by name, each with the volatility that it has in the worst case. */
export const functionVolatilities: ReadonlyMap<string, 'constant' | 'stable'> = new Map([
  ...wordsOf(constantNames).map((name) => [name, 'constant'] as const),
  ...wordsOf(stableNames).map((name) => [name, 'stable'] as const),
])

function wordsOf(text: string): readonly string[] {
  return text
    .split('\n')
    .flatMap((line) => line.split(' '))
    .filter((word) => word !== '')
}

/** A call's volatility by the function's name as written; another schema's function may do anything. */
export function volatilityOfFunction(name: readonly string[]): Expression['volatility'] {
  const last = name.at(-1) ?? ''
  const isBuiltIn = name.length === 1 || (name.length === 2 && name[0] === 'pg_catalog')
  return (isBuiltIn ? functionVolatilities.get(last) : undefined) ?? 'volatile'
}
