// The engine as callers see it.
import { expect, test } from 'vitest'
import { loadPostgres } from './index.ts'

const engine = await loadPostgres()

test.each([
  [2000, `SET LOCAL lock_timeout = '2s'`],
  [1500, `SET LOCAL lock_timeout = '1500ms'`],
  [0, `SET LOCAL lock_timeout = '0s'`],
])('a lock timeout of %i milliseconds', (milliseconds, sql) => {
  expect(engine.lockTimeout(milliseconds)).toBe(sql)
  expect(engine.read({ path: 'timeout.sql', text: sql }).statements[0]?.parts[0]?.operation).toEqual({
    kind: 'set-setting',
    name: 'lock_timeout',
    value: engine.lockTimeout(milliseconds).split("'")[1],
    local: true,
  })
})

test('names are quoted, whatever is in them', () => {
  expect(engine.quote('users')).toBe('"users"')
  expect(engine.quote('say "hi"')).toBe('"say ""hi"""')
})

test('rules and recipes have ids of their own', () => {
  for (const units of [engine.rules, engine.recipes]) {
    expect(units.length).toBeGreaterThan(0)
    expect(new Set(units.map(({ id }) => id)).size).toBe(units.length)
  }
})
