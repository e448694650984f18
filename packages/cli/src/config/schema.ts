// What a config file may say. Loaded only where there is a config file: zod takes its time.
import { type Config, UsageError } from '@migration-planner/core'
import { z } from 'zod'

const risk = z.enum(['low', 'medium', 'high'])
const positive = z.int().positive()
const duration = z.string().regex(/^\d+(\.\d+)?(ms|s|min)$/, 'expected a duration such as 500ms, 2s or 1min')

const configSchema = z.strictObject({
  engine: z.enum(['postgresql']).optional(),
  engineVersion: z
    .string()
    .regex(/^\d+(\.\d+)*$/, "expected a version such as '16'")
    .optional(),
  failOn: z.enum(['low', 'medium', 'high', 'never']).optional(),
  downtime: z.union([z.literal('zero'), z.strictObject({ windowMinutes: positive })]).optional(),
  rows: z.record(z.string(), z.int().nonnegative()).optional(),
  stats: z.string().optional(),
  smallTable: z.int().nonnegative().optional(),
  renames: z.record(z.string().includes('.', { error: 'expected table.column' }), z.string().min(1)).optional(),
  fills: z.record(z.string().includes('.', { error: 'expected table.column' }), z.string().min(1)).optional(),
  rules: z.record(z.string(), z.union([z.literal('off'), risk])).optional(),
  locks: z.strictObject({ timeout: duration.optional(), retries: z.int().nonnegative().optional() }).optional(),
  backfill: z
    .strictObject({ batchSize: z.union([z.literal('auto'), positive]).optional(), pauseMs: z.int().nonnegative().optional() })
    .optional(),
  plansDir: z.string().min(1).optional(),
})

/** The config, checked; the first thing wrong is an error with its path. */
export function checkConfig(value: unknown, file: string): Config {
  const result = configSchema.safeParse(value)
  if (result.success) return withoutUndefined(result.data)
  const issue = result.error.issues[0]
  const path = [...(issue?.path ?? []), ...(issue?.code === 'unrecognized_keys' ? issue.keys.slice(0, 1) : [])]
    .map(String)
    .join('.')
  const what = issue?.code === 'unrecognized_keys' ? 'unknown key' : (issue?.message ?? 'not understood')
  throw new UsageError(
    `${path === '' ? 'The config' : `Config key "${path}"`}: ${what}`,
    'The README lists the keys and what they take',
    file,
  )
}

type Output = z.output<typeof configSchema>

/** zod writes absent keys as `T | undefined`; our types mean "absent". */
function withoutUndefined(data: Output): Config {
  return JSON.parse(JSON.stringify(data)) as Config
}
